using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Npgsql;
using ScreeningApi.AccessKeys;
using ScreeningApi.Ownership;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Suppressions;
using ScreeningApi.Watchlists;

namespace ScreeningApi.Hosting;

/// <summary>
/// Keeps what is in memory up to date: listens for notifications, and asks now and then in case one was lost (a notification
/// does not survive a broken connection). Failures are logged and tried again; what was loaded stays.
/// </summary>
internal sealed class ChangeListener(
    Database database, SnapshotHolder snapshots, AccessKeyDirectory keys, WatchlistHolder watchlists, SuppressionHolder suppressions, OwnershipHolder owners, IOptions<ChangeOptions> options, ILogger<ChangeListener> log) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _pollEvery = options.Value.PollEvery;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is DatabaseUnavailableException || Transience.IsPassing(fault))
            {
                log.LogWarning("Not listening for changes: {Reason}. What is loaded stays in use.", fault.GetBaseException().Message);
                await Task.Delay(PauseAfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "A published version cannot be used; the last good one stays.");
                await Task.Delay(_pollEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using (var listen = new NpgsqlCommand(
            $"listen {ReferenceStore.Channel}; listen {AccessKeyStore.Channel}; listen {WatchlistStore.Channel}; listen {SuppressionStore.Channel}; listen {OwnershipStore.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        while (true)
        {
            await snapshots.RefreshAsync(cancellation);
            await keys.RefreshAsync(cancellation);
            await watchlists.RefreshAsync(cancellation);
            await suppressions.RefreshAsync(cancellation);
            await owners.RefreshAsync(cancellation);
            await connection.WaitAsync(_pollEvery, cancellation);
        }
    }
}

/// <summary>Configuration section <c>Changes</c>.</summary>
internal sealed class ChangeOptions
{
    public const string Section = "Changes";

    /// <summary>How long a change may go unnoticed when its notification is lost.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(30);
}
