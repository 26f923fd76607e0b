using System.Collections.Immutable;

namespace Screening.Engine.Destinations;

/// <summary>What is known about a place, and how risky it is to send goods there.</summary>
public sealed record DestinationRisk
{
    /// <summary>ISO 3166 code of the country or region; null when nobody knows the place.</summary>
    public required string? Country { get; init; }

    /// <summary>Its name, or the text as it was sent when nobody knows the place.</summary>
    public required string Name { get; init; }

    /// <summary>In [0, 1].</summary>
    public required double Risk { get; init; }

    /// <summary>True when an embargo or prohibition stands against the place as such.</summary>
    public required bool Embargoed { get; init; }

    public required ImmutableArray<DestinationReason> Reasons { get; init; }
}

/// <summary>Why a place has its risk.</summary>
public sealed record DestinationReason
{
    public required string Code { get; init; }
    public required string Text { get; init; }
    public required string Citation { get; init; }

    /// <summary>How far the fact was checked: <c>yes</c>, <c>single</c> source, or <c>no</c>.</summary>
    public required string Verified { get; init; }
}

/// <summary>One place of the shipment and what it weighs.</summary>
public sealed record RoutePlace
{
    public required PlaceRole Role { get; init; }

    /// <summary>ISO 3166 code; null when nobody knows the place.</summary>
    public required string? Country { get; init; }

    public required string Name { get; init; }

    /// <summary>In [0, 1].</summary>
    public required double Risk { get; init; }

    /// <summary>In [0, 1]: how much a place in this role counts.</summary>
    public required double Weight { get; init; }
}
