namespace Screening.Benchmarks.Bench.Load;

/// <summary>Storing screenings of one line, beside a server that screens nothing and stores as much with one INSERT a request.</summary>
internal sealed class StoringTrial(Run run, LoadServers servers, Saturator saturator, TimeSpan time)
{
    private const double LeastTimes = 2;

    private static readonly int[] Connections = [32, 64];

    public async Task MeasureAsync()
    {
        foreach (var connections in Connections)
        {
            await MeasureAsync(connections);
        }
    }

    private async Task MeasureAsync(int connections)
    {
        var (insert, ours) = await Rounds.TakeAsync(() => SaturateAsync(servers.Insert, connections), () => SaturateAsync(servers.Storing, connections));
        var (limit, name) = ($"load.insert.{connections}connections", $"load.storing.{connections}connections");
        run.Figures.Add($"{limit}.requestsPerSecond", Rounds.Median(insert, r => r.PerSecond));
        run.Figures.AddBeside($"{name}.requestsPerSecond", Rounds.Median(ours, r => r.PerSecond), $"{limit}.requestsPerSecond", LeastTimes);
        run.Figures.Add($"{limit}.p50Ms", Rounds.Median(insert, r => r.P50Ms));
        run.Figures.Add($"{name}.p50Ms", Rounds.Median(ours, r => r.P50Ms));
        run.Figures.Add($"{limit}.p99Ms", Rounds.Median(insert, r => r.P99Ms));
        run.Figures.AddAtMostTimes($"{name}.p99Ms", Rounds.Median(ours, r => r.P99Ms), $"{limit}.p99Ms", 1);
    }

    private async Task<Saturation> SaturateAsync(LoadTarget target, int connections)
    {
        await run.Database.SettleAsync();
        return await saturator.RunAsync(target, servers.Bodies[0], connections, time, run.Cancellation);
    }
}
