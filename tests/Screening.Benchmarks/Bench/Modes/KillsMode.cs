using System.Diagnostics;
using Screening.Benchmarks.Bench.Rows;
using Screening.Benchmarks.Bench.Wire;

namespace Screening.Benchmarks.Bench.Modes;

/// <summary>
/// A batch during which the service is killed twice: in the middle of the upload, which is sent again under its key, and in the middle
/// of the work. The time counts from the first byte of the first upload to the last result, restarts included.
/// </summary>
internal static class KillsMode
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task MeasureAsync(Run run, long rows)
    {
        await using var service = await run.StartServiceAsync();
        using var http = service.NewClient();
        var batches = new BatchClient(http);
        await run.WarmUpAsync(batches);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(run.Cancellation);
        patience.CancelAfter(Patience);
        var bytes = new FileInfo(await run.File.GetAsync(Math.Min(rows, OrderFile.MaxRows), patience.Token)).Length * (double)rows / Math.Min(rows, OrderFile.MaxRows);
        var watch = Stopwatch.StartNew();
        var first = new OrderBookStream(rows);
        var sendings = 0;
        var upload = batches.UploadStubbornlyAsync(() => sendings++ == 0 ? first : new OrderBookStream(rows), Guid.NewGuid().ToString(), patience.Token);
        while (first.Position < bytes / 2 && !upload.IsCompleted)
        {
            await Task.Delay(Pause, patience.Token);
        }

        var away = await KillAsync(service, upload.IsCompleted ? "the upload ended before the first kill" : null, patience.Token);
        var batch = await upload;
        var status = await batches.StatusAsync(batch, patience.Token);
        while (status.RowsDone < rows / 2 && !status.IsEnded)
        {
            await Task.Delay(Pause, patience.Token);
            status = await batches.StatusAsync(batch, patience.Token);
        }

        away += await KillAsync(service, status.IsEnded ? $"the batch was {status.State} before the second kill" : null, patience.Token);
        (await batches.WaitAsync(batch, patience.Token)).Check(rows);
        run.Figures.Add("kills.rows", rows);
        run.Figures.Add("kills.sendings", sendings);
        run.Figures.Add("kills.restartSeconds", away.TotalSeconds);
        run.Figures.Add("kills.seconds", watch.Elapsed.TotalSeconds);
        run.Figures.Add("kills.rowsPerSecond", rows / watch.Elapsed.TotalSeconds);
        await batches.CheckResultsAsync(batch, rows, patience.Token);
        await run.CheckInvariantsAsync("kills");
    }

    /// <summary>Returns how long the service was away.</summary>
    private static async Task<TimeSpan> KillAsync(ServiceProcess service, string? tooLate, CancellationToken cancellation)
    {
        if (tooLate is not null)
        {
            throw new BenchFault($"Found that {tooLate}, expected it in the middle of the work: take more rows.");
        }

        var watch = Stopwatch.StartNew();
        await service.KillAsync();
        await service.StartAsync(cancellation);
        return watch.Elapsed;
    }
}
