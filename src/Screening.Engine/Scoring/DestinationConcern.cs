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

    /// <summary>Whether some place has a view of its own of one of the categories.</summary>
    public static bool HasView(Route route, ImmutableArray<CategoryMatch> categories)
    {
        if (categories.IsEmpty)
        {
            return false;
        }

        foreach (var stop in route.Stops)
        {
            foreach (var special in stop.Facts?.Overrides ?? [])
            {
                if (Contains(categories, special.Category))
                {
                    return true;
                }
            }
        }

        return false;
    }

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
            if (special.Risk > risk && Contains(categories, special.Category))
            {
                risk = special.Risk;
            }
        }

        return risk;
    }

    public static ImmutableArray<RoutePlace> Places(Route route, ImmutableArray<CategoryMatch> categories, ScoringPolicy policy)
    {
        var places = ImmutableArray.CreateBuilder<RoutePlace>(route.Stops.Length);
        foreach (var stop in route.Stops)
        {
            places.Add(new RoutePlace
            {
                Role = stop.Role,
                Country = stop.Place.Code?.Text,
                Name = stop.Name,
                Risk = RiskOf(stop, categories, policy),
                Weight = policy.RoleWeight(stop.Role),
            });
        }

        return places.MoveToImmutable();
    }

    public static DestinationRisk Describe(RouteStop stop, ImmutableArray<CategoryMatch> categories, ScoringPolicy policy) => new()
    {
        Country = stop.Place.Code?.Text,
        Name = stop.Name,
        Risk = RiskOf(stop, categories, policy),
        Embargoed = stop.Facts?.Risk?.Embargoed ?? false,
        Reasons = stop.Facts is { } facts ? Reasons(facts, categories) : [],
    };

    private static ImmutableArray<DestinationReason> Reasons(DatedPlace facts, ImmutableArray<CategoryMatch> categories)
    {
        if (facts.Overrides.IsEmpty || categories.IsEmpty)
        {
            return facts.Described;
        }

        var reasons = facts.Described.ToBuilder();
        foreach (var special in facts.Overrides)
        {
            if (Contains(categories, special.Category))
            {
                reasons.Add(new DestinationReason { Code = special.Reason, Text = special.Text, Citation = special.Citation, Verified = "yes" });
            }
        }

        return reasons.ToImmutable();
    }

    private static bool Contains(ImmutableArray<CategoryMatch> categories, string code)
    {
        foreach (var category in categories)
        {
            if (category.Code == code)
            {
                return true;
            }
        }

        return false;
    }
}
