using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>The server is killed with SIGKILL and started again on the same data, eight times while one batch is taken and worked on.</summary>
public sealed class BatchDatabaseKillTests
{
    private const int Seed = 20261123;
    private const int Kills = 8;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_comes_through_eight_kills_of_the_database()
    {
        var (chance, log) = (new Random(Seed), new CapturedLog());
        await using var postgres = await FaultyPostgres.StartAsync();
        var connectionString = await FaultyDatabase.CreateAsync(postgres);
        await using var service = await FaultyService.StartAsync(connectionString, new BatchSettings(), log);
        await using var slow = await SlowDatabase.BeginAsync(connectionString, milliseconds: 50);
        await using var monitor = new BatchMonitor(service.Http);
        var upload = new OrderBookUpload(service.Http, BatchSettings.Rows, "killed") { Duration = TimeSpan.FromSeconds(0.5) };
        var accepted = upload.UntilAcceptedAsync();
        await Task.Delay(chance.Next(100, 400), Cancelled);
        Assert.False(accepted.IsCompleted, "the upload is over before the first kill");
        await KillAsync(postgres, chance);
        var batch = await accepted;
        for (var kills = 1; kills < Kills; kills++)
        {
            await monitor.HasDoneAsync(batch, monitor.RowsDone(batch) + chance.Next(1, 15) * 20);
            Assert.False(monitor.IsFinished(batch), $"the batch is over after {kills} kills");
            await KillAsync(postgres, chance);
        }

        await Eventually.HoldsAsync(() => EndsAsync(slow), "the database is quick again");
        await monitor.HasCompletedAsync(batch);
        await monitor.StopAsync();
        await BatchChecker.HoldsAsync(connectionString, service.Http, (batch, BatchSettings.Rows));
        FaultyService.WasNeverSurprised(log);
        TestContext.Current.SendDiagnosticMessage($"{Kills} kills; upload: {string.Join(' ', upload.Answers)}; {monitor.Looks} looks, {monitor.Failures} unanswered");
    }

    private static async Task KillAsync(FaultyPostgres postgres, Random chance)
    {
        await postgres.KillAsync();
        await Task.Delay(chance.Next(0, 300), Cancelled);
        await postgres.RestartAsync();
    }

    /// <summary>The first connections are those that died with the server.</summary>
    private static async Task<bool> EndsAsync(SlowDatabase slow)
    {
        try
        {
            await slow.EndAsync();
            return true;
        }
        catch (Npgsql.NpgsqlException)
        {
            return false;
        }
    }
}
