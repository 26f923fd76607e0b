using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Suppressions;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Watchlists;

namespace ScreeningApi.Suppressions;

/// <summary>
/// Writes down what has lapsed. That changes nothing for a screening, which compares a suppression with the entry at hand; it tells
/// reviewers, and takes from memory what will never hold again. Any number of processes may do it.
/// </summary>
internal sealed class SuppressionJob(
    SuppressionStore store, SuppressionHolder holder, WatchlistDeltaStore entries, SnapshotHolder snapshots, IOptions<SuppressionOptions> options, TimeProvider clock, ILogger<SuppressionJob> log) : BackgroundService
{
    private const string Actor = "suppressions";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is DatabaseUnavailableException or NpgsqlException)
            {
                log.LogWarning("Suppressions are not looked through now: {Reason}", fault.GetBaseException().Message);
            }
            catch (JsonException)
            {
                log.LogError("Suppressions cannot be looked through: an entry of a list cannot be read.");
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(options.Value.CheckEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One look; gives the number of those that have lapsed.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        var rows = await store.ListHeldAsync(waiting: true, cancellation);
        if (rows.Count == 0)
        {
            return 0;
        }

        var known = await entries.FindAllAsync([.. rows.Select(r => (r.TenantId, r.List, r.EntryId)).Distinct()], cancellation);
        var (sections, today, lapsed) = (new SectionTable(snapshots.Current.WatchlistRules.Sections), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), 0);
        foreach (var row in rows)
        {
            var entry = known.GetValueOrDefault((row.TenantId, row.List, row.EntryId));
            var effect = entry is null ? null : sections.Find(row.List, entry.Section, today)?.Effect;
            if (SuppressionSet.LapseOf(row.ToSuppression(), entry, effect, today) is { } lapse && await LapseAsync(row, lapse, cancellation))
            {
                lapsed++;
            }
        }

        if (lapsed > 0)
        {
            log.LogInformation("{Count} suppressions have lapsed.", lapsed);
            await holder.RefreshAsync(cancellation);
        }

        return lapsed;
    }

    private Task<bool> LapseAsync(SuppressionRow row, SuppressionLapse lapse, CancellationToken cancellation)
    {
        var code = JsonNamingPolicy.CamelCase.ConvertName(lapse.ToString());
        return store.EndAsync(
            row, "lapsed", new SuppressionAct(Guid.CreateVersion7(clock.GetUtcNow()), Actor, "lapsed", code), SHA256.HashData(Encoding.UTF8.GetBytes($"{row.Id}\nlapsed\n{code}")), cancellation);
    }
}
