using System.Runtime.CompilerServices;
using Screening.Engine.Parties;

namespace Screening.Engine.Scoring;

/// <summary>
/// What lines came to. The next line with the same goods, on its way to the same places under the same licenses, comes to the same, and
/// differs in its number alone. As <see cref="GoodsMemory"/>: of fixed size, without a lock, and the last that fell on a place has it. Goods,
/// places and licenses are looked at as objects: those that come again are remembered as such.
/// </summary>
internal sealed class LineMemory
{
    private const int BitsOfSlots = 14;

    private readonly Entry?[] _entries = new Entry?[1 << BitsOfSlots];

    /// <summary>
    /// Whether a result follows from goods, licenses and places alone. Where the line was mended, or there is something to say of the parties,
    /// it has more in it than that. Goods that are not kept will not come again as this object.
    /// </summary>
    public static bool MayKeep(in LineTerms line, RecognizedGoods goods, ShipmentFacts shipment) =>
        goods.IsKept && line.Repairs.IsDefaultOrEmpty && shipment.PartyScreening.SaysNothing;

    /// <summary>The result of a line with another number; null when none is remembered.</summary>
    public LineResult? Recall(RecognizedGoods goods, LineLicenses licenses, ShipmentFacts shipment) =>
        SlotOf(goods, licenses, shipment) is { } entry && entry.Holds(goods, licenses, shipment) ? entry.Result : null;

    public void Keep(RecognizedGoods goods, LineLicenses licenses, ShipmentFacts shipment, LineResult result) =>
        SlotOf(goods, licenses, shipment) = new Entry(goods, licenses, shipment, result);

    private ref Entry? SlotOf(RecognizedGoods goods, LineLicenses licenses, ShipmentFacts shipment) =>
        ref _entries[(uint)HashCode.Combine(RuntimeHelpers.GetHashCode(goods), RuntimeHelpers.GetHashCode(licenses), RuntimeHelpers.GetHashCode(shipment.Route)) >> (32 - BitsOfSlots)];

    private sealed class Entry(RecognizedGoods goods, LineLicenses licenses, ShipmentFacts shipment, LineResult result)
    {
        private readonly RouteFacts _route = shipment.Route;
        private readonly PartyCoverage _parties = shipment.PartyScreening.Coverage;

        public LineResult Result => result;

        public bool Holds(RecognizedGoods others, LineLicenses ofOthers, ShipmentFacts other) =>
            ReferenceEquals(goods, others) && ReferenceEquals(licenses, ofOthers) && ReferenceEquals(_route, other.Route) && _parties == other.PartyScreening.Coverage;
    }
}
