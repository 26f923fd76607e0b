using System.Numerics;

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
    private const int MostBits = 17, FewestBits = 4, EntriesInBucket = 8;

    private readonly uint[] _hashes;
    private readonly int[] _words;
    private readonly int[] _starts;
    private readonly int _shift;

    public DeletionIndex(IReadOnlyList<string> words)
    {
        var entries = new List<ulong>(words.Count * 24);
        Span<uint> hashes = stackalloc uint[MostNeighbours];
        for (var word = 0; word < words.Count; word++)
        {
            var count = Neighbours(words[word], hashes);
            for (var i = 0; i < count; i++)
            {
                entries.Add(((ulong)hashes[i] << 32) | (uint)word);
            }
        }

        // A short list takes a short table, which stays in the processor's cache.
        entries.Sort();
        var bits = Math.Clamp(BitOperations.Log2((uint)(entries.Count / EntriesInBucket) | 1) + 1, FewestBits, MostBits);
        (_starts, _shift) = (new int[(1 << bits) + 1], 32 - bits);
        (_hashes, _words) = (new uint[entries.Count], new int[entries.Count]);
        for (var i = 0; i < entries.Count; i++)
        {
            (_hashes[i], _words[i]) = ((uint)(entries[i] >> 32), (int)(uint)entries[i]);
            _starts[(_hashes[i] >> _shift) + 1]++;
        }

        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] += _starts[i - 1];
        }
    }

    /// <summary>1 + 7 + 21.</summary>
    public const int MostNeighbours = 1 + PrefixLength + (PrefixLength * (PrefixLength - 1) / 2);

    /// <summary>The words filed under a neighbour.</summary>
    public ReadOnlySpan<int> Find(uint hash)
    {
        var bucket = hash >> _shift;
        var (first, last) = (_starts[bucket], _starts[bucket + 1]);
        while (first < last && _hashes[first] < hash)
        {
            first++;
        }

        var end = first;
        while (end < last && _hashes[end] == hash)
        {
            end++;
        }

        return _words.AsSpan(first, end - first);
    }

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

        // Letters differ in their low bits; the buckets are taken from the high ones.
        hash ^= hash >> 15;
        hash *= 0x2c1b3c6du;
        return hash ^ (hash >> 13);
    }
}
