using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties.Index;

/// <summary>
/// Finds the words of a list that are near to a word, by spelling, sound and lexicon, each with how much of its weight counts as shared.
/// Keeps its working memory, so it is one thread's.
/// </summary>
internal sealed class NearWords(NameSettings settings)
{
    private const int MostLettersApart = 3;

    private readonly NearMemory _memory = new();
    private int[] _seen = [];
    private int _search;

    /// <summary>Adds the near words.</summary>
    /// <param name="errors">Letters at most that may be left out of one of two words to make the other.</param>
    public void Find(in NameToken token, NameVocabulary vocabulary, List<(int Word, float Share)> near, int errors = 2)
    {
        if (!_memory.TryRecall(token, errors, vocabulary, near))
        {
            var first = near.Count;
            Compare(token, vocabulary, errors, near);
            _memory.Keep(token, errors, vocabulary, near, first);
        }
    }

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

        Span<uint> hashes = stackalloc uint[DeletionIndex.MostNeighbours];
        var count = DeletionIndex.Neighbours(token.Key, hashes, errors);
        for (var i = 0; i < count; i++)
        {
            ConsiderAll(token, vocabulary.Neighbours.Find(hashes[i]), vocabulary, near);
        }

        if (token.Sound.Length > 1)
        {
            ConsiderAll(token, vocabulary.WithSound(token.Sound), vocabulary, near);
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
        if (Math.Abs(vocabulary.Lengths[word] - token.Key.Length) > MostLettersApart && vocabulary.Tokens[word].Word != token.Word)
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
