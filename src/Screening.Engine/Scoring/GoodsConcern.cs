using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Screening.Engine.Destinations;
using Screening.Engine.Matching;
using Screening.Engine.Text;

namespace Screening.Engine.Scoring;

/// <summary>How concerning the places of a route are for certain goods, with the descriptions that the answer gives.</summary>
internal sealed class GoodsConcern
{
    private string? _where;

    public GoodsConcern(Route route, ImmutableArray<CategoryMatch> categories, ScoringPolicy policy)
    {
        (Stop, Concern) = DestinationConcern.Gravest(route, categories, policy);
        Destination = DestinationConcern.Describe(route.Destination, categories, policy);
        Places = DestinationConcern.Places(route, categories, policy);
        Shared = categories.IsEmpty ? (new SharedPart(Destination), new SharedPart(ImmutableCollectionsMarshal.AsArray(Places)!)) : default;
    }

    /// <summary>The place that concerns most.</summary>
    private RouteStop Stop { get; }

    /// <summary>Its risk times the weight of its role.</summary>
    public double Concern { get; }

    /// <summary>"destination Germany, concern 0.10".</summary>
    public string Where => _where ??= string.Create(CultureInfo.InvariantCulture, $"{Names.Words(Stop.Role)} {Stop.Name}, concern {Concern:0.00}");

    public DestinationRisk Destination { get; }

    public ImmutableArray<RoutePlace> Places { get; }

    /// <summary>Destination and places, where they are the same for all goods of which no place has a view of its own.</summary>
    public (SharedPart? Destination, SharedPart? Route) Shared { get; }
}
