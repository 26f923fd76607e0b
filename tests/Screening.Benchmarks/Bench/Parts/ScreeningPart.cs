using System.Diagnostics;
using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Scoring;

namespace Screening.Benchmarks.Bench.Parts;

/// <summary>
/// Screening alone, on all cores and with the memory that the service has too: shipments that were read before, slice by slice so that
/// no million of them is held.
/// </summary>
internal sealed class ScreeningPart(ScreeningSnapshot snapshot, DateOnly date)
{
    public const string Name = "screening.rowsPerSecond";
    private const int Slice = 50_000;
    private const int Portion = 250;

    private readonly long[] _verdicts = new long[Enum.GetValues<Verdict>().Length];
    private readonly List<ResultSample> _samples = [];
    private readonly ScreeningMemory _memory = new();

    /// <summary>Some of the results, for measuring what storing them costs.</summary>
    public IReadOnlyList<ResultSample> Samples => _samples;

    public async Task MeasureAsync(Figures figures, long rows, CancellationToken cancellation)
    {
        using var source = new OrderShipments(rows + Slice, snapshot, date);
        var shipments = new OrderShipment[Slice];
        var (busy, worked, done) = (TimeSpan.Zero, TimeSpan.Zero, 0L);
        Keep(shipments.AsSpan(0, source.Read(shipments)));
        await ScreenAsync(shipments, Slice); // the compiler's best code comes after some thousand rounds
        Array.Clear(_verdicts);
        long allocated = 0;
        while (done < rows)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = (int)Math.Min(rows - done, source.Read(shipments));
            var (watch, before, bytes) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
            await ScreenAsync(shipments, count);
            busy += watch.Elapsed;
            worked += Environment.CpuUsage.TotalTime - before;
            allocated += GC.GetTotalAllocatedBytes() - bytes;
            done += count;
        }

        figures.Add(Name, rows / busy.TotalSeconds);
        figures.Add("screening.cpuMicrosecondsPerRow", worked.TotalMicroseconds / rows);
        figures.Add("screening.allocatedBytesPerRow", allocated / (double)rows);
        foreach (var verdict in Enum.GetValues<Verdict>().Where(v => _verdicts[(int)v] > 0))
        {
            figures.Add($"screening.share.{JsonNamingPolicy.CamelCase.ConvertName(verdict.ToString())}", _verdicts[(int)verdict] / (double)rows);
        }
    }

    private async Task ScreenAsync(OrderShipment[] shipments, int count)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(Work)));

        void Work()
        {
            var (verdicts, known) = (new long[_verdicts.Length], _memory.Of(snapshot));
            for (var from = Interlocked.Add(ref next, Portion) - Portion; from < count; from = Interlocked.Add(ref next, Portion) - Portion)
            {
                foreach (var shipment in shipments.AsSpan(from, Math.Min(Portion, count - from)))
                {
                    verdicts[(int)Screen(shipment, known).Verdict]++;
                }
            }

            lock (_verdicts)
            {
                for (var i = 0; i < verdicts.Length; i++)
                {
                    _verdicts[i] += verdicts[i];
                }
            }
        }
    }

    private LineResult Screen(in OrderShipment order, RememberedFacts known)
    {
        var line = order.Shipment.Lines[0];
        if (known.Recall(GoodsSource.Row, order.GoodsKey, date) is not { } goods)
        {
            goods = ScreeningEngine.Recognize(line, snapshot, date);
            known.Keep(GoodsSource.Row, order.GoodsKey, goods);
        }

        return ScreeningEngine.Screen(LineTerms.Of(line), goods, known.FactsOf(order.Shipment, snapshot), snapshot);
    }

    private void Keep(ReadOnlySpan<OrderShipment> shipments)
    {
        foreach (var shipment in shipments)
        {
            _samples.Add(ResultSample.Of(ScreeningEngine.Screen(shipment.Shipment, snapshot).Lines[0], snapshot.Policy.FoundThreshold));
        }
    }
}
