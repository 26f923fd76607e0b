using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Screening.Engine.Items;
using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>Finds the lists of goods that a declared HS code stands on, by prefix in both directions.</summary>
internal static class ListingFinder
{
    /// <param name="declared">The code, and what the nomenclature says of it.</param>
    public static ImmutableArray<ListingMatch> Find((HsCode? Code, HsStanding Standing) declared, CompiledRuleSet rules, DateOnly date, MatchingScratch scratch, out double weight)
    {
        weight = 0;
        if (declared.Code is not { } hs)
        {
            return [];
        }

        var found = scratch.ListingMatches;
        found.Clear();
        AddWhole(hs, rules, date, scratch);
        if (declared.Standing.Retired is { } retired)
        {
            SuccessorListings.Add(hs, retired, (rules, date), scratch, found);
        }

        foreach (var match in found)
        {
            weight = match.Extent == ListingExtent.Full ? Math.Max(weight, match.Weight) : weight;
        }

        // Of a code that does not exist only the beginning that does is certain.
        var certain = declared.Standing.Status == HsStatus.Unknown ? hs.Digits[..declared.Standing.KnownDigits] : hs.Digits;
        if (certain.Length > 0)
        {
            AddLonger(certain, rules, date, scratch);
        }

        return found.Count == 0 ? [] : InOrder(found);
    }

    /// <summary>Lists that have the code or a beginning of it.</summary>
    private static void AddWhole(HsCode code, CompiledRuleSet rules, DateOnly date, MatchingScratch scratch)
    {
        scratch.Listings.Clear();
        rules.Listings.FindPrefixes(code.Digits, scratch.Listings);
        foreach (var listing in scratch.Listings)
        {
            if (Holds(listing, date))
            {
                scratch.ListingMatches.Add(ListingMatch.Of(listing.Row, listing.List, listing.Row.Partial ? ListingExtent.Partial : ListingExtent.Full, listing.Row.Description));
            }
        }
    }

    /// <summary>Lists that have longer codes: one match a list and tier.</summary>
    private static void AddLonger(string certain, CompiledRuleSet rules, DateOnly date, MatchingScratch scratch)
    {
        scratch.Listings.Clear();
        rules.Listings.FindExtensions(certain, scratch.Listings);
        if (scratch.Listings.Count > 0)
        {
            scratch.ListingMatches.AddRange(OfParts(certain, scratch.Listings, date));
        }
    }

    private static IEnumerable<ListingMatch> OfParts(string certain, List<CompiledListing> longer, DateOnly date) =>
        longer.Where(l => Holds(l, date)).GroupBy(l => (l.Row.List, l.Row.Tier)).Select(g => OfPart(certain, [.. g]));

    /// <summary>Firm hits first, then by weight and by name.</summary>
    private static ImmutableArray<ListingMatch> InOrder(List<ListingMatch> found)
    {
        ListingMatch[] matches = [.. found];
        found.Clear();
        StableSort.Sort(matches, static (one, other) => one.Extent != other.Extent ? (int)one.Extent - (int)other.Extent
            : one.Weight != other.Weight ? other.Weight.CompareTo(one.Weight)
            : string.CompareOrdinal(one.List, other.List) is not 0 and var byList ? byList
            : string.CompareOrdinal(one.Tier, other.Tier) is not 0 and var byTier ? byTier
            : string.CompareOrdinal(one.Code, other.Code));
        return ImmutableCollectionsMarshal.AsImmutableArray(matches);
    }

    internal static bool Holds(CompiledListing listing, DateOnly date) => listing.Row.Validity.Holds(date) && listing.List.Validity.Holds(date);

    private static ListingMatch OfPart(string certain, CompiledListing[] longer) =>
        ListingMatch.Of(longer[0].Row, longer[0].List, ListingExtent.Possible, longer.Length == 1
            ? longer[0].Row.Description
            : $"{longer.Length} listed codes begin with {certain}, the first is {longer[0].Row.Code}");
}
