using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Screening.Benchmarks.Bench.Rows;
using Screening.Benchmarks.Bench.Wire;

namespace Screening.Benchmarks.Bench.Modes;

/// <summary>How long a single screening takes, stored, while batches run.</summary>
internal static class MixedMode
{
    private const int PerSecond = 50, Bodies = 500;
    private const double MostP99 = 100;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5), Alone = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(15);

    public static async Task MeasureAsync(Run run, long rows)
    {
        await using var service = await run.StartServiceAsync();
        using var http = service.NewClient();
        var batches = new BatchClient(http);
        await run.WarmUpAsync(batches);
        var bodies = RequestBodies.Make(Bodies, lines: 1, withParties: true).All;
        using (var warm = new CancellationTokenSource(WarmUp))
        {
            await new ConstantRate(PerSecond, SendAsync).RunAsync(warm.Token); // the first requests of a process wait for the compiler
        }

        using var alone = new CancellationTokenSource(Alone);
        var before = new ConstantRate(PerSecond, SendAsync);
        await before.RunAsync(alone.Token);
        before.Report(run.Figures, "mixed.alone", MostP99);

        using var ended = new CancellationTokenSource();
        var meanwhile = new ConstantRate(PerSecond, SendAsync);
        var singles = meanwhile.RunAsync(ended.Token);
        try
        {
            await RunBatchesAsync(run, batches, rows);
        }
        finally
        {
            await ended.CancelAsync();
            await singles;
        }

        meanwhile.Report(run.Figures, "mixed", MostP99);
        await run.CheckInvariantsAsync("mixed");

        async Task<bool> SendAsync(int number)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/screenings") { Content = new ByteArrayContent(bodies[number % bodies.Length]) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            try
            {
                using var answer = await http.SendAsync(request, run.Cancellation);
                return answer.StatusCode == HttpStatusCode.Created;
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
            {
                return false;
            }
        }
    }

    /// <summary>One behind the other, each of other rows, until there were enough single screenings beside them.</summary>
    private static async Task RunBatchesAsync(Run run, BatchClient batches, long rows)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        while (watch.Elapsed < AtLeast)
        {
            await using var book = new OrderBookStream(rows, OrderBook.UsualSeed + (ulong)++count);
            var batch = await batches.UploadAsync(book, Guid.NewGuid().ToString(), run.Cancellation);
            (await batches.WaitAsync(batch, run.Cancellation)).Check(rows);
        }

        run.Figures.Add("mixed.batches", count);
        run.Figures.Add("mixed.batchRowsPerSecond", count * rows / watch.Elapsed.TotalSeconds);
    }
}
