using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Licensing;
using Screening.Engine.Scoring;

namespace Screening.Engine;

/// <summary>What follows from a shipment for all of its lines. For one thread at a time.</summary>
public sealed class ShipmentFacts
{
    private readonly Shipment _shipment;
    private readonly LicenseTables _licenses;
    private Consignment? _consignment;
    private bool? _concernsAllGoods;

    /// <param name="route">Of this shipment.</param>
    internal ShipmentFacts(Shipment shipment, RouteFacts route, LicenseTables licenses) => (_shipment, Route, _licenses) = (shipment, route, licenses);

    internal RouteFacts Route { get; }

    /// <summary>Whether places or end uses call for a determination of goods of which nothing else is known.</summary>
    internal bool ConcernsAllGoods => _concernsAllGoods ??= Screening.Engine.Licensing.Consignment.ConcernsAllGoods(_shipment, _licenses);

    /// <summary>Made for the first line that needs it.</summary>
    internal Consignment Consignment => _consignment ??= Screening.Engine.Licensing.Consignment.Of(_shipment, _licenses);
}

/// <summary>What is a line's own, beside what its goods are.</summary>
/// <param name="No">Its number in the shipment.</param>
/// <param name="Repairs">What was mended to read it.</param>
public readonly record struct LineTerms(int No, ImmutableArray<FieldRepair> Repairs, Money? Value, Place? OriginCountry, ImmutableArray<TechnicalParameter> Declares)
{
    public static LineTerms Of(LineItem line) => new(line.LineNo, line.Repairs, line.Value, line.OriginCountry, line.Parameters);
}
