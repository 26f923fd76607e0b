using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Screening.Engine.Items;
using Screening.Engine.Licensing;
using Screening.Engine.Text;

namespace Screening.Engine.Scoring;

/// <summary>The license determinations of a line, and what they mean for its verdict.</summary>
internal sealed class LineLicenses
{
    private static readonly LineLicenses None = new([], false);

    /// <summary>Without a control entry, and with one.</summary>
    private readonly (bool IsKnown, LicenseConcern? Concern)[] _concerns = new (bool, LicenseConcern?)[2];

    private LineLicenses(ImmutableArray<LicenseDetermination> all, bool dependOnValue)
    {
        All = all;
        DependOnValue = dependOnValue;
    }

    /// <summary>One for each regime; empty where there was nothing to determine.</summary>
    public ImmutableArray<LicenseDetermination> All { get; }

    /// <summary>Null while they are one line's.</summary>
    public SharedPart? Shared { get; private set; }

    /// <summary>Whether the value of the goods was looked at.</summary>
    public bool DependOnValue { get; }

    /// <summary>They are kept for other lines: before these can have them.</summary>
    public void Share() => Shared = All.IsEmpty ? null : new SharedPart(ImmutableCollectionsMarshal.AsArray(All)!);

    /// <summary>Null when they have nothing to say.</summary>
    public LicenseConcern? ConcernOf(in ItemFacts item)
    {
        if (All.IsEmpty)
        {
            return null;
        }

        // Two threads may both find it, and it is the same.
        ref var known = ref _concerns[item.Controls.IsEmpty ? 0 : 1];
        if (!Volatile.Read(ref known.IsKnown))
        {
            known.Concern = LicenseConcern.Of(All, !item.Controls.IsEmpty);
            Volatile.Write(ref known.IsKnown, true);
        }

        return known.Concern;
    }

    /// <summary>None where nothing marks the goods as belonging to a control entry, and neither place nor end use decides.</summary>
    public static LineLicenses Of(in ItemFacts item, in LineTerms line, ShipmentFacts shipment, ScreeningSnapshot snapshot)
    {
        if (item.Eccn is null && item.Parameters.Inferred.IsEmpty && item.Found.IsEmpty && !shipment.ConcernsAllGoods)
        {
            return None;
        }

        return snapshot.LicenseMemory.Of(item, line, shipment.Consignment, snapshot.Licenses);
    }

    public static LineLicenses Determine(in ItemFacts item, in LineTerms line, Consignment consignment, LicenseTables tables)
    {
        var mark = new ValueMark();
        var all = LicenseLaw.Determine(ItemOf(item, line) with { ValueMark = mark }, consignment, tables);
        return new LineLicenses(all, mark.IsSet);
    }

    public static LicensedItem ItemOf(in ItemFacts item, in LineTerms line) => new()
    {
        Declared = item.Eccn,
        Inferred = InferredOf(item),
        HsDigits = item.HsCode?.Digits,
        Listings = ListingsOf(item),
        Origin = line.OriginCountry,
        Value = line.Value,
        Declares = line.Declares.IsDefault ? [] : line.Declares,
    };

    private static ImmutableArray<Eccn> InferredOf(in ItemFacts item)
    {
        if (item.Parameters.Inferred.IsEmpty)
        {
            return [];
        }

        var entries = ImmutableArray.CreateBuilder<Eccn>();
        foreach (var match in item.Parameters.Inferred)
        {
            // Both regimes' rows of one number are one classification.
            if (Eccn.TryParse(match.Entry, out var eccn, out _) && !entries.Contains(eccn))
            {
                entries.Add(eccn);
            }
        }

        return entries.DrainToImmutable();
    }

    private static ImmutableArray<ItemListing> ListingsOf(in ItemFacts item)
    {
        if (item.Listings.IsEmpty)
        {
            return [];
        }

        var listings = new ItemListing[item.Listings.Length];
        for (var i = 0; i < listings.Length; i++)
        {
            var match = item.Listings[i];
            listings[i] = new ItemListing(match.List, match.Extent == Matching.ListingExtent.Full, match.Verified);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(listings);
    }
}
