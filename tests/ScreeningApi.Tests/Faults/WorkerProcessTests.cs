using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>Workers that are processes of their own, beside a service that leaves the work to them.</summary>
public sealed class WorkerProcessTests(WorkerCrew crew) : IClassFixture<WorkerCrew>
{
    private const int Seed = 20261123;
    private const int Crew = 5;
    private const int Kills = 2;
    private const int Pauses = 20;

    private readonly Random _chance = new(Seed);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_workers_share_one_batch()
    {
        var (batch, monitor, slow) = await BeginAsync("shared", BatchSettings.Rows, milliseconds: 200);
        await EndAsync(batch, monitor, slow);
        Assert.Equal(crew.Workers.Keys, await crew.DoersAsync(batch.Id));
    }

    [Fact]
    public async Task A_batch_comes_through_kills_of_its_workers()
    {
        var (batch, monitor, slow) = await BeginAsync("killed", BatchSettings.Rows, milliseconds: 200);
        for (var kill = 0; kill < Kills; kill++)
        {
            var victim = crew.Workers.Keys.ElementAt(_chance.Next(crew.Workers.Count));
            List<string> held = [];
            await Eventually.HoldsAsync(async () => (held = await crew.HeldAsync(batch.Id, victim)).Count > 0, "the worker has a chunk in hand");
            await Task.Delay(_chance.Next(0, 30), Cancelled);
            await crew.KillAsync(victim);
        }

        await EndAsync(batch, monitor, slow);
    }

    [Fact]
    public async Task What_a_worker_brings_that_wakes_after_its_lease_is_thrown_away()
    {
        var (batch, monitor, slow) = await BeginAsync("paused", 2 * BatchSettings.Rows, milliseconds: 100);
        for (var pauses = 0; pauses < Pauses;)
        {
            // All but one, which goes on.
            var chosen = crew.Workers.Keys.ToArray();
            _chance.Shuffle(chosen);
            var held = await Task.WhenAll(chosen.Skip(1).Take(Pauses - pauses).Select(name => PauseAsync(batch.Id, name)));
            pauses += held.Count(h => h.Count > 0);
            await Eventually.HoldsAsync(async () => (await crew.StillHeldAsync(batch.Id, held.SelectMany(h => h))).Count == 0, "the chunks of those who are paused are taken by others");
            Assert.False(monitor.IsFinished(batch.Id), $"the batch is over after {pauses} pauses");
            await Task.WhenAll(crew.Workers.Values.Select(w => w.ResumeAsync()));
        }

        await EndAsync(batch, monitor, slow);
        Assert.All(crew.Workers.Values, w => Assert.False(w.HasExited));
    }

    /// <summary>Five workers have each done something of a batch that lasts until it is let go.</summary>
    private async Task<((Guid Id, int Rows) Batch, BatchMonitor Monitor, SlowDatabase Slow)> BeginAsync(string key, int rows, int milliseconds)
    {
        await crew.HireAsync(Crew);
        var slow = await SlowDatabase.BeginAsync(crew.ConnectionString, milliseconds);
        var monitor = new BatchMonitor(crew.Http);
        var batch = await new OrderBookUpload(crew.Http, rows, key).UntilAcceptedAsync();
        await Eventually.HoldsAsync(async () => (await crew.DoersAsync(batch)).Count == Crew, "five workers take part", seconds: 120);
        return ((batch, rows), monitor, slow);
    }

    private async Task EndAsync((Guid Id, int Rows) batch, BatchMonitor monitor, SlowDatabase slow)
    {
        await slow.EndAsync();
        await slow.DisposeAsync();
        await crew.HoldsAsync(monitor, batch);
        await monitor.DisposeAsync();
    }

    /// <summary>Pauses a worker and gives what it has in hand; nothing when it was idle too often.</summary>
    private async Task<List<string>> PauseAsync(Guid batch, string name)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            await crew.Workers[name].PauseAsync();
            if (await crew.HeldAsync(batch, name) is { Count: > 0 } held)
            {
                return held;
            }

            await crew.Workers[name].ResumeAsync();
            await Task.Delay(10, Cancelled);
        }

        return [];
    }
}
