using System.Globalization;
using System.Runtime.InteropServices;
using Screening.Benchmarks.Bench.Modes;
using Screening.Benchmarks.Bench.Parts;
using ScreeningApi.Storage.LocalPostgres;

namespace Screening.Benchmarks.Bench;

/// <summary><c>bench [MODE [ROWS|SECONDS]] [--compare FILE]</c>: database, service and client on this machine, in one run with their limits.</summary>
internal static class BenchCommand
{
    private const string Usage =
        """
        Usage: bench [load [SECONDS] | parts|batch|stream|mixed|kills [ROWS]] [--compare FILE]
               bench --compare FILE FILE    compares two stored runs
               bench names [QUERIES]
               bench growth
        """;

    /// <summary>In the order of a whole run; parts are measured in it by whom they limit.</summary>
    private static readonly (string Name, long Amount, Func<Run, long, Task> MeasureAsync)[] Modes =
    [
        ("load", LoadMode.UsualSeconds, LoadMode.MeasureAsync),
        ("parts", BatchMode.UsualRows, (run, rows) => run.Parts.MeasureAsync(rows, run.Cancellation)),
        ("batch", BatchMode.UsualRows, BatchMode.MeasureAsync),
        ("stream", StreamMode.UsualRows, StreamMode.MeasureAsync),
        ("mixed", BatchMode.UsualRows, MixedMode.MeasureAsync),
        ("kills", BatchMode.UsualRows, KillsMode.MeasureAsync),
    ];

    /// <summary>0 measured, whether or not a goal was met; 1 something was lost or did not work, or a ratio fell; 2 usage.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (BenchArguments.Read(args, Modes.Select(m => m.Name)) is not { } wanted)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        using var cancelled = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        try
        {
            var before = wanted.Before is null ? null : await File.ReadAllTextAsync(wanted.Before, cancelled.Token);
            var after = wanted.After is null ? await MeasureAsync(wanted, cancelled.Token) : await File.ReadAllTextAsync(wanted.After, cancelled.Token);
            return before is null || HasHeld(Comparison.Of(before, after)) ? 0 : 1;
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

    private static bool HasHeld(Comparison comparison)
    {
        Console.WriteLine($"compared: {string.Join(", ", comparison.Compared)}");
        foreach (var ratio in comparison.Fallen)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FELL: {ratio.Name} from {ratio.Before} to {ratio.After}"));
        }

        return comparison.Fallen.Count == 0;
    }

    /// <summary>Returns the figures as they were stored.</summary>
    private static async Task<string> MeasureAsync(BenchArguments wanted, CancellationToken cancellation)
    {
        var figures = new Figures();
        File.Delete(ListeningProcess.Log);
        using var file = new OrderFile();
        await using var database = await BenchDatabase.StartAsync(cancellation);
        await ServiceProcess.MigrateAsync(database.ConnectionString, cancellation);
        await Machine.DescribeAsync(figures, database, cancellation);
        var run = new Run(figures, database, file, new PartsAlone(figures, database, file), cancellation);
        foreach (var chosen in Modes.Where(m => wanted.Mode is null ? m.Name != "parts" : m.Name == wanted.Mode))
        {
            Console.WriteLine($"== {chosen.Name} ==");
            await chosen.MeasureAsync(run, wanted.Amount > 0 ? wanted.Amount : chosen.Amount);
        }

        figures.Fact("machine.loadAfter", Machine.Load());
        var now = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        await figures.SaveAsync(Checkout.Artifact($"{wanted.Mode ?? "all"}-{now}.json"));
        return figures.ToJson();
    }
}
