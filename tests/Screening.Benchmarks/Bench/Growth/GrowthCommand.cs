using System.Globalization;
using System.Runtime.InteropServices;
using Screening.Benchmarks.Bench.Names;
using Screening.Engine;
using Screening.Engine.Items;
using Screening.Engine.Parties;

namespace Screening.Benchmarks.Bench.Growth;

/// <summary><c>bench growth</c>: what a line costs the engine while rules, lists, requests or descriptions grow; renews docs/performance.md and .svg.</summary>
internal static class GrowthCommand
{
    private const int Count = 2_000, Seed = 20261126;
    private const double MostTimes = 1.5, MostNanoseconds = 5_000, MostBytes = 1_024;

    private static readonly int[] TimesRules = [1, 10, 100], TimesNames = [1, 10], Lines = [1, 10, 100, 1000], Lengths = [20, 80, 320, 1250, 4000];

    /// <summary>0 measured, whether or not a goal was met; 1 something did not work; 2 usage.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length > 0)
        {
            await Console.Error.WriteLineAsync("Usage: bench growth");
            return 2;
        }

        try
        {
            await MeasureAsync();
            return 0;
        }
        catch (Exception fault) when (fault is BenchFault or IOException)
        {
            await Console.Error.WriteLineAsync($"FAULT: {fault.Message}");
            return 1;
        }
    }

    private static async Task MeasureAsync()
    {
        var figures = new Figures();
        Machine.Describe(figures);
        var typical = GrowthShipments.Typical(Count, parties: 0);
        var finding = GrowthShipments.WithFindings(typical, Loaded.Snapshot);
        await LineCost.WarmUpAsync(new GrowthCase(0, Loaded.Snapshot, typical));
        var (rules, phrases) = OfRules(typical, finding, figures);
        List<GrowthSeries> series = [.. rules, OfNames().Report(figures), OfLines(typical).Report(figures), OfLength(typical).Report(figures)];
        figures.AddAtMost("engine.typicalLine.nanoseconds", series[0].Points[0].Cost.Nanoseconds, MostNanoseconds);
        figures.AddAtMost("engine.findingLine.bytes", series[1].Points[0].Cost.Bytes, MostBytes);
        figures.Fact("machine.loadAfter", Machine.Load());
        await figures.SaveAsync(Checkout.Artifact("growth.json"));
        await PublishAsync(series, phrases);
    }

    /// <summary>The same lines at each step; those on which something is found besides, since finding costs more than not finding.</summary>
    private static (GrowthSeries[] Series, int[] Phrases) OfRules(Shipment[] typical, Shipment[] finding, Figures figures)
    {
        var snapshots = TimesRules.Select(times => Loaded.Snapshot with { Rules = MadeRules.Compile(times) }).ToArray();
        GrowthSeries[] series =
        [
            GrowthSeries.Measure("rules", "rules", "rules that read text", Cases(typical)).Report(figures, MostTimes),
            GrowthSeries.Measure("rulesFinding", "rules, lines with findings", "rules that read text", Cases(finding)).Report(figures, MostTimes),
        ];
        return (series, [.. snapshots.Select(s => MadeRules.PhrasesOf(s.Rules))]);

        GrowthCase[] Cases(Shipment[] shipments) => [.. snapshots.Select(s => new GrowthCase(MadeRules.CountOf(s.Rules), s, shipments))];
    }

    /// <summary>Lines with one party.</summary>
    private static GrowthSeries OfNames()
    {
        var shipments = GrowthShipments.Typical(Count, parties: 1);
        var lists = TimesNames.Select(times => Watchlist.Build(ListedNames.MadeCode, "1", ListedNames.Made(ListedNames.MadeEntries * times, Seed), Loaded.Snapshot.Names!));
        return GrowthSeries.Measure("names", "names on watchlists, lines with one party", "names", [.. lists.Select(l => new GrowthCase(l.NameCount, With(l), shipments))]);

        static ScreeningSnapshot With(Watchlist list) => Loaded.Snapshot with { Watchlists = new WatchlistSet([new ScreenedWatchlist(list, WatchlistState.Fresh, "")], [], []) };
    }

    private static GrowthSeries OfLines(Shipment[] typical) =>
        GrowthSeries.Measure("lines", "lines of a request", "lines", [.. Lines.Select(n => new GrowthCase(n, Loaded.Snapshot, GrowthShipments.OfLines(typical, n)))]);

    private static GrowthSeries OfLength(Shipment[] typical) =>
        GrowthSeries.Measure("length", "length of the description", "characters", [.. Lengths.Select(n => new GrowthCase(n, Loaded.Snapshot, GrowthShipments.OfLength(typical, n)))]);

    private static async Task PublishAsync(List<GrowthSeries> series, int[] phrases)
    {
        string[] facts =
        [
            $"{Today.Date:O}, {RuntimeInformation.FrameworkDescription}, one thread of {Environment.ProcessorCount} cores that others use too",
            string.Create(CultureInfo.InvariantCulture, $"rules {Loaded.Snapshot.Rules.Version}, {Count:#,0} lines of the order book"),
            $"the steps of the rules have {string.Join(", ", phrases.Select(p => p.ToString("#,0", CultureInfo.InvariantCulture)))} phrases",
        ];
        var page = Checkout.Document("performance.md");
        await File.WriteAllTextAsync(page, PerformancePage.Renew(await File.ReadAllTextAsync(page), facts, series));
        await File.WriteAllTextAsync(Checkout.Document("performance.svg"), GrowthPlot.Draw(series));
        Console.WriteLine($"written to {page}");
    }
}
