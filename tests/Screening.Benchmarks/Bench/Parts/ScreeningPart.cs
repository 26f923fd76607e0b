using System.Diagnostics;
using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Items;
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
        var shipments = new Shipment[Slice];
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

    private async Task ScreenAsync(Shipment[] shipments, int count)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(Work)));

        void Work()
        {
            var verdicts = new long[_verdicts.Length];
            for (var from = Interlocked.Add(ref next, Portion) - Portion; from < count; from = Interlocked.Add(ref next, Portion) - Portion)
            {
                foreach (var shipment in shipments.AsSpan(from, Math.Min(Portion, count - from)))
                {
                    verdicts[(int)ScreeningEngine.Screen(shipment, snapshot, _memory).Verdict]++;
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

    private void Keep(ReadOnlySpan<Shipment> shipments)
    {
        foreach (var shipment in shipments)
        {
            _samples.Add(ResultSample.Of(ScreeningEngine.Screen(shipment, snapshot).Lines[0], snapshot.Policy.FoundThreshold));
        }
    }
}
