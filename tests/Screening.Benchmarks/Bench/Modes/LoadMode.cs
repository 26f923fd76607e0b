using Screening.Benchmarks.Bench.Load;

namespace Screening.Benchmarks.Bench.Modes;

/// <summary>Single screenings under load, dry and stored, beside servers that do the least that can be done with the same requests.</summary>
internal static class LoadMode
{
    /// <summary>Of each measurement.</summary>
    public const long UsualSeconds = 5;

    private const int WarmUp = 6;

    public static async Task MeasureAsync(Run run, long seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        using var saturator = await Saturator.MakeAsync(run.Figures, run.Cancellation);
        await RestTrial.MeasureAsync(run);
        await using var servers = await LoadServers.StartAsync(run);
        run.Figures.Add("load.secondsEach", time.TotalSeconds);
        run.Figures.Add("load.warmUpSeconds", WarmUp * time.TotalSeconds);
        await servers.WarmUpAsync(WarmUp * time, run.Cancellation);
        await new DryRunTrial(run, servers, saturator, time).MeasureAsync();
        await new StoringTrial(run, servers, saturator, time).MeasureAsync();
        await RestTrial.AfterLoadAsync(run, servers.Service);
        await LossTrial.MeasureAsync(run, servers, time);
    }
}
