using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Screening.Engine.Items;
using Screening.Engine.Licensing;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Suppressions;
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
    /// <param name="snapshot">Of the route.</param>
    /// <param name="lines">Where the goods were recognised before: the lines of the shipment, which has none then.</param>
    internal ShipmentFacts(Shipment shipment, RouteFacts route, ScreeningSnapshot snapshot, ReadOnlyMemory<KnownLine> lines = default)
    {
        (_shipment, Route, _licenses) = (shipment, route, snapshot.Licenses);
        PartyScreening = PartyScreening.Of(shipment, snapshot.Watchlists, snapshot.Names, snapshot.Review, () => ItemsOf(shipment, lines, snapshot));
        Parties = PartyConcern.Of(PartyScreening, snapshot.Names?.Confirmed ?? 1);
    }

    /// <summary>What the lists say of the parties.</summary>
    public PartyScreening PartyScreening { get; }

    /// <summary>What that means for each line.</summary>
    internal PartyConcern Parties { get; }

    internal RouteFacts Route { get; }

    /// <summary>Whether places or end uses call for a determination of goods of which nothing else is known.</summary>
    internal bool ConcernsAllGoods => _concernsAllGoods ??= Screening.Engine.Licensing.Consignment.ConcernsAllGoods(_shipment, _licenses);

    /// <summary>What lines came to before; null where nothing is remembered.</summary>
    internal LineMemory? Lines { get; init; }

    /// <summary>Made for the first line that needs it.</summary>
    internal Consignment Consignment => _consignment ??= Screening.Engine.Licensing.Consignment.Of(_shipment, _licenses);

    private static IEnumerable<SuppressionItem> ItemsOf(Shipment shipment, ReadOnlyMemory<KnownLine> lines, ScreeningSnapshot snapshot) =>
    [
        .. shipment.Lines.Select(l => ItemOf(ItemFacts.Of(l, snapshot.Rules, snapshot.Policy, shipment.DecisiveDate))),
        .. MemoryMarshal.ToEnumerable(lines).Select(l => ItemOf(l.Goods.Facts)),
    ];

    private static SuppressionItem ItemOf(in ItemFacts item) => new([.. item.Found.Select(c => c.Code)], item.HsCode?.Digits);
}

/// <summary>A line whose goods are recognised.</summary>
public readonly record struct KnownLine(LineTerms Terms, RecognizedGoods Goods);

/// <summary>What is a line's own, beside what its goods are.</summary>
/// <param name="No">Its number in the shipment.</param>
/// <param name="Repairs">What was mended to read it.</param>
public readonly record struct LineTerms(int No, ImmutableArray<FieldRepair> Repairs, Money? Value, Place? OriginCountry, ImmutableArray<TechnicalParameter> Declares)
{
    public static LineTerms Of(LineItem line) => new(line.LineNo, line.Repairs, line.Value, line.OriginCountry, line.Parameters);
}
