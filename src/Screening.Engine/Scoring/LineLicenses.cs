using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Screening.Engine.Items;
using Screening.Engine.Licensing;

namespace Screening.Engine.Scoring;

/// <summary>The license determinations of a line, where there is anything to determine.</summary>
internal static class LineLicenses
{
    /// <summary>Empty where nothing marks the goods as belonging to a control entry, and neither place nor end use decides.</summary>
    public static ImmutableArray<LicenseDetermination> Determine(in ItemFacts item, in LineTerms line, ShipmentFacts shipment, LicenseTables tables)
    {
        if (item.Eccn is null && item.Parameters.Inferred.IsEmpty && item.Found.IsEmpty && !shipment.ConcernsAllGoods)
        {
            return [];
        }

        return LicenseLaw.Determine(ItemOf(item, line), shipment.Consignment, tables);
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
