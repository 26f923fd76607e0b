using System.Collections.Immutable;
using System.Globalization;

namespace Screening.Engine.Rules.Thresholds;

/// <summary>Collects the words that speak of parameters.</summary>
internal sealed class WordBuilder(ImmutableArray<RuleSetDiagnostic>.Builder found)
{
    public TermIndexBuilder Index { get; } = new(WordRules.None, keepsOrder: true);

    public List<ParameterWord> Uses { get; } = [];

    public Dictionary<string, List<int>> Names { get; } = new(StringComparer.Ordinal);

    public CompiledParameter Add(ParameterRow row, int number, UnitRow? unit)
    {
        foreach (var name in row.Cues.Append(row.Code).Append(row.Name))
        {
            AddName(name, number);
        }

        foreach (var cue in row.Cues)
        {
            AddPhrase(row, cue, new ParameterWord(number, row.Kind == ParameterKind.Feature ? ParameterWordKind.Value : ParameterWordKind.Cue, 1));
        }

        var values = Read(row, row.Values);
        foreach (var (phrase, value) in values)
        {
            AddPhrase(row, phrase, new ParameterWord(number, ParameterWordKind.Value, unit is null ? value : UnitIndex.ToBase(value, unit)));
        }

        var levels = Read(row, row.Levels);
        foreach (var (phrase, value) in levels)
        {
            var isDigits = phrase.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
            AddPhrase(row, phrase, new ParameterWord(number, isDigits ? ParameterWordKind.DigitLevel : ParameterWordKind.Level, value));
        }

        var steps = row.Kind == ParameterKind.Scale ? levels.Concat(values).Select(l => (l.Value, l.Phrase)).ToImmutableArray() : [];
        return new CompiledParameter(number, row, unit, ulong.MaxValue, steps);
    }

    private void AddName(string name, int number)
    {
        var key = ParameterCompiler.NameKey(name);
        if (!Names.TryGetValue(key, out var numbers))
        {
            Names[key] = numbers = [];
        }

        numbers.Add(number);
    }

    private void AddPhrase(ParameterRow row, string phrase, ParameterWord use)
    {
        if (!Index.Add(phrase, Uses.Count))
        {
            found.Add(new($"parameter {row.Code}", $"found '{phrase}', which has no letter or digit: nothing could match it"));
        }

        Uses.Add(use);
    }

    private List<(string Phrase, double Value)> Read(ParameterRow row, ImmutableArray<string> texts)
    {
        var read = new List<(string, double)>(texts.Length);
        foreach (var text in texts)
        {
            var sign = text.LastIndexOf('=');
            if (sign > 0 && double.TryParse(text.AsSpan(sign + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            {
                read.Add((text[..sign].Trim(), value));
            }
            else
            {
                found.Add(new($"parameter {row.Code}", $"found '{text}', expected words = number"));
            }
        }

        return read;
    }
}
