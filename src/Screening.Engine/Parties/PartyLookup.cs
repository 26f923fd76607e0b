using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Parties.Names;
using Screening.Engine.Parties.Suppressions;

namespace Screening.Engine.Parties;

/// <summary>What one party is looked up in.</summary>
public sealed record PartySources(WatchlistSet Lists, PartyReview Review, NameLexicon Names);

/// <summary>What the lists say of one party, without what a reviewer decided, and who owns it: the same for a party of a shipment and one that is asked about alone.</summary>
public sealed record PartyLookup
{
    [ThreadStatic]
    private static (NameLexicon Names, PartyMatcher Matcher) t_matcher;

    /// <summary>Surest first.</summary>
    public required ImmutableArray<PartyHit> Hits { get; init; }

    public required ImmutableArray<PartyOwnership> Ownership { get; init; }

    /// <summary>Matches that a reviewer decided are none, and decisions that hold no more.</summary>
    public required ImmutableArray<SuppressedHit> Suppressed { get; init; }

    /// <param name="asked">Whom to look for; the party of a shipment where it is one.</param>
    /// <param name="facts">What the scope of a decision is compared with: asked for only where there are decisions.</param>
    /// <param name="date">The day whose law says what being on a list means.</param>
    public static PartyLookup Find((PartyQuery Query, Party? Party) asked, MatchOptions options, PartySources sources, Func<SuppressionFacts> facts, DateOnly date)
    {
        var ((query, party), (lists, review, names)) = (asked, sources);
        var matcher = MatcherFor(names);
        var filter = review.Suppressions.Count > 0 ? new SuppressionFilter(review.Suppressions, query, facts()) : null;
        var matches = matcher.Match(query, lists.Usable, filter is null ? options : options with { IsExcluded = (list, entry) => options.IsExcluded?.Invoke(list, entry) == true || filter.IsExcluded(list, entry) });
        return new PartyLookup
        {
            Hits = [.. matches.Select(m => PartyHit.Of(m, party, date, lists))],
            Ownership = [.. review.Ownership?.Find(query, matches, matcher, date).Select(h => PartyOwnership.Of(party, h)) ?? []],
            Suppressed = filter is null ? [] :
            [
                .. filter.Suppressed.Select(s => SuppressedHit.Of(party, s.List, s.Entry, new SuppressionDecision(s.Suppression, null))),
                .. filter.Lapsed.Select(l => SuppressedHit.Of(party, l.List, l.Entry, l.Decision)),
            ],
        };
    }

    /// <summary>The thread's own matcher: it keeps working memory of the size of the lists.</summary>
    private static PartyMatcher MatcherFor(NameLexicon names)
    {
        if (!ReferenceEquals(t_matcher.Names, names))
        {
            t_matcher = (names, new PartyMatcher(names));
        }

        return t_matcher.Matcher;
    }
}
