using System.Runtime.CompilerServices;
using Screening.Engine.Items;
using Screening.Engine.Scoring;

namespace Screening.Engine;

/// <summary>
/// Remembers what the goods and the places of earlier lines came to, for callers with many lines: the same article and the same buyer
/// come again and again in a file. Of fixed size; nothing is remembered across snapshots. Results are the same with it and without.
/// Any number of threads may share one.
/// </summary>
public sealed class ScreeningMemory
{
    private readonly ConditionalWeakTable<ScreeningSnapshot, RememberedFacts> _bySnapshot = [];

    /// <summary>What is remembered under the snapshot; it goes when the snapshot does.</summary>
    public RememberedFacts Of(ScreeningSnapshot snapshot) => _bySnapshot.GetValue(snapshot, static _ => new RememberedFacts());
}

/// <summary>What is remembered under one snapshot.</summary>
public sealed class RememberedFacts
{
    private readonly GoodsMemory _goods = new();
    private readonly RouteMemory _routes = new();

    internal RememberedFacts()
    {
    }

    /// <summary>The goods that were kept under this key; null when they are not, or no longer.</summary>
    /// <param name="key">All that the goods were read from: equal keys must stand for lines that differ in number, quantity and value alone.</param>
    public RecognizedGoods? Recall(ReadOnlySpan<byte> key, DateOnly date) => _goods.Recall(key, date);

    /// <summary>Keeps the goods for the next line with this key, if it is not the first that has it.</summary>
    public void Keep(ReadOnlySpan<byte> key, RecognizedGoods goods) => _goods.Keep(key, goods);

    /// <summary>What follows from the shipment for all of its lines.</summary>
    public ShipmentFacts FactsOf(Shipment shipment, ScreeningSnapshot snapshot) =>
        new(shipment, _routes.Of(shipment, snapshot.Destinations, snapshot.Policy), snapshot);
}
