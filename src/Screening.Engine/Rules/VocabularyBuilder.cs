using System.Collections.Immutable;
using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>Collects the phrases of a rule set and what each is used for.</summary>
internal sealed class VocabularyBuilder(WordRules words, ImmutableArray<RuleSetDiagnostic>.Builder found)
{
    private const int MaxParts = 4;

    private readonly TermIndexBuilder _index = new(words);
    private readonly List<PhraseUse> _phrases = [];
    private readonly NormalizedText _text = new();
    private int _alternatives;

    /// <summary>Adds one value of a rule: a phrase, or several joined by <c>&amp;</c> that must all be found.</summary>
    public void Add(string value, int rule, string language, string where)
    {
        var parts = value.Split(" & ", StringSplitOptions.TrimEntries);
        if (parts.Length > MaxParts)
        {
            found.Add(new(where, $"found {parts.Length} parts in '{value}', expected at most {MaxParts}"));
        }

        foreach (var (part, phrase) in parts.Index())
        {
            // Of a vague term any part says as little.
            var isLater = part > 0 && rule >= 0;
            if (!_index.Add(phrase, isLater ? LaterPart.Number(_alternatives, part) : _phrases.Count, language))
            {
                found.Add(new(where, $"found '{value}', of which '{phrase}' has no letter or digit: nothing could match it"));
            }

            if (!isLater)
            {
                _phrases.Add(new PhraseUse(rule, _alternatives, part, parts.Length));
            }
        }

        _alternatives++;
    }

    /// <summary>Adds a name of a maker.</summary>
    public void AddMaker(string name, int maker, string where)
    {
        if (!_index.Add(name.TrimStart('?'), _phrases.Count))
        {
            found.Add(new(where, $"found the name '{name}', expected one with letters or digits"));
        }

        TextNormalizer.Normalize(name, _text);
        _phrases.Add(PhraseUse.OfMaker(maker, name.StartsWith('?'), _text.WordsHash(0, _text.Tokens.Length - 1)));
    }

    public CompiledVocabulary Build() => new(_index.Build(), [.. _phrases], words);
}
