using System.Runtime.InteropServices;

namespace Screening.Engine.Parties.Names;

/// <summary>
/// How alike the words of a query are to words of a list: a query meets the same words in many names, and each pair is compared once.
/// Words that stand in no list are compared anew each time.
/// </summary>
internal sealed class PairMemory
{
    private readonly Dictionary<long, (double, LinkKind)> _known = [];

    public void Clear() => _known.Clear();

    public (double Similarity, LinkKind Kind) Similarity(in NameToken left, in NameToken right, NameSettings settings)
    {
        if ((long)left.Id * right.Id >= 0)
        {
            return TokenSimilarity.Between(left, right, settings);
        }

        var (query, listed) = left.Id < 0 ? (left.Id, right.Id) : (right.Id, left.Id);
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, ((long)query << 32) | (uint)listed, out var isKnown);
        if (!isKnown)
        {
            known = TokenSimilarity.Between(left, right, settings);
        }

        return known;
    }
}
