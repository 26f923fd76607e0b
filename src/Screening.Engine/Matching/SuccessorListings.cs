using Screening.Engine.Items;
using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>
/// Lists on which the codes stand that took over a retired one. Where every one of them is on a list, the goods are, whichever code is
/// theirs now; where only some are, the right code decides.
/// </summary>
internal static class SuccessorListings
{
    /// <summary>One match for each list that has a successor and is not found already.</summary>
    public static void Add(HsCode declared, HsRetiredRow retired, (CompiledRuleSet Rules, DateOnly Date) at, MatchingScratch scratch, List<ListingMatch> found)
    {
        var hits = retired.Successors.SelectMany(successor => Listings(successor, at, scratch).Select(l => (Successor: successor, Listing: l.Listing, l.IsWhole))).ToList();
        foreach (var list in hits.GroupBy(h => h.Listing.Row.List, StringComparer.Ordinal))
        {
            if (found.Exists(f => f.List == list.Key && f.Extent == ListingExtent.Full))
            {
                continue;
            }

            // What is certain is the least that any successor weighs.
            var whole = list.Where(h => h.IsWhole).ToList();
            var isOnAll = retired.Verified != "no" && whole.Select(h => h.Successor).Distinct().Count() == retired.Successors.Length;
            var hit = (isOnAll ? whole : [.. list]).MinBy(h => h.Listing.List.Weight)!;
            found.Add(Make(declared, retired, hit.Listing, isOnAll, list.Select(h => h.Successor).Distinct()));
        }
    }

    private static List<(CompiledListing Listing, bool IsWhole)> Listings(string successor, (CompiledRuleSet Rules, DateOnly Date) at, MatchingScratch scratch)
    {
        scratch.Listings.Clear();
        at.Rules.Listings.FindPrefixes(successor, scratch.Listings);
        var wider = scratch.Listings.Count;
        at.Rules.Listings.FindExtensions(successor, scratch.Listings);
        return [.. scratch.Listings.Index().Where(l => ListingFinder.Holds(l.Item, at.Date)).Select(l => (l.Item, l.Index < wider && !l.Item.Row.Partial))];
    }

    private static ListingMatch Make(HsCode declared, HsRetiredRow retired, CompiledListing listing, bool isOnAll, IEnumerable<string> listed) => ListingMatch.Of(
        listing.Row,
        listing.List,
        isOnAll ? ListingExtent.Full : ListingExtent.Possible,
        $"{declared.Digits[..retired.Code.Length]} is retired; of its successors {string.Join(", ", retired.Successors)}, {(isOnAll ? "all are" : string.Join(", ", listed) + " may be")} on the list");
}
