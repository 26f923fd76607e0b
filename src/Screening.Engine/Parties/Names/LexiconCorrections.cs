using System.Collections.Immutable;

namespace Screening.Engine.Parties.Names;

/// <summary>
/// Sees through typing errors in legal forms and words of trade (COMPNY, Insitute), so that a word that says nothing does not pass for a
/// telling one when it is misspelled. Long words only, and one error: a name may be close to a word of trade on purpose.
/// </summary>
internal sealed class LexiconCorrections
{
    private const int ShortestCorrected = 7;
    private const float MostCost = 1f;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _known;
    private readonly string[] _words;
    private readonly DeletionIndex _neighbours;

    public LexiconCorrections(Dictionary<string, LexiconForm> forms, ImmutableArray<NameWordRow> rows)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new List<string>();
        foreach (var (phrase, form) in forms)
        {
            var isCommon = form.Meanings.Any(m => rows[m.Word].Kind is NameWordKind.LegalForm or NameWordKind.Trade);
            foreach (var word in phrase.Split(' '))
            {
                if (!known.TryGetValue(word, out var at) || (at < 0 && isCommon))
                {
                    known[word] = isCommon && word.Length >= ShortestCorrected && word.All(char.IsAsciiLetter) ? words.Count : -1;
                    if (known[word] >= 0)
                    {
                        words.Add(word);
                    }
                }
            }
        }

        _known = known.GetAlternateLookup<ReadOnlySpan<char>>();
        _words = [.. words];
        _neighbours = new DeletionIndex(_words);
    }

    /// <summary>The words, with those that are misspelled written as the lexicon has them.</summary>
    public List<NameWord> Correct(List<NameWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Text.Length >= ShortestCorrected - 1 && !_known.ContainsKey(words[i].Text) && Find(words[i].Text) is { } known)
            {
                words[i] = words[i] with { Text = known, IsCorrected = true };
            }
        }

        return words;
    }

    /// <summary>The one nearest word of the lexicon; null when none is near, or two are.</summary>
    private string? Find(string word)
    {
        Span<uint> hashes = stackalloc uint[DeletionIndex.MostNeighbours];
        var count = DeletionIndex.Neighbours(word, hashes);
        var (best, cost) = (-1, MostCost + 0.01f);
        for (var i = 0; i < count; i++)
        {
            foreach (var near in _neighbours.Find(hashes[i]))
            {
                var known = _words[near];
                if (near != best && Math.Abs(known.Length - word.Length) <= 1 && word[0] == known[0] && LetterCosts.Between(word, known, cost) is var found && found < cost)
                {
                    (best, cost) = (near, found);
                }
            }
        }

        return best < 0 ? null : _words[best];
    }
}
