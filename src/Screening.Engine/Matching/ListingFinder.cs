using System.Collections.Immutable;
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

        var found = new List<(ListingMatch Match, double Weight)>();
        scratch.Listings.Clear();
        rules.Listings.FindPrefixes(hs.Digits, scratch.Listings);
        found.AddRange(scratch.Listings.Where(l => Holds(l, date)).Select(l => (OfWhole(l), l.List.Weight)));
        if (declared.Standing.Retired is { } retired)
        {
            SuccessorListings.Add(hs, retired, (rules, date), scratch, found);
        }

        weight = found.Where(f => f.Match.Extent == ListingExtent.Full).Select(f => f.Weight).DefaultIfEmpty(0).Max();

        // Of a code that does not exist only the beginning that does is certain.
        var certain = declared.Standing.Status == HsStatus.Unknown ? hs.Digits[..declared.Standing.KnownDigits] : hs.Digits;
        scratch.Listings.Clear();
        if (certain.Length > 0)
        {
            rules.Listings.FindExtensions(certain, scratch.Listings);
        }

        found.AddRange(scratch.Listings.Where(l => Holds(l, date))
            .GroupBy(l => (l.Row.List, l.Row.Tier))
            .Select(g => (OfPart(certain, [.. g]), g.First().List.Weight)));
        return
        [
            .. found.OrderBy(f => f.Match.Extent).ThenByDescending(f => f.Weight)
                .ThenBy(f => f.Match.List, StringComparer.Ordinal).ThenBy(f => f.Match.Tier, StringComparer.Ordinal).ThenBy(f => f.Match.Code, StringComparer.Ordinal)
                .Select(f => f.Match),
        ];
    }

    internal static bool Holds(CompiledListing listing, DateOnly date) => listing.Row.Validity.Holds(date) && listing.List.Validity.Holds(date);

    private static ListingMatch OfWhole(CompiledListing listing) =>
        Make(listing, listing.Row.Partial ? ListingExtent.Partial : ListingExtent.Full, listing.Row.Description);

    private static ListingMatch OfPart(string certain, CompiledListing[] longer) =>
        Make(longer[0], ListingExtent.Possible, longer.Length == 1
            ? longer[0].Row.Description
            : $"{longer.Length} listed codes begin with {certain}, the first is {longer[0].Row.Code}");

    internal static ListingMatch Make(CompiledListing listing, ListingExtent extent, string description) => new()
    {
        List = listing.Row.List,
        Name = listing.List.Name,
        Tier = listing.Row.Tier.Length == 0 ? null : listing.Row.Tier,
        Code = listing.Row.Code,
        Extent = extent,
        Description = description,
        Citation = listing.Row.Citation,
        Verified = listing.Row.Verified,
        Weight = listing.List.Weight,
    };
}
