using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>
/// Numbers every stem of the vocabulary. Open addressing over the hash that normalising has already computed, and one
/// comparison of characters to be sure: cost does not grow with the vocabulary, and a look-up allocates nothing.
/// </summary>
internal sealed class TokenTable
{
    private readonly ulong[] _hashes;
    private readonly string[] _stems;
    private readonly int[] _ids;
    private readonly int _mask;

    public TokenTable(IReadOnlyDictionary<string, int> ids)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, ids.Count * 2));
        _hashes = new ulong[size];
        _stems = new string[size];
        _ids = new int[size];
        _mask = size - 1;
        foreach (var (stem, id) in ids)
        {
            var slot = FreeSlot(TextHash.Append(TextHash.Empty, stem));
            _hashes[slot] = TextHash.Append(TextHash.Empty, stem);
            _stems[slot] = stem;
            _ids[slot] = id;
        }
    }

    /// <summary>The number of a stem, or -1 when no rule uses it.</summary>
    public int Find(ulong hash, ReadOnlySpan<char> first, ReadOnlySpan<char> second = default)
    {
        for (var slot = Slot(hash); _stems[slot] is { } stem; slot = (slot + 1) & _mask)
        {
            if (_hashes[slot] == hash && stem.Length == first.Length + second.Length
                && stem.AsSpan().StartsWith(first) && stem.AsSpan(first.Length).SequenceEqual(second))
            {
                return _ids[slot];
            }
        }

        return -1;
    }

    private int Slot(ulong hash) => (int)((hash ^ (hash >> 32)) & (ulong)_mask);

    private int FreeSlot(ulong hash)
    {
        var slot = Slot(hash);
        while (_stems[slot] is not null)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }
}
