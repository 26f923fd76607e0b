using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Parties.Names;
using Screening.Engine.Parties.Suppressions;

namespace Screening.Engine.Parties;

/// <summary>What the lists say of the parties of a shipment: looked up once, for all of its lines.</summary>
public sealed class PartyScreening
{
    [ThreadStatic]
    private static (NameLexicon Lexicon, PartyMatcher Matcher) t_matcher;

    private const int MostHits = 25;

    private PartyScreening(PartyCoverage coverage, string doubts) => (Coverage, Doubts) = (coverage, doubts);

    /// <summary>There is no list, or nobody to look up.</summary>
    internal static PartyScreening NoList { get; } = new(PartyCoverage.NoList, "");

    internal static PartyScreening NoParty { get; } = new(PartyCoverage.NoParty, "");

    /// <summary>At or above the threshold, surest first, whatever the order of the parties.</summary>
    public ImmutableArray<PartyHit> Hits { get; private init; } = [];

    /// <summary>Hits that a reviewer decided are none, and decisions that hold no more.</summary>
    public ImmutableArray<SuppressedHit> Suppressed { get; private init; } = [];

    /// <summary>Parties that listed parties own a part of, the gravest first.</summary>
    public ImmutableArray<PartyOwnership> Ownership { get; private init; } = [];

    public PartyCoverage Coverage { get; }

    /// <summary>What was wrong with the lists, in words.</summary>
    public string Doubts { get; }

    /// <param name="categoriesOf">Categories of a line's goods: asked for only where a suppression may be about them.</param>
    internal static PartyScreening Of(Shipment shipment, WatchlistSet lists, NameLexicon? lexicon, PartyReview review, Func<LineItem, IEnumerable<string>> categoriesOf)
    {
        if (lists.IsEmpty || lexicon is null)
        {
            return NoList;
        }

        if (shipment.Parties.IsEmpty)
        {
            return NoParty;
        }

        var found = new Found(shipment, (lists, review), lexicon, categoriesOf);
        foreach (var party in shipment.Parties)
        {
            found.Add(party);
        }

        return new PartyScreening(lists.IsComplete ? PartyCoverage.Complete : PartyCoverage.Doubtful, lists.Doubts()) { Hits = found.InOrder(), Suppressed = [.. found.Suppressed], Ownership = [.. found.Ownership] };
    }

    /// <summary>What has been found of the parties so far.</summary>
    private sealed class Found(Shipment shipment, (WatchlistSet Lists, PartyReview Review) given, NameLexicon lexicon, Func<LineItem, IEnumerable<string>> categoriesOf)
    {
        private readonly MatchOptions _options = new() { Threshold = lexicon.Threshold, Cutoff = lexicon.Threshold, Limit = MostHits };
        private readonly List<PartyHit> _hits = [];
        private SuppressionFacts? _facts;

        public List<SuppressedHit> Suppressed { get; } = [];

        public List<PartyOwnership> Ownership { get; } = [];

        public void Add(Party party)
        {
            var (query, review, matcher) = (QueryOf(party), given.Review, MatcherFor(lexicon));
            var filter = review.Suppressions.Count > 0 ? new SuppressionFilter(review.Suppressions, query, _facts ??= FactsOf()) : null;
            var matches = matcher.Match(query, given.Lists.Usable, filter is null ? _options : _options with { IsExcluded = filter.IsExcluded });
            foreach (var match in matches)
            {
                _hits.Add(PartyHit.Of(match, party, shipment.DecisiveDate, given.Lists));
            }

            Suppressed.AddRange(filter?.Suppressed.Select(s => SuppressedHit.Of(party, s.List, s.Entry, new SuppressionDecision(s.Suppression, null))) ?? []);
            Suppressed.AddRange(filter?.Lapsed.Select(l => SuppressedHit.Of(party, l.List, l.Entry, l.Decision)) ?? []);
            Ownership.AddRange(review.Ownership?.Find(query, matches, matcher, shipment.DecisiveDate).Select(h => PartyOwnership.Of(party, h)) ?? []);
        }

        public ImmutableArray<PartyHit> InOrder()
        {
            _hits.Sort(static (one, other) =>
                other.Strength.CompareTo(one.Strength) is not 0 and var byStrength ? byStrength
                : string.CompareOrdinal(one.List, other.List) is not 0 and var byList ? byList
                : string.CompareOrdinal(one.EntryId, other.EntryId) is not 0 and var byEntry ? byEntry
                : one.Role != other.Role ? Comparer<PartyRole?>.Default.Compare(one.Role, other.Role)
                : string.CompareOrdinal(one.Party, other.Party));
            return [.. _hits];
        }

        private SuppressionFacts FactsOf() => new()
        {
            Date = given.Review.Today, Destination = shipment.Destination.Code?.Text,
            Consignees = [.. shipment.Parties.Where(p => p.Role == PartyRole.Consignee).Select(p => p.Name)],
            Items = [.. shipment.Lines.Select(l => new SuppressionItem([.. categoriesOf(l)], l.HsCode?.Digits))],
        };
    }

    /// <summary>The thread's own matcher: it keeps working memory of the size of the lists.</summary>
    public static PartyMatcher MatcherFor(NameLexicon lexicon)
    {
        if (!ReferenceEquals(t_matcher.Lexicon, lexicon))
        {
            t_matcher = (lexicon, new PartyMatcher(lexicon));
        }

        return t_matcher.Matcher;
    }

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
