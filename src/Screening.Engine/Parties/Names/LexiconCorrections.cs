using System.Collections.Immutable;

namespace Screening.Engine.Parties.Names;

/// <summary>
/// Sees through typing and scanning errors in legal forms and words of trade (COMPNY, Cornpany, Insitute), so that a word that says nothing
/// does not pass for a telling one when it is misspelled. Long words only, and one error: a name may be close to a word of trade on purpose.
/// </summary>
internal sealed class LexiconCorrections
{
    /// <summary>Letters from which on a word of trade, and a word of a long legal form, is corrected.</summary>
    private const int ShortestOfTrade = 7, ShortestOfForm = 5;
    private const float MostCost = 1f;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _folded = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly DeletionIndex _neighbours;

    public LexiconCorrections(Dictionary<string, LexiconForm> forms, ImmutableArray<NameWordRow> rows)
    {
        var shortest = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (phrase, form) in forms)
        {
            foreach (var word in phrase.Split(' '))
            {
                _known.Add(word);
                if (LengthFor(phrase, form, rows) is { } length)
                {
                    shortest[word] = Math.Min(shortest.GetValueOrDefault(word, length), length);
                }
            }
        }

        foreach (var (word, length) in shortest)
        {
            if (word.Length >= length && word.All(char.IsAsciiLetter))
            {
                _words.Add(word);
                _folded.TryAdd(LetterGroups.Fold(word), word);
            }
        }

        _neighbours = new DeletionIndex(_words);
    }

    /// <summary>The words, with those that are misspelled written as the lexicon has them.</summary>
    public List<NameWord> Correct(List<NameWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Text.Length >= ShortestOfForm - 1 && !_known.Contains(words[i].Text) && Find(words[i].Text) is { } known)
            {
                words[i] = words[i] with { Text = known, IsCorrected = true };
            }
        }

        return words;
    }

    /// <summary>Letters from which on words of the form are corrected; null where they are names.</summary>
    private static int? LengthFor(string phrase, in LexiconForm form, ImmutableArray<NameWordRow> rows)
    {
        foreach (var (_, word) in form.Meanings)
        {
            switch (rows[word].Kind)
            {
                case NameWordKind.LegalForm when phrase.Contains(' '):
                    return ShortestOfForm;
                case NameWordKind.LegalForm or NameWordKind.Trade:
                    return ShortestOfTrade;
            }
        }

        return null;
    }

    /// <summary>The word that is the same but for letters that are taken for others, else the nearest; null when none is near.</summary>
    private string? Find(string word)
    {
        if (_folded.TryGetValue(LetterGroups.Fold(word), out var same))
        {
            return same;
        }

        Span<uint> hashes = stackalloc uint[DeletionIndex.MostNeighbours];
        var count = DeletionIndex.Neighbours(word, hashes, most: 1);
        var (best, cost) = (-1, MostCost + 0.01f);
        for (var i = 0; i < count; i++)
        {
            foreach (var near in _neighbours.Find(hashes[i]))
            {
                var known = _words[near];
                var isLikely = near != best && Math.Abs(known.Length - word.Length) <= 1 && (word[0] == known[0] || char.IsAsciiDigit(word[0]));
                if (isLikely && LetterCosts.Between(word, known, cost) is var found && found < cost)
                {
                    (best, cost) = (near, found);
                }
            }
        }

        return best < 0 ? null : _words[best];
    }
}
