using System.Collections.Concurrent;
using System.Text;
using Screening.Benchmarks.Bench.Wire;

namespace Screening.Benchmarks.Bench.Load;

/// <summary>Kills service and database while screenings are stored, and asks for each that was acknowledged.</summary>
internal static class LossTrial
{
    private const int Connections = 64, Readers = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task MeasureAsync(Run run, LoadServers servers, TimeSpan time)
    {
        var acknowledged = await StoreUntilKilledAsync(run, servers, time);
        if (run.Database.CanBeKilled)
        {
            await run.Database.RestartAsync(run.Cancellation);
        }

        await servers.Service.StartAsync(run.Cancellation);
        var lost = await CountLostAsync(servers, acknowledged, run.Cancellation);
        run.Figures.Fact("load.storing.killed", run.Database.CanBeKilled ? "service and database" : "the service alone: the database is not the benchmark's own");
        run.Figures.Add("load.storing.acknowledged", acknowledged.Length);
        run.Figures.AddAtMost("load.storing.lost", lost, 0);
        await run.CheckInvariantsAsync("load");
        if (lost > 0 || acknowledged.Length == 0)
        {
            throw new BenchFault($"{lost} of {acknowledged.Length} screenings were lost that had been acknowledged.");
        }
    }

    /// <summary>Where each acknowledged screening can be found.</summary>
    private static async Task<string[]> StoreUntilKilledAsync(Run run, LoadServers servers, TimeSpan time)
    {
        var paths = new ConcurrentBag<string>();
        var load = new ClosedLoop(servers.Storing.Url, servers.Storing.Requests(servers.Bodies[0]));
        var storing = load.RunAsync(Connections, Patience, Keep, run.Cancellation);
        await Task.Delay(time, run.Cancellation);
        await Task.WhenAll(run.Database.CanBeKilled ? run.Database.KillAsync() : Task.CompletedTask, servers.Service.KillAsync());
        await storing;
        return [.. paths];

        void Keep(int request, WireAnswer answer)
        {
            if (answer.Status == 201)
            {
                paths.Add(Encoding.ASCII.GetString(answer.Location));
            }
        }
    }

    private static async Task<long> CountLostAsync(LoadServers servers, string[] paths, CancellationToken cancellation)
    {
        var requests = paths.Select(p => WireConnection.Request("GET", new Uri(servers.Service.Url, p), ServiceProcess.AccessKey, [])).ToArray();
        var found = 0;
        await new ClosedLoop(servers.Service.Url, requests) { SendsOnce = true }.RunAsync(Readers, Patience, Count, cancellation);
        return paths.Length - found;

        void Count(int request, WireAnswer answer)
        {
            if (answer.Status == 200)
            {
                Interlocked.Increment(ref found);
            }
        }
    }
}
