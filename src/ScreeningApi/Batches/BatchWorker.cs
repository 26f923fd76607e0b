using Microsoft.Extensions.Options;
using Screening.Engine;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Watchlists;

namespace ScreeningApi.Batches;

/// <summary>
/// Screens the chunks of batches, several at a time, as any number of processes beside it do. What it holds when it dies is taken by
/// another once the lease ends; what it brings too late is thrown away.
/// </summary>
internal sealed class BatchWorker(
    BatchWorkStore store, BatchUploadStore uploads, BatchStallStore stalls, SnapshotHolder snapshots, WatchlistHolder watchlists, ScreeningMemory memory, WorkSignal signal, IOptions<BatchOptions> options, TimeProvider clock, ILogger<BatchWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly BatchOptions _options = options.Value;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([SweepAsync(stoppingToken), EndStalledAsync(stoppingToken), .. Enumerable.Range(1, _options.Workers).Select(number => RunAsync(number, stoppingToken))]);

    private async Task RunAsync(int number, CancellationToken cancellation)
    {
        await Task.Yield();
        using var thread = new WorkerThread($"batches {number}");
        using var screening = new ChunkScreening(snapshots, watchlists, memory, clock);
        var worker = new Worker(screening, thread, new Turns());
        while (!cancellation.IsCancellationRequested)
        {
            var next = signal.Next;
            try
            {
                if (!await WorkAsync(worker, cancellation))
                {
                    await Task.WhenAny(next, Task.Delay(_options.PollEvery, cancellation));
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                Report(fault);
                await Task.Delay(PauseAfterFault, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Screens one chunk; false when there is none.</summary>
    private async Task<bool> WorkAsync(Worker worker, CancellationToken cancellation)
    {
        var open = await store.FindOpenAsync(cancellation);
        if (worker.Last is { } last && !open.Exists(b => b.Key == last))
        {
            await FinishAsync(worker, cancellation);
        }

        foreach (var batch in worker.Turns.InOrder(open))
        {
            if (await store.ClaimNextAsync(batch.Key, _options.Lease, cancellation) is { } chunk)
            {
                worker.Turns.Serve(batch);
                worker.Last = batch.Key;
                await ScreenAsync(worker, batch, chunk, cancellation);
                return true;
            }
        }

        // A batch whose last chunk was done by a worker that died right behind it.
        await FinishAsync(worker, cancellation);
        return false;
    }

    private async Task ScreenAsync(Worker worker, OpenBatch batch, ClaimedChunk chunk, CancellationToken cancellation)
    {
        ChunkResult result;
        try
        {
            var context = await worker.Screening.ContextOfAsync(batch, cancellation);
            result = await worker.Thread.RunAsync(() => worker.Screening.Screen(context, chunk));
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or DatabaseUnavailableException or OutOfMemoryException))
        {
            log.LogError("Chunk {Chunk} of batch {Batch} could not be screened, try {Try}: {Reason}", chunk.ChunkNo, batch.Id, chunk.Failures + 1, fault.GetType().Name);
            if (chunk.Failures + 1 < ChunkScreening.MaxFailures)
            {
                await store.GiveBackAsync(batch.Key, chunk, cancellation);
                return;
            }

            result = worker.Screening.GiveUp(chunk, fault is InvalidDataException ? fault.Message : "the service failed");
        }

        if (!await store.InsertResultsAsync(batch.Key, chunk, result, cancellation))
        {
            log.LogInformation("Chunk {Chunk} of batch {Batch} was done elsewhere or is no longer wanted.", chunk.ChunkNo, batch.Id);
        }
    }

    private async Task FinishAsync(Worker worker, CancellationToken cancellation)
    {
        List<Guid> ended;
        while ((ended = await store.FinishAsync(() => BatchIds.New(clock), cancellation)).Count > 0)
        {
            log.LogInformation("Batch {Batch} has ended.", ended[0]);
        }

        worker.Last = null;
    }

    private Task SweepAsync(CancellationToken cancellation) => RepeatAsync(SweepEvery, () => uploads.SweepAsync(_options.UploadKept, cancellation), cancellation);

    /// <summary>Also where this process leaves the work to others: somebody must see that they stand still.</summary>
    private Task EndStalledAsync(CancellationToken cancellation) => RepeatAsync(_options.Lease, async () =>
    {
        var ended = await stalls.EndAsync(BatchStep.Work, _options.Lease, cancellation) + await stalls.EndAsync(BatchStep.Upload, _options.UploadLease, cancellation);
        if (ended > 0)
        {
            log.LogWarning("{Count} transactions stood still for longer than their lease and were ended.", ended);
        }
    }, cancellation);

    private async Task RepeatAsync(TimeSpan every, Func<Task> act, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(every, clock);
        do
        {
            try
            {
                await act();
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Report(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    private void Report(Exception fault)
    {
        if (fault is DatabaseUnavailableException)
        {
            log.LogWarning("The database is away: {Reason}. Batches wait.", fault.GetBaseException().Message);
        }
        else
        {
            log.LogError(fault, "A worker failed; it goes on.");
        }
    }

    /// <summary>What one loop keeps.</summary>
    private sealed record Worker(ChunkScreening Screening, WorkerThread Thread, Turns Turns)
    {
        /// <summary>The batch that was worked on last, until it was seen whether that has ended it.</summary>
        public BatchKey? Last { get; set; }
    }
}
