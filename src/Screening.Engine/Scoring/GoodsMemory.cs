namespace Screening.Engine.Scoring;

/// <summary>
/// What the goods of earlier lines came to, found by the bytes that they were described with. They are kept when they come for the
/// second time: most articles of a file come once, and would push out those that come again, and live just long enough to be dear to
/// the garbage collector. Two places for each hash: what was asked for again keeps the first; and two for what came once, so that articles
/// that come in turn do not make each other forgotten. Threads share it without a lock: what an entry says never changes, and one that is
/// lost is made again.
/// </summary>
internal sealed class GoodsMemory
{
    private const int BitsOfSet = 15, BitsOfSeen = 16;

    private readonly Entry?[] _entries = new Entry?[2 << BitsOfSet];
    private readonly int[] _seen = new int[2 << BitsOfSeen];

    public RecognizedGoods? Recall(ReadOnlySpan<byte> key, DateOnly date)
    {
        var hash = HashOf(key);
        var set = SetOf(hash);
        var (first, second) = (set[0], set[1]);
        if (first is not null && first.IsOf(key, hash, date))
        {
            return first.Goods;
        }

        if (second is not null && second.IsOf(key, hash, date))
        {
            (set[0], set[1]) = (second, first);
            return second.Goods;
        }

        return null;
    }

    public void Keep(ReadOnlySpan<byte> key, RecognizedGoods goods)
    {
        var hash = HashOf(key);
        var seen = _seen.AsSpan((int)((uint)hash >> (32 - BitsOfSeen)) << 1, 2);
        if (!seen.Contains(hash))
        {
            (seen[0], seen[1]) = (hash, seen[0]);
            return;
        }

        goods.IsKept = true;
        var set = SetOf(hash);
        set[set[0] is null ? 0 : 1] = new Entry(key.ToArray(), hash, goods);
    }

    private Span<Entry?> SetOf(int hash) => _entries.AsSpan((int)((uint)hash >> (32 - BitsOfSet)) << 1, 2);

    private static int HashOf(ReadOnlySpan<byte> key)
    {
        var hash = new HashCode();
        hash.AddBytes(key);
        return hash.ToHashCode();
    }

    private sealed record Entry(byte[] Key, int Hash, RecognizedGoods Goods)
    {
        public bool IsOf(ReadOnlySpan<byte> key, int hash, DateOnly date) => Hash == hash && Goods.Date == date && key.SequenceEqual(Key);
    }
}
