namespace Screening.Benchmarks.Bench.Load;

/// <summary>How soon the service is ready on a database that is up to it and has no watchlists, and what memory it keeps while nobody asks.</summary>
internal static class RestTrial
{
    private const int Starts = 5;
    private const double MostSeconds = 1, MostMb = 150;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    public static async Task MeasureAsync(Run run)
    {
        var (seconds, megabytes) = (new double[Starts], 0d);
        for (var i = 0; i < Starts; i++)
        {
            await using var service = await run.StartServiceAsync();
            seconds[i] = service.ReadyAfter.TotalSeconds;
            if (i == Starts - 1)
            {
                megabytes = await MemoryAsync(service, run.Cancellation);
            }
        }

        run.Figures.Add("load.ready.slowestSeconds", seconds.Max());
        run.Figures.AddAtMost("load.ready.seconds", Rounds.Median(seconds, s => s), MostSeconds);
        run.Figures.AddAtMost("load.memory.readyMb", megabytes, MostMb);
    }

    public static async Task AfterLoadAsync(Run run, ServiceProcess service) =>
        run.Figures.AddAtMost("load.memory.afterLoadMb", await MemoryAsync(service, run.Cancellation), MostMb);

    private static async Task<double> MemoryAsync(ServiceProcess service, CancellationToken cancellation)
    {
        await Task.Delay(Rest, cancellation);
        return Machine.MemoryMb(service.ProcessId, "VmRSS") ?? throw new BenchFault("The memory of the service cannot be measured: its /proc/PID/status could not be read.");
    }
}
