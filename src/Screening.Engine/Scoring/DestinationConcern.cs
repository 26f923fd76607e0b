using System.Collections.Immutable;
using Screening.Engine.Destinations;
using Screening.Engine.Matching;

namespace Screening.Engine.Scoring;

/// <summary>How concerning the places of a shipment are for certain goods: the highest of risk times role weight.</summary>
internal static class DestinationConcern
{
    public static (RouteStop Stop, double Concern) Gravest(Route route, ImmutableArray<CategoryMatch> categories, ScoringPolicy policy)
    {
        var gravest = (Stop: route.Destination, Concern: -1.0);
        foreach (var stop in route.Stops)
        {
            var concern = RiskOf(stop, categories, policy) * policy.RoleWeight(stop.Role);
            if (concern > gravest.Concern)
            {
                gravest = (stop, concern);
            }
        }

        return gravest;
    }

    /// <summary>How concerning the places would be for the goods that concern them most.</summary>
    public static double Highest(Route route, ScoringPolicy policy) => route.Stops.Max(s => HighestRiskOf(s, policy) * policy.RoleWeight(s.Role));

    private static double HighestRiskOf(RouteStop stop, ScoringPolicy policy) =>
        stop.Facts is { Risk: { } row } facts ? facts.Overrides.Select(o => o.Risk).Append(row.Risk).Max() : policy.UnknownPlaceRisk;

    /// <summary>A place that nobody knows, or of which no row holds on the date, is never low risk.</summary>
    public static double RiskOf(RouteStop stop, ImmutableArray<CategoryMatch> categories, ScoringPolicy policy)
    {
        if (stop.Facts is not { Risk: { } row } facts)
        {
            return policy.UnknownPlaceRisk;
        }

        var risk = row.Risk;
        foreach (var special in facts.Overrides)
        {
            if (special.Risk > risk && categories.Any(c => c.Code == special.Category))
            {
                risk = special.Risk;
            }
        }

        return risk;
    }

    public static ImmutableArray<RoutePlace> Places(Route route, ImmutableArray<CategoryMatch> categories, ScoringPolicy policy) =>
    [
        .. route.Stops.Select(s => new RoutePlace
        {
            Role = s.Role,
            Country = s.Place.Code?.Text,
            Name = s.Name,
            Risk = RiskOf(s, categories, policy),
            Weight = policy.RoleWeight(s.Role),
        }),
    ];

    public static DestinationRisk Describe(RouteStop stop, ImmutableArray<CategoryMatch> categories, ScoringPolicy policy) => new()
    {
        Country = stop.Place.Code?.Text,
        Name = stop.Name,
        Risk = RiskOf(stop, categories, policy),
        Embargoed = stop.Facts?.Risk?.Embargoed ?? false,
        Reasons = stop.Facts is { } facts ? Reasons(facts, categories) : [],
    };

    private static ImmutableArray<DestinationReason> Reasons(DatedPlace facts, ImmutableArray<CategoryMatch> categories) =>
        facts.Overrides.IsEmpty || categories.IsEmpty ? facts.Described
        :
        [
            .. facts.Described,
            .. facts.Overrides.Where(o => categories.Any(c => c.Code == o.Category))
                .Select(o => new DestinationReason { Code = o.Reason, Text = o.Text, Citation = o.Citation, Verified = "yes" }),
        ];
}
