using System.Diagnostics;
using Screening.Engine;
using Screening.Engine.Items;

namespace Screening.Benchmarks.Bench.Growth;

/// <summary>What the engine takes for a line, on one thread.</summary>
/// <param name="Nanoseconds">Of processor time: what others take of the machine does not count.</param>
/// <param name="Found">Categories found on a hundred lines: where it does not grow, cost that grows is not that of finding more.</param>
internal sealed record LineCost(double Nanoseconds, double Bytes, double Found)
{
    private const int Rounds = 5, WarmUps = 30;
    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(200);

    /// <summary>With pauses in which the compiler gets at the processors: without them its best code may come after the last measurement.</summary>
    public static async Task WarmUpAsync(GrowthCase of)
    {
        for (var round = 0; round < WarmUps; round++)
        {
            Round(of);
            await Task.Delay(Each);
        }
    }

    /// <summary>
    /// Measures several series of shipments in turns, each round long enough to hold some garbage collections, and takes of each the
    /// round that was disturbed least.
    /// </summary>
    public static LineCost[] Measure(IReadOnlyList<GrowthCase> cases)
    {
        var best = cases.Select(_ => double.PositiveInfinity).ToArray();
        var bytes = new double[cases.Count];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < cases.Count; i++)
            {
                (var nanoseconds, bytes[i]) = Round(cases[i]);
                best[i] = Math.Min(best[i], nanoseconds);
            }
        }

        return [.. cases.Select((c, i) => new LineCost(best[i], bytes[i], FoundBy(c)))];
    }

    private static (double Nanoseconds, double Bytes) Round(GrowthCase of)
    {
        var (watch, worked, allocated, lines) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread(), 0L);
        while (watch.Elapsed < Each)
        {
            foreach (var shipment in of.Shipments)
            {
                ScreeningEngine.Screen(shipment, of.Snapshot);
                lines += shipment.Lines.Length;
            }
        }

        return ((Environment.CpuUsage.TotalTime - worked).TotalNanoseconds / lines, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)lines);
    }

    private static double FoundBy(GrowthCase of)
    {
        var results = of.Shipments.SelectMany(s => ScreeningEngine.Screen(s, of.Snapshot).Lines).ToArray();
        return 100d * results.Sum(l => l.Categories.Length) / results.Length;
    }
}

/// <summary>Shipments, and what they are screened against.</summary>
/// <param name="At">Where on the axis it stands.</param>
internal sealed record GrowthCase(double At, ScreeningSnapshot Snapshot, Shipment[] Shipments);
