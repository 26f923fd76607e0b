using Microsoft.Extensions.Options;
using ScreeningApi.Storage;

namespace ScreeningApi.Retention;

/// <summary>Removes what has expired, at start and then again and again, where retention is switched on.</summary>
internal sealed class RetentionJob(RetentionRun run, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<RetentionJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        log.LogInformation("Retention is on: months that are {Years} years old are removed, save what is on legal hold.", options.Value.Years);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await run.RunAsync(stoppingToken);
            }
            catch (DatabaseUnavailableException fault)
            {
                log.LogWarning("Retention is put off: {Reason}", fault.GetBaseException().Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(options.Value.Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
