using System.Diagnostics;
using Screening.Benchmarks.Bench.Parts;
using Screening.Benchmarks.Bench.Rows;
using Screening.Benchmarks.Bench.Wire;

namespace Screening.Benchmarks.Bench.Modes;

/// <summary>CSV in, CSV out in one exchange.</summary>
internal static class StreamMode
{
    public const long UsualRows = 5_000_000;
    private const string Path = "/v1/screenings/stream";
    private const long WarmUpRows = 20_000;
    private const double LeastShare = 0.6, MostMemoryMb = 300;

    public static async Task MeasureAsync(Run run, long rows)
    {
        await run.Parts.MeasureAsync(rows, run.Cancellation);
        await using var service = await run.StartServiceAsync();
        var exchange = new ChunkedExchange(service.Url, ServiceProcess.AccessKey);
        await RunAsync(exchange, WarmUpRows, run.Cancellation);
        await using var memory = new MemoryMeter(service.ProcessId);
        var (watch, before) = (Stopwatch.StartNew(), service.Worked);
        await RunAsync(exchange, rows, run.Cancellation);
        var (rate, worked) = (rows / watch.Elapsed.TotalSeconds, service.Worked - before);
        run.Figures.Add("stream.rows", rows);
        run.Figures.Add("stream.seconds", rows / rate);
        run.Figures.AddBeside("stream.rowsPerSecond", rate, PartsAlone.StreamLimit, LeastShare);
        run.Figures.Add("stream.serviceCpuMicrosecondsPerRow", worked.TotalMicroseconds / rows);
        await memory.ReportAsync(run.Figures, "stream", MostMemoryMb);
    }

    private static async Task RunAsync(ChunkedExchange exchange, long rows, CancellationToken cancellation)
    {
        var results = new ResultLines();
        await exchange.RunAsync(Path, new OrderBook(rows), results, cancellation);
        results.Check(rows);
    }
}
