using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>
/// Numbers every stem of the vocabulary. Open addressing over the hash that normalising has already computed, and one
/// comparison of characters to be sure: cost does not grow with the vocabulary, and a look-up allocates nothing. Most of what is looked
/// up is in no vocabulary (numbers, pairs of words, parts of words); a small table of bits says so without touching the large one.
/// </summary>
internal sealed class TokenTable
{
    private const int BitsPerSlot = 4;

    private readonly Word[] _words;
    private readonly ulong[] _filter;
    private readonly int _mask;
    private readonly int _filterShift;

    public TokenTable(IReadOnlyDictionary<string, int> ids)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, ids.Count * 2));
        _words = new Word[size];
        _mask = size - 1;
        _filter = new ulong[Math.Max(1, size * BitsPerSlot / 64)];
        _filterShift = 64 - System.Numerics.BitOperations.Log2((uint)_filter.Length * 64);
        foreach (var (stem, id) in ids)
        {
            var hash = TextHash.Append(TextHash.Empty, stem);
            _words[FreeSlot(hash)] = new Word(hash, stem, id);
            _filter[FilterBit(hash) >> 6] |= 1UL << (int)(FilterBit(hash) & 63);
        }
    }

    /// <summary>The number of a stem, or -1 when no rule uses it.</summary>
    public int Find(ulong hash, ReadOnlySpan<char> first, ReadOnlySpan<char> second = default)
    {
        if ((_filter[FilterBit(hash) >> 6] & (1UL << (int)(FilterBit(hash) & 63))) == 0)
        {
            return -1;
        }

        for (var slot = Slot(hash); _words[slot].Stem is { } stem; slot = (slot + 1) & _mask)
        {
            if (_words[slot].Hash == hash && stem.Length == first.Length + second.Length
                && stem.AsSpan().StartsWith(first) && stem.AsSpan(first.Length).SequenceEqual(second))
            {
                return _words[slot].Id;
            }
        }

        return -1;
    }

    /// <summary>Fibonacci hashing: other bits than <see cref="Slot"/> takes, which know nothing of those.</summary>
    private ulong FilterBit(ulong hash) => (hash * 11400714819323198485) >> _filterShift;

    private int Slot(ulong hash) => (int)((hash ^ (hash >> 32)) & (ulong)_mask);

    private int FreeSlot(ulong hash)
    {
        var slot = Slot(hash);
        while (_words[slot].Stem is not null)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }

    private readonly record struct Word(ulong Hash, string? Stem, int Id);
}
