using System.Collections.Concurrent;

namespace ScreeningApi.Tests.Faults;

/// <summary>The network between the service and its database is bad in every way it can be.</summary>
public sealed class BatchWireTests(FaultyService service) : IClassFixture<FaultyService>
{
    private const int Seed = 20261123;
    private const int Cuts = 200;
    private const int Breaks = 50;
    private const int Vanishing = 15;

    private readonly Random _chance = new(Seed);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_comes_through_a_cut_between_commit_and_its_reply_two_hundred_times()
    {
        var fates = new ConcurrentQueue<CommitFate>();
        service.Proxy.Decide = () =>
        {
            var fate = fates.Count >= Cuts || Next(0, 2) == 0 ? CommitFate.Pass : (CommitFate)Next(1, 5);
            if (fate != CommitFate.Pass)
            {
                fates.Enqueue(fate);
            }

            return fate;
        };
        await RunAsync("cut");
        Assert.True(fates.Count >= Cuts, $"{fates.Count} commits were cut");
        TestContext.Current.SendDiagnosticMessage($"commits: {string.Join(", ", fates.CountBy(f => f).Select(f => $"{f.Value} x {f.Key}"))}");
    }

    [Fact]
    public Task A_batch_comes_through_a_slow_network() => RunThroughAsync("slow", () => new SlowWire(() => TimeSpan.FromMilliseconds(Next(0, 10))));

    [Fact]
    public Task A_batch_comes_through_a_network_that_trickles() => RunThroughAsync("trickling", () => new TricklingWire(() => Next(1, 600)));

    [Fact]
    public async Task A_batch_comes_through_connections_that_break_after_any_number_of_bytes()
    {
        var connections = 0;
        await RunThroughAsync("breaking", () =>
        {
            // Up to a megabyte: no more is ever sent at a time.
            return Interlocked.Increment(ref connections) <= Breaks ? new BreakingWire(2_000L << Next(0, 10)) : Wire.Sound;
        });
        Assert.True(connections > Breaks, $"{connections} connections");
    }

    [Fact]
    public async Task A_batch_comes_through_connections_that_vanish_without_either_side_being_told()
    {
        var connections = 0;
        await RunThroughAsync("vanishing", () => Interlocked.Increment(ref connections) <= Vanishing ? new VanishingWire(Next(2_000, 40_000)) : Wire.Sound);
        Assert.True(connections > Vanishing, $"{connections} connections");
        Assert.True(service.HasLogged("stood still"), "no transaction was ended that stood still");
    }

    [Fact]
    public async Task A_batch_comes_through_times_in_which_nothing_gets_through()
    {
        var hole = new Hole();
        service.Proxy.NewWire = () => new HolingWire(hole);
        service.Proxy.CutAll();
        await using var slow = await SlowDatabase.BeginAsync(service.ConnectionString, milliseconds: 20);
        await using var monitor = new BatchMonitor(service.Http);
        var accepted = new OrderBookUpload(service.Http, BatchSettings.Rows, "hole").UntilAcceptedAsync();
        for (var i = 0; i < 3; i++)
        {
            await Task.Delay(Next(50, 200), Cancelled);
            hole.Begin();
            await Task.Delay(1500, Cancelled); // longer than the lease
            hole.End();
        }

        await slow.EndAsync();
        await service.HoldsAsync(monitor, (await accepted, BatchSettings.Rows));
    }

    private Task RunThroughAsync(string key, Func<Wire> newWire)
    {
        service.Proxy.NewWire = newWire;
        service.Proxy.CutAll();
        return RunAsync(key);
    }

    /// <summary>The whole batch is worked off before anything becomes better.</summary>
    private async Task RunAsync(string key)
    {
        await using var monitor = new BatchMonitor(service.Http);
        var batch = await new OrderBookUpload(service.Http, BatchSettings.Rows, key).UntilAcceptedAsync();
        await monitor.HasCompletedAsync(batch);
        await service.HoldsAsync(monitor, (batch, BatchSettings.Rows));
    }

    private int Next(int from, int to)
    {
        lock (_chance)
        {
            return _chance.Next(from, to);
        }
    }
}
