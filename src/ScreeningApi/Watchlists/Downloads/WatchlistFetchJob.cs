using Microsoft.Extensions.Options;
using Npgsql;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Watchlists.Imports;

namespace ScreeningApi.Watchlists.Downloads;

/// <summary>Looks for new versions of the lists at their publishers', where that is switched on; of several processes one at a time. Whatever fails, what was imported stays in use.</summary>
internal sealed class WatchlistFetchJob(
    WatchlistFetch fetch, WatchlistStore store, WatchlistCheckStore checks, WatchlistTermsBook terms, SnapshotHolder snapshots, WatchlistImport import,
    IOptions<WatchlistOptions> options, TimeProvider clock, ILogger<WatchlistFetchJob> log) : BackgroundService
{
    private const string Actor = "schedule";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Download)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is DatabaseUnavailableException or NpgsqlException)
            {
                log.LogWarning("Lists are not looked for now: {Reason}", fault.GetBaseException().Message);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError("Looking for lists failed: {Fault}", fault.GetType().Name);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(options.Value.LookEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        if (await checks.TryTakeTurnAsync(cancellation) is not { } turn)
        {
            return;
        }

        await using (turn)
        {
            var known = (await checks.ListAsync(cancellation)).ToDictionary(c => c.Key);
            var waiting = (await store.ListCurrentAsync(cancellation)).Where(v => v.IsQuarantined).Select(v => v.Key).ToHashSet();
            foreach (var list in terms.SharedLists(snapshots.Current.WatchlistRules).Where(t => t.Url is not null))
            {
                var check = known.GetValueOrDefault(list.Key);
                if (IsDue(list, check, waiting.Contains(list.Key)))
                {
                    await TryFetchAsync(list, check, cancellation);
                }
            }
        }
    }

    /// <summary>What could not be had is tried again at the next look; what came and waits for a person, no sooner than else.</summary>
    private bool IsDue(WatchlistTerms list, WatchlistCheckRow? check, bool waits) =>
        check is null || clock.GetUtcNow().UtcDateTime - check.TriedAt >= (check.FailedAt is null || waits ? fetch.PauseOf(list.Key.List) : options.Value.LookEvery);

    private async Task TryFetchAsync(WatchlistTerms list, WatchlistCheckRow? check, CancellationToken cancellation)
    {
        var urls = WatchlistFetch.Addresses(list.Url!);
        try
        {
            var source = new ImportSource("url", WatchlistFetch.Shown(urls), null, null);
            var order = new ImportOrder(import.NewId(), WatchlistKey.Shared, Actor, null);
            var outcome = await fetch.RunAsync(list, urls, check, (null, source, order), cancellation);
            log.LogInformation("The list {List} was looked for: {State}", list.Key.List, outcome.Import?.State ?? WatchlistImportState.Unchanged);
        }
        catch (DownloadFaultException fault)
        {
            log.LogWarning("The list {List} could not be had ({Code}): {Reason}", list.Key.List, fault.Code, fault.Message);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or DatabaseUnavailableException or NpgsqlException))
        {
            // The message of a fault that nobody foresaw may quote the file.
            log.LogError("The list {List} could not be imported: {Fault}", list.Key.List, fault.GetType().Name);
            await checks.FailAsync(list.Key, ("importFailed", $"The import failed: {fault.GetType().Name}."), cancellation);
        }
    }
}
