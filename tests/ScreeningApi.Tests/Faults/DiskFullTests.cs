using System.Net;
using Npgsql;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>The disk that the database is on is full for a while.</summary>
public sealed class DiskFullTests
{
    private const string Filler = "create table filler (page text not null) tablespace small; alter table filler alter column page set storage plain";
    private const string Fill = "insert into filler select repeat('x', 8000) from generate_series(1, $1)";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_waits_while_the_disk_is_full_and_is_completed_when_there_is_room()
    {
        var log = new CapturedLog();
        await using var postgres = await FaultyPostgres.StartAsync();
        await using var admin = NpgsqlDataSource.Create(postgres.AdminConnectionString);
        await admin.ScalarAsync($"create tablespace small location '{await postgres.MountSmallDiskAsync(megabytes: 128)}'");
        var connectionString = await FaultyDatabase.CreateAsync(postgres, "tablespace small");
        await using var service = await FaultyService.StartAsync(connectionString, new BatchSettings(), log);
        await using var slow = await SlowDatabase.BeginAsync(connectionString, milliseconds: 50);
        await using var monitor = new BatchMonitor(service.Http);
        var batch = await new OrderBookUpload(service.Http, BatchSettings.Rows, "early").UntilAcceptedAsync();
        await monitor.HasDoneAsync(batch, 100);

        await FillAsync(admin);
        await Eventually.HoldsAsync(() => Task.FromResult(log.Entries.Any(e => e.Contains("Batches wait", StringComparison.Ordinal) && e.Contains("53100", StringComparison.Ordinal))), "workers wait");
        var late = new OrderBookUpload(service.Http, BatchSettings.Rows, "late");
        Assert.Null(await late.SendAsync(Cancelled));
        Assert.Equal([(int)HttpStatusCode.ServiceUnavailable], late.Answers);
        Assert.False(monitor.IsFinished(batch));
        using var read = await service.Http.GetAsync($"/v1/batches/{batch}/results", Cancelled);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);

        await admin.ScalarAsync("drop table filler");
        await slow.EndAsync();
        var second = await late.UntilAcceptedAsync();
        await monitor.HasCompletedAsync(batch);
        await monitor.HasCompletedAsync(second);
        await monitor.StopAsync();
        await BatchChecker.HoldsAsync(connectionString, service.Http, (batch, BatchSettings.Rows));
        await BatchChecker.HoldsAsync(connectionString, service.Http, (second, BatchSettings.Rows));
        FaultyService.WasNeverSurprised(log);
    }

    /// <summary>Until not a page is left: what an insert took that failed stays taken.</summary>
    private static async Task FillAsync(NpgsqlDataSource admin)
    {
        // What CREATE DATABASE has copied is in memory, and its files have holes where it will be written.
        await admin.ScalarAsync("checkpoint");
        await admin.ScalarAsync(Filler);
        foreach (var pages in new[] { 100_000, 100, 1 })
        {
            var full = await Assert.ThrowsAsync<PostgresException>(async () =>
            {
                while (true)
                {
                    await admin.ScalarAsync(Fill, pages);
                }
            });
            Assert.Equal(PostgresErrorCodes.DiskFull, full.SqlState);
        }
    }
}
