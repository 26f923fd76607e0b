using System.Globalization;
using System.Runtime.InteropServices;
using Screening.Benchmarks.Bench.Modes;
using Screening.Benchmarks.Bench.Parts;
using ScreeningApi.Storage.LocalPostgres;

namespace Screening.Benchmarks.Bench;

/// <summary><c>bench [parts|batch|stream|mixed|kills] [ROWS]</c>: database, service and client on this machine, in one run with their limits.</summary>
internal static class BenchCommand
{
    private const string Usage = "Usage: bench [parts|batch|stream|mixed|kills] [ROWS], or bench names [QUERIES]";

    /// <summary>In the order of a whole run; parts are measured in it by whom they limit.</summary>
    private static readonly (string Name, long Rows, Func<Run, long, Task> MeasureAsync)[] Modes =
    [
        ("parts", BatchMode.UsualRows, (run, rows) => run.Parts.MeasureAsync(rows, run.Cancellation)),
        ("batch", BatchMode.UsualRows, BatchMode.MeasureAsync),
        ("stream", StreamMode.UsualRows, StreamMode.MeasureAsync),
        ("mixed", BatchMode.UsualRows, MixedMode.MeasureAsync),
        ("kills", BatchMode.UsualRows, KillsMode.MeasureAsync),
    ];

    /// <summary>0 measured, whether or not a goal was met; 1 something was lost or did not work; 2 usage.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        long rows = 0;
        if (args.Length > 2 || (args.Length > 0 && Modes.All(m => m.Name != args[0])) || (args.Length == 2 && !(long.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out rows) && rows > 0)))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        using var cancelled = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        try
        {
            await MeasureAsync(args.FirstOrDefault(), rows, cancelled.Token);
            return 0;
        }
        catch (Exception fault) when (fault is BenchFault or HttpRequestException or IOException or NoDatabaseException or Npgsql.NpgsqlException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"FAULT: {fault.Message}");
            return 1;
        }

        // What was started must be stopped before this process ends.
        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = true;
            cancelled.Cancel();
        }
    }

    private static async Task MeasureAsync(string? mode, long rows, CancellationToken cancellation)
    {
        var figures = new Figures();
        File.Delete(ServiceProcess.Log);
        using var file = new OrderFile();
        await using var database = await BenchDatabase.StartAsync(cancellation);
        await ServiceProcess.MigrateAsync(database.ConnectionString, cancellation);
        await Machine.DescribeAsync(figures, database, cancellation);
        var run = new Run(figures, database, file, new PartsAlone(figures, database, file), cancellation);
        foreach (var chosen in Modes.Where(m => mode is null ? m.Name != "parts" : m.Name == mode))
        {
            Console.WriteLine($"== {chosen.Name} ==");
            await chosen.MeasureAsync(run, rows > 0 ? rows : chosen.Rows);
        }

        figures.Fact("machine.loadAfter", Machine.Load());
        var now = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        await figures.SaveAsync(Checkout.Artifact($"{mode ?? "all"}-{now}.json"));
    }
}
