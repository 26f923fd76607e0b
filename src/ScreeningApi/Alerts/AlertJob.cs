using Microsoft.Extensions.Options;
using Npgsql;
using ScreeningApi.Storage;

namespace ScreeningApi.Alerts;

/// <summary>Looks for parties that a new version of a list hits, as any number of processes beside it do.</summary>
internal sealed class AlertJob(AlertSweepStore store, AlertSweep sweep, IOptions<AlertOptions> options, TimeProvider clock, ILogger<AlertJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What is matched first would otherwise be matched before the service listens.
        await Task.Yield();
        while (options.Value.Enabled && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is DatabaseUnavailableException or NpgsqlException)
            {
                log.LogWarning("Alerts are not looked for now: {Reason}", fault.GetBaseException().Message);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The message of a fault that nobody foresaw may quote a party. The part is taken again when its lease ends.
                log.LogError("Looking for alerts failed: {Fault}", fault is InvalidOperationException ? fault.Message : fault.GetType().Name);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(options.Value.PollEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Plans, and works off all that nobody else works on; gives the number of alerts that are new.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        await store.PlanAsync(options.Value.LookBack, options.Value.Settle, cancellation);
        var (parts, alerts) = (0, 0);
        for (; await store.ClaimNextAsync(options.Value.Lease, cancellation) is { } part; parts++)
        {
            if (await sweep.RunAsync(part, options.Value, cancellation) is { } raised)
            {
                alerts += raised;
            }
            else
            {
                log.LogInformation("A part of the sweep of {List} {Version} was taken over by another process.", part.List, part.Version);
            }
        }

        if (parts > 0)
        {
            log.LogInformation("Parties were matched against what changed in lists: {Parts} parts, {Alerts} new alerts", parts, alerts);
            await store.PlanAsync(options.Value.LookBack, options.Value.Settle, cancellation);
        }

        return alerts;
    }
}
