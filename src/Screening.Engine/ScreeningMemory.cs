using System.Runtime.CompilerServices;
using Screening.Engine.Destinations;
using Screening.Engine.Items;
using Screening.Engine.Rules;
using Screening.Engine.Scoring;

namespace Screening.Engine;

/// <summary>
/// Remembers what the goods and the places of earlier lines came to, for callers with many lines: the same article and the same buyer
/// come again and again in a file, and from order to order. Of fixed size; nothing is remembered across rules, places or policies. Results
/// are the same with it and without. Any number of threads may share one.
/// </summary>
public sealed class ScreeningMemory
{
    private readonly ConditionalWeakTable<CompiledRuleSet, RememberedFacts> _byRules = [];

    /// <summary>What is remembered under the rules, places and policy of the snapshot, whatever lists it has; it goes when the rules do.</summary>
    public RememberedFacts Of(ScreeningSnapshot snapshot)
    {
        if (_byRules.TryGetValue(snapshot.Rules, out var known) && known.IsOf(snapshot))
        {
            return known;
        }

        known = new RememberedFacts(snapshot);
        _byRules.AddOrUpdate(snapshot.Rules, known);
        return known;
    }
}

/// <summary>What is remembered under one set of rules, places and policy.</summary>
public sealed class RememberedFacts
{
    private readonly GoodsMemory _goodsOfRows = new();
    private readonly GoodsMemory _goodsOfRequests = new();
    private readonly GoodsMemory _goodsOfLines = new();
    private readonly RouteMemory _routes = new();
    private readonly LineMemory _lines = new();
    private readonly (DestinationRiskTable Destinations, ScoringPolicy Policy) _of;

    internal RememberedFacts(ScreeningSnapshot snapshot) => _of = (snapshot.Destinations, snapshot.Policy);

    internal bool IsOf(ScreeningSnapshot snapshot) => ReferenceEquals(_of.Destinations, snapshot.Destinations) && ReferenceEquals(_of.Policy, snapshot.Policy);

    /// <summary>The goods that were kept under this key; null when they are not, or no longer.</summary>
    /// <param name="key">All that the goods were read from: equal keys must stand for lines that differ in number, quantity, value and origin alone.</param>
    public RecognizedGoods? Recall(GoodsSource source, ReadOnlySpan<byte> key, DateOnly date) => MemoryOf(source).Recall(key, date);

    /// <summary>Keeps the goods for the next line with this key, if it is not the first that has it.</summary>
    public void Keep(GoodsSource source, ReadOnlySpan<byte> key, RecognizedGoods goods) => MemoryOf(source).Keep(key, goods);

    private GoodsMemory MemoryOf(GoodsSource source) => source == GoodsSource.Row ? _goodsOfRows : _goodsOfRequests;

    /// <summary>What the goods of a line are, recalled or recognised.</summary>
    internal RecognizedGoods GoodsOf(LineItem line, ScreeningSnapshot snapshot, DateOnly date)
    {
        Span<byte> room = stackalloc byte[GoodsKey.MaxBytes];
        var key = room[..GoodsKey.Write(line, room)];
        if (!key.IsEmpty && _goodsOfLines.Recall(key, date) is { } known)
        {
            return known;
        }

        var goods = new RecognizedGoods(ItemFacts.Of(line, snapshot.Rules, snapshot.Policy, date), date);
        if (!key.IsEmpty)
        {
            _goodsOfLines.Keep(key, goods);
        }

        return goods;
    }

    /// <summary>What follows from the shipment for all of its lines.</summary>
    /// <param name="lines">Where the goods were recognised before: the lines of the shipment, which has none then.</param>
    public ShipmentFacts FactsOf(Shipment shipment, ScreeningSnapshot snapshot, ReadOnlyMemory<KnownLine> lines = default) =>
        new(shipment, _routes.Of(shipment, snapshot.Destinations, snapshot.Policy), snapshot, lines) { Lines = _lines };
}

/// <summary>What goods are remembered by: the same bytes mean one thing in one and another in the other.</summary>
public enum GoodsSource
{
    /// <summary>Cells of a row of a file.</summary>
    Row,

    /// <summary>Texts of a JSON request, as sent.</summary>
    Request,
}
