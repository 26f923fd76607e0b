using Microsoft.Extensions.Options;
using Npgsql;

namespace ScreeningApi.Retention;

/// <summary>
/// One look for what has expired. Month by month: the whole partition is dropped where nothing in it is held, else the rows that nothing
/// holds are deleted in steps. Every step is a transaction of its own, so that a crash loses nothing and a run may begin anywhere again.
/// </summary>
internal sealed class RetentionRun(RetentionStore store, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<RetentionRun> log)
{
    /// <summary>Rows deleted in one transaction.</summary>
    internal int StepRows { get; init; } = 5000;

    /// <summary>Gives the number of rows that were removed. Ends early where another process is at it.</summary>
    public async Task<long> RunAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        long total = 0;
        foreach (var month in await store.ListExpiredAsync(options.Value.Years, today, cancellation))
        {
            if (await RemoveMonthAsync(month, cancellation) is not { } removed)
            {
                break;
            }

            total += removed;
        }

        return total;
    }

    /// <summary>Null where another process is at it.</summary>
    private async Task<long?> RemoveMonthAsync(ExpiredMonth month, CancellationToken cancellation)
    {
        try
        {
            var removed = await RemoveAsync(month, cancellation);
            if (removed > 0)
            {
                log.LogInformation("Retention removed {Rows} rows of {Table}, {Month:yyyy-MM}.", removed, month.TableName, month.Month);
            }

            return removed;
        }
        catch (PostgresException fault)
        {
            // Somebody reads the month for hours, or something still refers to it: the others need not wait.
            log.LogWarning("Retention did not remove {Table}, {Month:yyyy-MM}: {Reason}. It is tried again.", month.TableName, month.Month, fault.MessageText);
            return 0;
        }
    }

    private async Task<long?> RemoveAsync(ExpiredMonth month, CancellationToken cancellation)
    {
        var step = await store.DropAsync(month, clock, cancellation);
        if (step is null || step.IsLast)
        {
            return step?.Removed;
        }

        long removed = 0;
        do
        {
            step = await store.RemoveStepAsync(month, step.LastKey, StepRows, clock, cancellation);
            removed += step?.Removed ?? 0;
        }
        while (step is { IsLast: false });

        return step is null ? null : removed;
    }
}
