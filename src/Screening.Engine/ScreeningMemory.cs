using System.Runtime.CompilerServices;
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

    /// <summary>It goes when the snapshot does.</summary>
    internal RememberedFacts Of(ScreeningSnapshot snapshot) => _bySnapshot.GetValue(snapshot, static _ => new RememberedFacts());
}

/// <summary>What is remembered under one snapshot.</summary>
internal sealed class RememberedFacts
{
    public GoodsMemory Goods { get; } = new();

    public RouteMemory Routes { get; } = new();
}
