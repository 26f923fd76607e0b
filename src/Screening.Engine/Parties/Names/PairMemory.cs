namespace Screening.Engine.Parties.Names;

/// <summary>
/// How alike the words of a query are to words of a list: a query meets the same words in many names, and each pair is compared once while
/// it is remembered: a pair takes the place of another that falls on the same. Words that stand in no list are compared anew each time.
/// </summary>
internal sealed class PairMemory
{
    private const int Bits = 12;

    private readonly Pair[] _pairs = new Pair[1 << Bits];
    private int _round = 1;

    /// <summary>What is of an earlier round is forgotten.</summary>
    private record struct Pair(long Words, int Round, LinkKind Kind, double Similarity);

    public void Clear() => _round++;

    public (double Similarity, LinkKind Kind) Similarity(in NameToken left, in NameToken right, NameSettings settings)
    {
        if ((long)left.Id * right.Id >= 0)
        {
            return TokenSimilarity.Between(left, right, settings);
        }

        var (query, listed) = left.Id < 0 ? (left.Id, right.Id) : (right.Id, left.Id);
        var words = ((long)query << 32) | (uint)listed;
        ref var pair = ref _pairs[(int)((ulong)(words * Spread) >> (64 - Bits))];
        if (pair.Words != words || pair.Round != _round)
        {
            var (similarity, kind) = TokenSimilarity.Between(left, right, settings);
            pair = new Pair(words, _round, kind, similarity);
        }

        return (pair.Similarity, pair.Kind);
    }

    /// <summary>Multiplicative hashing, after Knuth: 2^64 divided by the golden ratio.</summary>
    private const long Spread = unchecked((long)0x9E3779B97F4A7C15);
}
