using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties.Index;

/// <summary>
/// Finds the words of a list that are near to a word, by spelling, sound and lexicon, each with how much of its weight counts as shared.
/// Keeps its working memory, so it is one thread's.
/// </summary>
internal sealed class NearWords(NameSettings settings)
{
    private const int MostLettersApart = 3;

    /// <summary>Letters of a word that may differ: short words too have two errors, of long ones nearly half may be another transliteration.</summary>
    private const int FewestChanges = 2;
    private const float MostChanges = 0.45f;

    private readonly NearMemory _memory = new();
    private int[] _seen = [];
    private int _search;

    /// <summary>Adds the near words.</summary>
    public void Find(in NameToken token, NameIndex index, List<(int Word, float Share)> near)
    {
        if (index.Near.TryFind(token, index.Vocabulary, settings, out var known))
        {
            near.AddRange(known);
        }
        else if (!_memory.TryRecall(token, index.Vocabulary, near))
        {
            var first = near.Count;
            FindNew(token, index.Vocabulary, near);
            _memory.Keep(token, index.Vocabulary, near, first);
        }
    }

    /// <summary>Adds the near words, whatever is known of them.</summary>
    public void FindNew(in NameToken token, NameVocabulary vocabulary, List<(int Word, float Share)> near) => Compare(token, vocabulary, 2, near);

    /// <summary>Adds the words near to one that was made of others, or of a part of one: fewer errors, and it hardly comes again.</summary>
    public void FindMade(ReadOnlySpan<char> word, NameVocabulary vocabulary, List<(int Word, float Share)> near) =>
        Compare(new NameToken(word.ToString(), NameTokenKind.Plain, -1, 1, 0, 0), vocabulary, 1, near);

    private void Compare(in NameToken token, NameVocabulary vocabulary, int errors, List<(int Word, float Share)> near)
    {
        _search++;
        if (_seen.Length < vocabulary.Tokens.Length)
        {
            _seen = new int[vocabulary.Tokens.Length];
        }

        if (vocabulary.Find(token.Key) is >= 0 and var same)
        {
            Consider(token, same, vocabulary, near);
        }

        if (token.Word >= 0)
        {
            ConsiderAll(token, vocabulary.FormsOf(token.Word), vocabulary, near);
        }

        if (token.Kind is NameTokenKind.Number or NameTokenKind.LegalForm)
        {
            return;
        }

        ConsiderAll(token, vocabulary.Folded(token.Loose), vocabulary, near);
        if (!ReferenceEquals(token.Loose, token.Key) && vocabulary.Find(token.Loose) is >= 0 and var folded)
        {
            Consider(token, folded, vocabulary, near);
        }

        if (token.Sound.Length > 1)
        {
            ConsiderAll(token, vocabulary.WithSound(token.Sound), vocabulary, near);
        }

        ConsiderNeighbours(token, vocabulary, errors, near);
    }

    /// <summary>By far the most words that are met, and of those by far the most too unlike.</summary>
    private void ConsiderNeighbours(in NameToken token, NameVocabulary vocabulary, int errors, List<(int Word, float Share)> near)
    {
        var (letters, known) = (LetterCosts.SetOf(token.Key), vocabulary.Letters);
        Span<ulong> places = stackalloc ulong[LetterCosts.Letters];
        var length = LetterCosts.PlacesOf(token.Key, places);
        Span<uint> hashes = stackalloc uint[DeletionIndex.MostNeighbours];
        var count = DeletionIndex.Neighbours(token.Key, hashes, errors);
        for (var i = 0; i < count; i++)
        {
            foreach (var word in vocabulary.Neighbours.Find(hashes[i]))
            {
                ref readonly var other = ref known[word];
                var most = Math.Clamp((int)(MostChanges * Math.Max(letters.Length, other.Length)), FewestChanges, MostLettersApart + 1);
                if (letters.LeastChanges(other) > most || _seen[word] == _search)
                {
                    continue;
                }

                if (LetterCosts.Count(places, length, vocabulary.Tokens[word].Key) <= most)
                {
                    Consider(token, word, vocabulary, near);
                }

                _seen[word] = _search;
            }
        }
    }

    private void ConsiderAll(in NameToken token, ReadOnlySpan<int> words, NameVocabulary vocabulary, List<(int Word, float Share)> near)
    {
        foreach (var word in words)
        {
            Consider(token, word, vocabulary, near);
        }
    }

    private void Consider(in NameToken token, int word, NameVocabulary vocabulary, List<(int Word, float Share)> near)
    {
        if (_seen[word] == _search)
        {
            return;
        }

        _seen[word] = _search;
        if (Math.Abs(vocabulary.Letters[word].Length - token.Key.Length) > MostLettersApart && vocabulary.Tokens[word].Word != token.Word)
        {
            return;
        }

        var (similarity, _) = TokenSimilarity.Between(token, vocabulary.Tokens[word], settings);
        if (similarity > 0)
        {
            near.Add((word, (float)NameScorer.Sharpen(similarity, settings)));
        }
    }
}
