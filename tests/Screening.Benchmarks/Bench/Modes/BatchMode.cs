using System.Diagnostics;
using Screening.Benchmarks.Bench.Parts;
using Screening.Benchmarks.Bench.Wire;

namespace Screening.Benchmarks.Bench.Modes;

/// <summary>A batch alone: from the first byte sent to the last result stored.</summary>
internal static class BatchMode
{
    public const long UsualRows = 1_000_000;
    private const double LeastRate = 100_000, LeastShare = 0.5, MostMemoryMb = 600;

    public static async Task MeasureAsync(Run run, long rows)
    {
        var (figures, cancellation) = (run.Figures, run.Cancellation);
        await run.Parts.MeasureAsync(rows, cancellation);
        await using var service = await run.StartServiceAsync();
        using var http = service.NewClient();
        var batches = new BatchClient(http);
        await run.WarmUpAsync(batches);
        await using var file = await run.File.OpenAsync(rows, cancellation);
        await using var memory = new MemoryMeter(service.ProcessId);
        var (watch, before) = (Stopwatch.StartNew(), service.Worked);
        var batch = await batches.UploadAsync(file, Guid.NewGuid().ToString(), cancellation);
        var received = watch.Elapsed;
        var status = await batches.WaitAsync(batch, cancellation);
        var (rate, worked) = (rows / watch.Elapsed.TotalSeconds, service.Worked - before);
        status.Check(rows);
        figures.Add("batch.rows", rows);
        figures.Add("batch.receivedSeconds", received.TotalSeconds);
        figures.Add("batch.seconds", rows / rate);
        figures.AddBeside("batch.rowsPerSecond", rate, PartsAlone.BatchLimit, LeastShare, LeastRate);
        foreach (var part in (string[])[ReadingPart.Name, ScreeningPart.Name, CopyPart.Name])
        {
            figures.Add($"batch.ratioTo.{part}", rate / figures[part]);
        }

        figures.Add("batch.serviceCpuMicrosecondsPerRow", worked.TotalMicroseconds / rows);
        await memory.ReportAsync(figures, "batch", MostMemoryMb);
        watch.Restart();
        await batches.CheckResultsAsync(batch, rows, cancellation);
        figures.Add("batch.results.rowsPerSecond", rows / watch.Elapsed.TotalSeconds);
        await run.CheckInvariantsAsync("batch");
    }
}
