using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Parties.Names;
using Screening.Engine.Parties.Suppressions;

namespace Screening.Engine.Parties;

/// <summary>What the lists say of the parties of a shipment: looked up once, for all of its lines.</summary>
public sealed class PartyScreening
{
    private const int MostHits = 25;

    private PartyScreening(PartyCoverage coverage, string doubts) => (Coverage, Doubts) = (coverage, doubts);

    /// <summary>There is no list, or nobody to look up.</summary>
    internal static PartyScreening NoList { get; } = new(PartyCoverage.NoList, "");

    internal static PartyScreening NoParty { get; } = new(PartyCoverage.NoParty, "");

    /// <summary>At or above the threshold, surest first, whatever the order of the parties.</summary>
    public ImmutableArray<PartyHit> Hits { get; private init; } = [];

    /// <summary>Hits that a reviewer decided are none, and decisions that hold no more; the latter first.</summary>
    public ImmutableArray<SuppressedHit> Suppressed { get; private init; } = [];

    /// <summary>Parties that listed parties own a part of, the gravest first.</summary>
    public ImmutableArray<PartyOwnership> Ownership { get; private init; } = [];

    public PartyCoverage Coverage { get; }

    /// <summary>Whether nothing was found, and nothing was wrong with the lists.</summary>
    internal bool SaysNothing => Hits.IsEmpty && Suppressed.IsEmpty && Ownership.IsEmpty && Coverage != PartyCoverage.Doubtful;

    /// <summary>What was wrong with the lists, in words.</summary>
    public string Doubts { get; }

    /// <param name="items">The goods of the lines: asked for only where a suppression may be about them.</param>
    internal static PartyScreening Of(Shipment shipment, WatchlistSet lists, NameLexicon? lexicon, PartyReview review, Func<IEnumerable<SuppressionItem>> items)
    {
        if (lists.IsEmpty || lexicon is null)
        {
            return NoList;
        }

        if (shipment.Parties.IsEmpty)
        {
            return NoParty;
        }

        var (sources, options) = (new PartySources(lists, review, lexicon), new MatchOptions { Threshold = lexicon.Threshold, Cutoff = lexicon.Threshold, Limit = MostHits });
        SuppressionFacts? facts = null;
        PartyLookup[] found =
        [
            .. shipment.Parties.Select(p => PartyLookup.Find((QueryOf(p), p), options, sources, () => facts ??= FactsOf(shipment, review.Today, items()), shipment.DecisiveDate)),
        ];
        return new PartyScreening(lists.IsComplete ? PartyCoverage.Complete : PartyCoverage.Doubtful, lists.Doubts())
        {
            Hits = [.. InOrder(found.SelectMany(f => f.Hits))],
            Suppressed = [.. InOrder(found.SelectMany(f => f.Suppressed))],
            Ownership = [.. InOrder(found.SelectMany(f => f.Ownership))],
        };
    }

    private static IEnumerable<PartyHit> InOrder(IEnumerable<PartyHit> hits) => hits.OrderByDescending(h => h.Strength)
        .ThenBy(h => h.List, StringComparer.Ordinal).ThenBy(h => h.EntryId, StringComparer.Ordinal).ThenBy(h => h.Role).ThenBy(h => h.Party, StringComparer.Ordinal);

    private static IEnumerable<SuppressedHit> InOrder(IEnumerable<SuppressedHit> hits) => hits.OrderBy(h => h.Lapse is null)
        .ThenBy(h => h.List, StringComparer.Ordinal).ThenBy(h => h.EntryId, StringComparer.Ordinal).ThenBy(h => h.Role).ThenBy(h => h.Party, StringComparer.Ordinal);

    private static IEnumerable<PartyOwnership> InOrder(IEnumerable<PartyOwnership> owned) => owned.OrderByDescending(o => o.Finding).ThenByDescending(o => o.Share)
        .ThenBy(o => o.Text, StringComparer.Ordinal).ThenBy(o => o.Role).ThenBy(o => o.Party, StringComparer.Ordinal);

    private static SuppressionFacts FactsOf(Shipment shipment, DateOnly today, IEnumerable<SuppressionItem> items) => new()
    {
        Date = today, Destination = shipment.Destination.Code?.Text,
        Consignees = [.. shipment.Parties.Where(p => p.Role == PartyRole.Consignee).Select(p => p.Name)],
        Items = [.. items],
    };

    private static PartyQuery QueryOf(Party party) => new() { Name = party.Name, Country = party.Country?.Code?.Text, Address = party.Address };
}

/// <summary>How far parties were screened.</summary>
public enum PartyCoverage
{
    /// <summary>No list is loaded.</summary>
    NoList,

    /// <summary>The shipment names nobody.</summary>
    NoParty,

    /// <summary>Against all lists, and all of them recent.</summary>
    Complete,

    /// <summary>A list is missing or too old: finding nobody says nothing.</summary>
    Doubtful,
}
