namespace Screening.Engine.Parties.Names;

/// <summary>
/// Finds words that one or two letters make of another without comparing with all: every word is filed under what is left of it when up
/// to two of its first letters are left out, and so is the word that is looked for (deletion neighbourhoods). Filed by hash in one sorted
/// array, about thirty entries a word; a look-up reads a few short runs of it. Finds too many, never too few: the caller compares exactly.
/// </summary>
internal sealed class DeletionIndex
{
    /// <summary>Letters from which neighbours are made: the rest of a long word is compared exactly in any case.</summary>
    private const int PrefixLength = 7;
    private readonly HashRuns _words;

    public DeletionIndex(IReadOnlyList<string> words)
    {
        var entries = new List<ulong>(words.Count * 24);
        Span<uint> hashes = stackalloc uint[MostNeighbours];
        for (var word = 0; word < words.Count; word++)
        {
            var count = Neighbours(words[word], hashes);
            for (var i = 0; i < count; i++)
            {
                entries.Add(HashRuns.Entry(hashes[i], word));
            }
        }

        _words = new HashRuns(entries);
    }

    /// <summary>1 + 7 + 21.</summary>
    public const int MostNeighbours = 1 + PrefixLength + (PrefixLength * (PrefixLength - 1) / 2);

    /// <summary>The words filed under a neighbour.</summary>
    public ReadOnlySpan<int> Find(uint hash) => _words.Find(hash);

    /// <summary>Letters that may be left out of a word of this length.</summary>
    private static int MostLeftOut(int length) => length <= 2 ? 0 : length <= 4 ? 1 : 2;

    /// <summary>The hashes of what is left; returns how many, each once or more.</summary>
    /// <param name="most">Letters that are left out at most.</param>
    public static int Neighbours(ReadOnlySpan<char> word, Span<uint> hashes, int most = 2)
    {
        var leftOut = Math.Min(MostLeftOut(word.Length), most);
        var prefix = word.Length > PrefixLength ? word[..PrefixLength] : word;
        var count = 0;
        hashes[count++] = Hash(prefix, -1, -1);
        for (var i = 0; leftOut > 0 && i < prefix.Length; i++)
        {
            if (i > 0 && prefix[i] == prefix[i - 1])
            {
                continue;
            }

            hashes[count++] = Hash(prefix, i, -1);
            for (var j = i + 1; leftOut > 1 && j < prefix.Length; j++)
            {
                hashes[count++] = Hash(prefix, i, j);
            }
        }

        return count;
    }

    private static uint Hash(ReadOnlySpan<char> text, int without, int orWithout)
    {
        var hash = 2166136261u;
        for (var i = 0; i < text.Length; i++)
        {
            if (i != without && i != orWithout)
            {
                hash = (hash ^ text[i]) * 16777619u;
            }
        }

        return HashRuns.Mix(hash);
    }
}
