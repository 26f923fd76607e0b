using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>Finds the lists of goods that a declared HS code stands on, by prefix in both directions.</summary>
internal static class ListingFinder
{
    public static ImmutableArray<ListingMatch> Find(HsCode? code, CompiledRuleSet rules, DateOnly date, MatchingScratch scratch, out double weight)
    {
        weight = 0;
        if (code is not { } hs)
        {
            return [];
        }

        var found = new List<(ListingMatch Match, double Weight)>();
        scratch.Listings.Clear();
        rules.Listings.FindPrefixes(hs.Digits, scratch.Listings);
        found.AddRange(scratch.Listings.Where(l => Holds(l, date)).Select(l => (OfWhole(l), l.List.Weight)));
        weight = found.Where(f => f.Match.Extent == ListingExtent.Full).Select(f => f.Weight).DefaultIfEmpty(0).Max();

        scratch.Listings.Clear();
        rules.Listings.FindExtensions(hs.Digits, scratch.Listings);
        found.AddRange(scratch.Listings.Where(l => Holds(l, date))
            .GroupBy(l => (l.Row.List, l.Row.Tier))
            .Select(g => (OfPart(hs, [.. g]), g.First().List.Weight)));
        return
        [
            .. found.OrderBy(f => f.Match.Extent).ThenByDescending(f => f.Weight)
                .ThenBy(f => f.Match.List, StringComparer.Ordinal).ThenBy(f => f.Match.Tier, StringComparer.Ordinal).ThenBy(f => f.Match.Code, StringComparer.Ordinal)
                .Select(f => f.Match),
        ];
    }

    private static bool Holds(CompiledListing listing, DateOnly date) => listing.Row.Validity.Holds(date) && listing.List.Validity.Holds(date);

    private static ListingMatch OfWhole(CompiledListing listing) =>
        Make(listing, listing.Row.Partial ? ListingExtent.Partial : ListingExtent.Full, listing.Row.Description);

    private static ListingMatch OfPart(HsCode declared, CompiledListing[] longer) =>
        Make(longer[0], ListingExtent.Possible, longer.Length == 1
            ? longer[0].Row.Description
            : $"{longer.Length} listed codes begin with {declared.Digits}, the first is {longer[0].Row.Code}");

    private static ListingMatch Make(CompiledListing listing, ListingExtent extent, string description) => new()
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
