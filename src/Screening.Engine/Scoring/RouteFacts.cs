using System.Collections.Immutable;
using Screening.Engine.Destinations;
using Screening.Engine.Items;
using Screening.Engine.Matching;

namespace Screening.Engine.Scoring;

/// <summary>
/// What follows from where a shipment goes, whatever the goods: made once a shipment and shared by its lines. Most shipments name a
/// destination and nothing else; then it is the same for all that go there on that day, and <see cref="ScoringPolicy"/> keeps it.
/// </summary>
public sealed class RouteFacts
{
    private RouteFacts(Shipment shipment, Route route, ScoringPolicy policy)
    {
        Route = route;
        Measures =
        [
            .. policy.Measures.Where(m => m.Row.Validity.Holds(shipment.DecisiveDate) && Circumstances.Holds(m.Circumstance, shipment, route))
                .Select(m => m.On(route)).OfType<PlacedMeasure>(),
        ];
        HighestConcern = DestinationConcern.Highest(route, policy);
        HasOverrides = route.Stops.Any(s => s.Facts is { Overrides.IsEmpty: false });
        Plain = new GoodsConcern(route, [], policy);
    }

    internal Route Route { get; }

    /// <summary>The measures that hold on the date for some place of the route, in the order of the policy.</summary>
    internal ImmutableArray<PlacedMeasure> Measures { get; }

    /// <summary>How concerning the places would be for the goods that concern them most.</summary>
    internal double HighestConcern { get; }

    /// <summary>The concern for goods of which no place has a view of its own.</summary>
    private GoodsConcern Plain { get; }

    private bool HasOverrides { get; }

    internal static RouteFacts Of(Shipment shipment, DestinationRiskTable table, ScoringPolicy policy)
    {
        if (shipment.Parties.IsEmpty && shipment.Transit.IsEmpty && shipment.Destination.Code is { } code
            && table.Find(code.Text)?.At(shipment.DecisiveDate) is { Risk: not null } place)
        {
            return policy.Routes.TryGetValue(place, out var known) ? known : Keep(place, Make(shipment, table, policy), policy);
        }

        return Make(shipment, table, policy);
    }

    private static RouteFacts Make(Shipment shipment, DestinationRiskTable table, ScoringPolicy policy) => new(shipment, Route.Of(shipment, table), policy);

    /// <summary>Two threads may both make it, and it is the same.</summary>
    private static RouteFacts Keep(DatedPlace place, RouteFacts facts, ScoringPolicy policy)
    {
        policy.Routes.AddOrUpdate(place, facts);
        return facts;
    }

    /// <summary>How concerning the places are for goods of these categories.</summary>
    internal GoodsConcern For(ImmutableArray<CategoryMatch> categories, ScoringPolicy policy) =>
        HasOverrides && DestinationConcern.HasView(Route, categories) ? new GoodsConcern(Route, categories, policy) : Plain;
}
