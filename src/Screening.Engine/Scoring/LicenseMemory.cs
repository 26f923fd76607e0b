using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Licensing;
using Screening.Engine.Matching;

namespace Screening.Engine.Scoring;

/// <summary>
/// License determinations of earlier lines. They are the dearest part of a line, and follow from few facts of it: its codes and lists, and
/// where it goes. The value of the goods belongs to these only where it was looked at. Lines with declared values are worked out anew. As
/// <see cref="GoodsMemory"/>: of fixed size, without a lock, and what comes once is not kept.
/// </summary>
internal sealed class LicenseMemory
{
    private const int BitsOfSlots = 12, BitsOfSeen = 14;

    private readonly Entry?[] _entries = new Entry?[1 << BitsOfSlots];
    private readonly int[] _seen = new int[1 << BitsOfSeen];

    public LineLicenses Of(in ItemFacts item, in LineTerms line, Consignment consignment, LicenseTables tables)
    {
        if (!line.Declares.IsDefaultOrEmpty)
        {
            return LineLicenses.Determine(item, line, consignment, tables);
        }

        var hash = HashOf(item, line, consignment);
        ref var slot = ref _entries[(uint)hash >> (32 - BitsOfSlots)];
        if (slot is { } entry && entry.Hash == hash && entry.IsOf(item, line, consignment))
        {
            return entry.Licenses;
        }

        var licenses = LineLicenses.Determine(item, line, consignment, tables);
        ref var seen = ref _seen[(uint)hash >> (32 - BitsOfSeen)];
        if (seen == hash)
        {
            licenses.Share();
            slot = new Entry(hash, item, line, consignment, licenses);
        }

        seen = hash;
        return licenses;
    }

    private static int HashOf(in ItemFacts item, in LineTerms line, Consignment consignment)
    {
        var hash = new HashCode();
        hash.Add(consignment.Hash);
        hash.Add(item.Eccn);
        hash.Add(item.HsCode?.Digits);
        hash.Add(line.OriginCountry);
        return hash.ToHashCode();
    }

    private sealed class Entry(int hash, in ItemFacts item, in LineTerms line, Consignment consignment, LineLicenses licenses)
    {
        private readonly Eccn? _declared = item.Eccn;
        private readonly string? _hsDigits = item.HsCode?.Digits;
        private readonly ImmutableArray<ListingMatch> _listings = item.Listings;
        private readonly Place? _origin = line.OriginCountry;
        private readonly Money? _value = line.Value;
        private readonly ImmutableArray<ControlMatch> _inferred = item.Parameters.Inferred;

        public int Hash => hash;

        public LineLicenses Licenses => licenses;

        public bool IsOf(in ItemFacts item, in LineTerms line, Consignment other) =>
            consignment.IsSameAs(other) && _declared == item.Eccn && _hsDigits == item.HsCode?.Digits && _origin == line.OriginCountry
            && (!licenses.DependOnValue || _value == line.Value) && AreSame(_listings, item.Listings) && AreSame(_inferred, item.Parameters.Inferred);

        /// <summary>As far as a determination looks at them.</summary>
        private static bool AreSame(ImmutableArray<ListingMatch> one, ImmutableArray<ListingMatch> other)
        {
            if (one == other)
            {
                return true;
            }

            if (one.Length != other.Length)
            {
                return false;
            }

            for (var i = 0; i < one.Length; i++)
            {
                if (one[i].List != other[i].List || one[i].Extent == ListingExtent.Full != (other[i].Extent == ListingExtent.Full) || one[i].Verified != other[i].Verified)
                {
                    return false;
                }
            }

            return true;
        }

        private static bool AreSame(ImmutableArray<ControlMatch> one, ImmutableArray<ControlMatch> other)
        {
            for (var i = 0; i < one.Length && one.Length == other.Length; i++)
            {
                if (one[i].Entry != other[i].Entry)
                {
                    return false;
                }
            }

            return one.Length == other.Length;
        }
    }
}
