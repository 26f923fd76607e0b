using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties;

/// <summary>What the lists say of the parties of a shipment: looked up once, for all of its lines.</summary>
public sealed class PartyScreening
{
    [ThreadStatic]
    private static (NameLexicon Lexicon, PartyMatcher Matcher) t_matcher;

    private const int MostHits = 25;

    private PartyScreening(ImmutableArray<PartyHit> hits, PartyCoverage coverage, string doubts) => (Hits, Coverage, Doubts) = (hits, coverage, doubts);

    /// <summary>There is no list, or nobody to look up.</summary>
    internal static PartyScreening NoList { get; } = new([], PartyCoverage.NoList, "");

    internal static PartyScreening NoParty { get; } = new([], PartyCoverage.NoParty, "");

    /// <summary>At or above the threshold, surest first, whatever the order of the parties.</summary>
    public ImmutableArray<PartyHit> Hits { get; }

    public PartyCoverage Coverage { get; }

    /// <summary>What was wrong with the lists, in words.</summary>
    public string Doubts { get; }

    internal static PartyScreening Of(Shipment shipment, WatchlistSet lists, NameLexicon? lexicon)
    {
        if (lists.IsEmpty || lexicon is null)
        {
            return NoList;
        }

        if (shipment.Parties.IsEmpty)
        {
            return NoParty;
        }

        var options = new MatchOptions { Threshold = lexicon.Threshold, Cutoff = lexicon.Threshold, Limit = MostHits };
        var hits = ImmutableArray.CreateBuilder<PartyHit>();
        foreach (var party in shipment.Parties)
        {
            foreach (var match in MatcherFor(lexicon).Match(QueryOf(party), lists.Usable, options))
            {
                hits.Add(PartyHit.Of(match, party, shipment.DecisiveDate, lists));
            }
        }

        hits.Sort(static (one, other) =>
            other.Strength.CompareTo(one.Strength) is not 0 and var byStrength ? byStrength
            : string.CompareOrdinal(one.List, other.List) is not 0 and var byList ? byList
            : string.CompareOrdinal(one.EntryId, other.EntryId) is not 0 and var byEntry ? byEntry
            : one.Role != other.Role ? Comparer<PartyRole?>.Default.Compare(one.Role, other.Role)
            : string.CompareOrdinal(one.Party, other.Party));
        return new PartyScreening(hits.ToImmutable(), lists.IsComplete ? PartyCoverage.Complete : PartyCoverage.Doubtful, lists.Doubts());
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
