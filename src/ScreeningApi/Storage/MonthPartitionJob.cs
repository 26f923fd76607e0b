using Npgsql;

namespace ScreeningApi.Storage;

/// <summary>Makes the partitions of the months ahead at start and every day. That it fails for a while harms nothing: it is months early.</summary>
internal sealed class MonthPartitionJob(MonthStore months, TimeProvider clock, ILogger<MonthPartitionJob> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var isDone = await TryEnsureAsync(stoppingToken);
            await Task.Delay(isDone ? Every : PauseAfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryEnsureAsync(CancellationToken cancellation)
    {
        try
        {
            await months.EnsureAsync(cancellation);
            return true;
        }
        catch (Exception fault) when (fault is DatabaseUnavailableException or NpgsqlException)
        {
            log.LogWarning("No partitions were made for the months ahead: {Reason}. It is tried again in {Pause}.", fault.GetBaseException().Message, PauseAfterFailure);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
