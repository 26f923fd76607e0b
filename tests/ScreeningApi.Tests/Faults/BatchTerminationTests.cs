using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>Every connection to the database is terminated again and again, while a batch is taken and while it is worked on.</summary>
public sealed class BatchTerminationTests(FaultyService service) : IClassFixture<FaultyService>
{
    private const int Seed = 20261123;
    private const int Storms = 30;
    private const string Storm = "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and application_name = 'ScreeningApi'";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_comes_through_storms_of_terminated_connections()
    {
        var chance = new Random(Seed);
        await using var slow = await SlowDatabase.BeginAsync(service.ConnectionString, milliseconds: 50);
        await using var monitor = new BatchMonitor(service.Http);
        var upload = new OrderBookUpload(service.Http, BatchSettings.Rows, "stormy") { Duration = TimeSpan.FromSeconds(0.5) };
        var accepted = upload.UntilAcceptedAsync();
        var terminated = await RageAsync(chance);
        var batch = await accepted; // a storm without an end would let nothing through, and should not
        terminated += await RageAsync(chance);
        Assert.False(monitor.IsFinished(batch), "the batch is over before the storms are");
        await slow.EndAsync();
        await service.HoldsAsync(monitor, (batch, BatchSettings.Rows));
        Assert.True(terminated >= Storms, $"{terminated} connections were terminated");
        TestContext.Current.SendDiagnosticMessage($"{terminated} connections terminated; upload: {string.Join(' ', upload.Answers)}; {service.Waits} waits of workers");
    }

    private async Task<long> RageAsync(Random chance)
    {
        var terminated = 0L;
        for (var storm = 0; storm < Storms / 2; storm++)
        {
            await Task.Delay(chance.Next(20, 120), Cancelled);
            terminated += (long)(await service.Sql.ScalarAsync(Storm))!;
        }

        return terminated;
    }
}
