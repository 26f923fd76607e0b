using Microsoft.Extensions.Options;
using ScreeningApi.Storage;

namespace ScreeningApi.Screenings;

/// <summary>
/// Stores what single requests have screened, by group commit: requests wait in a queue, and a writer takes all that wait and commits
/// it at once, one flush of the disk for all of them. Nobody waits for a group to fill: a lone request is written at once, and groups
/// come from what piles up while the commits before are under way. A request is answered after the commit that holds its row.
/// </summary>
internal sealed class ScreeningWriter : BackgroundService
{
    /// <summary>Requests that go on in one piece of work: few wake-ups, and with many processors still several at a time.</summary>
    private const int ToldAtOnce = 16;

    private readonly ScreeningGroupStore _store;
    private readonly ScreeningWriterMeter _meter;
    private readonly ScreeningWriterOptions _options;
    private readonly ScreeningQueue _queue;
    private readonly TimeProvider _clock;

    public ScreeningWriter(ScreeningGroupStore store, ScreeningWriterMeter meter, IOptions<ScreeningWriterOptions> options, TimeProvider clock)
    {
        _store = store;
        _meter = meter;
        _clock = clock;
        _options = options.Value;
        _queue = new ScreeningQueue(_options.QueueRows, _options.QueueBytes);
        meter.Observe(_queue);
    }

    /// <summary>
    /// Returns when the screening is committed, or refused. A caller who cancels goes away; what it handed in is written all the same, as
    /// it may be under way already. Throws <see cref="DatabaseUnavailableException"/> when the database stays away.
    /// </summary>
    public async Task<(StoreOutcome Outcome, ScreeningRow? Row)> InsertAsync(ScreeningRow row, IdempotencyKey? key, CancellationToken cancellation)
    {
        var waiting = new WaitingScreening(new NewScreening(row, key), _clock.GetTimestamp());
        if (!_queue.TryAdd(waiting))
        {
            _meter.CountRefused();
            return (StoreOutcome.Busy, null);
        }

        var result = await waiting.Stored.WaitAsync(cancellation);
        return (result.Outcome, result.Row);
    }

    /// <summary>Takes nothing in any more and writes what waits, before the process ends; not for longer than it may.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Close();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, _options.Writers).Select(_ => RunAsync(stoppingToken)));

    private async Task RunAsync(CancellationToken cancellation)
    {
        while (await _queue.TakeAsync(_options.GroupRows, _options.GroupBytes, CancellationToken.None) is { } group)
        {
            // Also where the process ends and there is no time left: nobody is left to be answered then.
            var late = cancellation.IsCancellationRequested ? group.Length : group.TakeWhile(w => _clock.GetElapsedTime(w.Since) > _options.MaxWait).Count();
            Array.ForEach(group[..late], Refuse);
            if (late < group.Length)
            {
                await WriteAsync(group[late..], cancellation);
            }

            _queue.Release(group);
        }
    }

    /// <summary>
    /// Requests go on, one after the other, in a few pieces of work beside the writer, which has the next group to write. One piece for each
    /// request would wake a thread for each, which costs as much as what it has left to do.
    /// </summary>
    private static void Tell(ArraySegment<WaitingScreening> group, StoreResult[] results)
    {
        for (var start = 0; start < group.Count; start += ToldAtOnce)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static told =>
                {
                    for (var i = told.Start; i < Math.Min(told.Start + ToldAtOnce, told.Group.Count); i++)
                    {
                        told.Group[i].Complete(told.Results[i]);
                    }
                },
                (Group: group, Results: results, Start: start), preferLocal: false);
        }
    }

    private void Refuse(WaitingScreening waiting)
    {
        _meter.CountRefused();
        waiting.Complete(new StoreResult(StoreOutcome.Busy));
    }

    /// <summary>Never throws: what went wrong is told to those whom it concerns.</summary>
    private async Task WriteAsync(ArraySegment<WaitingScreening> group, CancellationToken cancellation)
    {
        try
        {
            var results = await _store.InsertAsync([.. group.Select(w => w.Screening)], cancellation);
            _meter.CountGroup(group.Count);
            Tell(group, results);
        }
        catch (Exception fault) when (fault is not (DatabaseUnavailableException or OperationCanceledException) && group.Count > 1)
        {
            // A row that cannot be stored must not be the fault of those beside it. It is found by halving, in the order of arrival.
            await WriteAsync(group[..(group.Count / 2)], cancellation);
            await WriteAsync(group[(group.Count / 2)..], cancellation);
        }
        catch (OperationCanceledException fault)
        {
            // The process ends while a commit may be under way.
            Array.ForEach([.. group], w => w.Fail(new DatabaseUnavailableException(fault)));
        }
        catch (Exception fault)
        {
            Array.ForEach([.. group], w => w.Fail(fault));
        }
    }
}
