using System.Runtime.CompilerServices;
using Screening.Engine.Parties;

namespace Screening.Engine.Scoring;

/// <summary>
/// What lines came to of which there is something to say. The next line with the same goods, on its way to the same places under the same
/// licenses, comes to the same, and differs in its number alone. As <see cref="GoodsMemory"/>: of fixed size and without a lock. Goods,
/// places and licenses are looked at as objects: those that come again are remembered as such.
/// </summary>
internal sealed class LineMemory
{
    private const int BitsOfSlots = 12;

    /// <summary>How often others must have fallen on the place of one that nobody asks for before it is theirs. What changes places all the time grows old first, and is then dear to the garbage collector.</summary>
    private const int Patience = 16;

    private readonly Entry?[] _entries = new Entry?[1 << BitsOfSlots];

    /// <summary>
    /// Whether a result follows from goods, licenses and places alone, and is worth it. Where the line was mended, or there is something to say of
    /// the parties, it has more in it than that. Goods that are not kept will not come again as this object.
    /// </summary>
    public static bool MayKeep(in LineTerms line, RecognizedGoods goods, LineLicenses licenses, ShipmentFacts shipment) =>
        (!licenses.All.IsEmpty || !goods.Facts.Found.IsEmpty) && goods.IsKept && line.Repairs.IsDefaultOrEmpty && shipment.PartyScreening.SaysNothing;

    /// <summary>The result of a line with another number; null when none is remembered.</summary>
    public LineResult? Recall(RecognizedGoods goods, LineLicenses licenses, ShipmentFacts shipment)
    {
        if (SlotOf(goods, licenses, shipment) is not { } entry)
        {
            return null;
        }

        var holds = entry.Holds(goods, licenses, shipment);
        entry.Passed = holds ? 0 : entry.Passed + 1;
        return holds ? entry.Result : null;
    }

    public void Keep(RecognizedGoods goods, LineLicenses licenses, ShipmentFacts shipment, LineResult result)
    {
        ref var slot = ref SlotOf(goods, licenses, shipment);
        if (slot is null || slot.Passed >= Patience)
        {
            slot = new Entry(goods, licenses, shipment, result);
        }
    }

    private ref Entry? SlotOf(RecognizedGoods goods, LineLicenses licenses, ShipmentFacts shipment) =>
        ref _entries[(uint)HashCode.Combine(RuntimeHelpers.GetHashCode(goods), RuntimeHelpers.GetHashCode(licenses), RuntimeHelpers.GetHashCode(shipment.Route)) >> (32 - BitsOfSlots)];

    private sealed class Entry(RecognizedGoods goods, LineLicenses licenses, ShipmentFacts shipment, LineResult result)
    {
        private readonly RouteFacts _route = shipment.Route;
        private readonly PartyCoverage _parties = shipment.PartyScreening.Coverage;

        public LineResult Result => result;

        /// <summary>How often others fell on its place since it was asked for. Threads that count at once may lose one: it decides nothing but how long.</summary>
        public int Passed { get; set; }

        public bool Holds(RecognizedGoods others, LineLicenses ofOthers, ShipmentFacts other) =>
            ReferenceEquals(goods, others) && ReferenceEquals(licenses, ofOthers) && ReferenceEquals(_route, other.Route) && _parties == other.PartyScreening.Coverage;
    }
}
