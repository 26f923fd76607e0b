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
    private const int Unused = -1;

    private readonly Word[] _words;
    private readonly int[] _slots;
    private readonly ulong[] _filter;
    private readonly int _mask;
    private readonly int _filterShift;

    /// <summary>Each word is known by its place, until it is renamed.</summary>
    public TokenTable(ReadOnlySpan<KnownWord> words)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, words.Length * 2));
        _words = new Word[words.Length];
        _slots = new int[size];
        _mask = size - 1;
        _filter = new ulong[Math.Max(1, size * BitsPerSlot / 64)];
        _filterShift = 64 - System.Numerics.BitOperations.Log2((uint)_filter.Length * 64);
        Array.Fill(_slots, Unused);
        for (var id = 0; id < words.Length; id++)
        {
            var hash = TextHash.Append(TextHash.Empty, words[id].Stem);
            _words[id] = new Word(hash, words[id].Stem, id);
            _slots[FreeSlot(hash)] = id;
            _filter[FilterBit(hash) >> 6] |= 1UL << (int)(FilterBit(hash) & 63);
        }
    }

    /// <summary>From now on the word is known by another number: that of the word it is a form of.</summary>
    public void Rename(int word, int id) => _words[word] = _words[word] with { Id = id };

    /// <summary>The number of a stem, or -1 when no rule uses it.</summary>
    public int Find(ulong hash, ReadOnlySpan<char> first, ReadOnlySpan<char> second = default)
    {
        if ((_filter[FilterBit(hash) >> 6] & (1UL << (int)(FilterBit(hash) & 63))) == 0)
        {
            return -1;
        }

        for (var slot = Slot(hash); _slots[slot] != Unused; slot = (slot + 1) & _mask)
        {
            ref readonly var word = ref _words[_slots[slot]];
            if (word.Hash == hash && word.Stem.Length == first.Length + second.Length
                && word.Stem.AsSpan().StartsWith(first) && word.Stem.AsSpan(first.Length).SequenceEqual(second))
            {
                return word.Id;
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
        while (_slots[slot] != Unused)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }

    private readonly record struct Word(ulong Hash, string Stem, int Id);
}
