using Screening.Benchmarks.Bench.Wire;

namespace Screening.Benchmarks.Bench.Load;

/// <summary>Screening without storing, beside an echo of the same requests: how many a second, and how late at half of that.</summary>
internal sealed class DryRunTrial(Run run, LoadServers servers, Saturator saturator, TimeSpan time)
{
    private const int Saturating = 32, Paced = 64;
    private const double MostTimesP99 = 2;

    public async Task MeasureAsync()
    {
        foreach (var bodies in servers.Bodies)
        {
            var rate = await SaturateAsync(bodies, bodies.Lines == 1 ? 0.7 : 0.6);
            await PaceAsync(bodies, Math.Max(1, (int)(rate / 2)));
            if (bodies.Lines == 1 && saturator.CanRenew)
            {
                await SaturateWithNewAsync(bodies);
            }
        }
    }

    private static string Name(LoadTarget target, RequestBodies bodies) => $"load.{target.Name}.{LoadServers.NameOf(bodies)}";

    private async Task<double> SaturateAsync(RequestBodies bodies, double leastShare)
    {
        var (echo, ours) = await Rounds.TakeAsync(() => SaturateAsync(servers.Echo, bodies), () => SaturateAsync(servers.DryRun, bodies));
        var (limit, name) = (Name(servers.Echo, bodies), Name(servers.DryRun, bodies));
        run.Figures.Add($"{limit}.requestsPerSecond", Rounds.Median(echo, r => r.Reached.PerSecond));
        run.Figures.Add($"{limit}.cpuMicroseconds", Rounds.Median(echo, r => r.CpuMicroseconds));
        var rate = Rounds.Median(ours, r => r.Reached.PerSecond);
        run.Figures.AddBeside($"{name}.requestsPerSecond", rate, $"{limit}.requestsPerSecond", leastShare);
        run.Figures.Add($"{name}.cpuMicroseconds", Rounds.Median(ours, r => r.CpuMicroseconds));
        run.Figures.Add($"{name}.cpu.ratio", run.Figures[$"{limit}.cpuMicroseconds"] / run.Figures[$"{name}.cpuMicroseconds"]);
        run.Figures.Add($"{name}.linesPerSecond", rate * bodies.Lines);
        return rate;
    }

    /// <summary>The same with goods that never came before: what a line costs of which nothing is remembered.</summary>
    private async Task SaturateWithNewAsync(RequestBodies bodies)
    {
        var (echo, ours) = await Rounds.TakeAsync(() => OneAsync(servers.Echo), () => OneAsync(servers.DryRun));
        var (limit, name) = (Name(servers.Echo, bodies) + ".newGoods.requestsPerSecond", Name(servers.DryRun, bodies) + ".newGoods.requestsPerSecond");
        run.Figures.Add(limit, Rounds.Median(echo, r => r.PerSecond));
        run.Figures.AddBeside(name, Rounds.Median(ours, r => r.PerSecond), limit, 0.7);

        Task<Saturation> OneAsync(LoadTarget target) => saturator.RunNewAsync(target, bodies, Saturating, time, run.Cancellation);
    }

    private async Task<(Saturation Reached, double CpuMicroseconds)> SaturateAsync(LoadTarget target, RequestBodies bodies)
    {
        var before = target.Server.Worked;
        var reached = await saturator.RunAsync(target, bodies, Saturating, time, run.Cancellation);
        return (reached, (target.Server.Worked - before).TotalMicroseconds / reached.Requests);
    }

    /// <summary>Both at the same rate: what the client costs is then the same for both.</summary>
    private async Task PaceAsync(RequestBodies bodies, int perSecond)
    {
        var (echo, ours) = await Rounds.TakeAsync(() => PaceAsync(servers.Echo, bodies, perSecond), () => PaceAsync(servers.DryRun, bodies, perSecond));
        var (limit, name) = (Name(servers.Echo, bodies), Name(servers.DryRun, bodies));
        run.Figures.Add($"load.{LoadServers.NameOf(bodies)}.pacedPerSecond", perSecond);
        run.Figures.Add($"{limit}.p50Ms", Rounds.Median(echo, r => r.Latencies.Quantile(0.5)));
        run.Figures.Add($"{name}.p50Ms", Rounds.Median(ours, r => r.Latencies.Quantile(0.5)));
        run.Figures.Add($"{limit}.p99Ms", Rounds.Median(echo, r => r.Latencies.Quantile(0.99)));
        run.Figures.AddAtMostTimes($"{name}.p99Ms", Rounds.Median(ours, r => r.Latencies.Quantile(0.99)), $"{limit}.p99Ms", MostTimesP99);
    }

    private async Task<ConstantRate> PaceAsync(LoadTarget target, RequestBodies bodies, int perSecond)
    {
        var requests = target.Requests(bodies);
        using var pool = new WirePool(target.Url, Paced);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(run.Cancellation);
        end.CancelAfter(time);
        var rate = new ConstantRate(perSecond, i => pool.SendAsync(requests[i % requests.Length], run.Cancellation));
        await rate.RunAsync(end.Token);
        run.Cancellation.ThrowIfCancellationRequested();
        return rate.Latencies.Failed == 0 ? rate : throw new BenchFault($"{target.Name}: {rate.Latencies.Failed} of {rate.Sent} requests failed, expected none.");
    }
}
