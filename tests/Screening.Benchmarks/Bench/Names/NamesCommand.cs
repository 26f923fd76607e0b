using System.Globalization;
using ScreeningApi.Storage.LocalPostgres;

namespace Screening.Benchmarks.Bench.Names;

/// <summary>
/// <c>bench names [QUERIES]</c>: looking parties up in all lists on one thread, beside reading the name alone, a scan of every name and
/// the trigrams of PostgreSQL, on the same names and the same queries; what the index costs, and what a new version of a list disturbs.
/// </summary>
internal static class NamesCommand
{
    private const string Usage = "Usage: bench names [QUERIES]";
    private const int UsualQueries = 2_000, FewestQueries = 100, Seed = 20261126;
    private const double LeastRate = 5_000, LeastRatio = 10, MostP99 = 2_000;

    /// <summary>0 measured, whether or not a goal was met; 1 something did not work; 2 usage.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var queries = UsualQueries;
        if (args.Length > 1 || (args.Length == 1 && !(int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out queries) && queries >= FewestQueries)))
        {
            await Console.Error.WriteLineAsync($"{Usage}, {FewestQueries} at least");
            return 2;
        }

        try
        {
            await MeasureAsync(queries);
            return 0;
        }
        catch (Exception fault) when (fault is BenchFault or IOException or Npgsql.NpgsqlException)
        {
            await Console.Error.WriteLineAsync($"FAULT: {fault.Message}");
            return 1;
        }
    }

    private static async Task MeasureAsync(int count)
    {
        var figures = new Figures();
        Machine.Describe(figures);
        var snapshot = Loaded.Snapshot;
        var lexicon = snapshot.Names ?? throw new BenchFault("The shipped data have no words of names.");
        var lists = ListedNames.Read(snapshot, lexicon, Seed, figures);
        var queries = NameQueries.Of(lists, count, Seed);
        figures.Add("queries.respelled", count);
        figures.Add("queries.ordinary", count);

        var ours = new PartyLookup(lists, lexicon);
        List<Trial> trials = [Trial.Of(ours, queries, 1), Trial.Of(new NameReading(lexicon), queries, 1)];
        foreach (var (scan, oneOf) in ((Contestant, int)[])[(new JaroWinklerScan(lists), 10), (new FuzzySharpScan(lists), 100)])
        {
            trials.Add(Trial.Of(scan, queries, oneOf, trials[0].Recall));
        }

        if (await TrigramsAsync(lists, queries, ours, figures) is { } trigrams)
        {
            trials.Add(trigrams);
        }

        Report(trials, figures);
        SwapTrial.Measure(lists, queries, lexicon, figures);
        figures.Fact("machine.loadAfter", Machine.Load());
        TrialTable.Print(trials);
        await figures.SaveAsync(Checkout.Artifact("names.json"));
    }

    private static void Report(List<Trial> trials, Figures figures)
    {
        foreach (var trial in trials)
        {
            trial.Report(figures, trials[0]);
        }

        figures.AddAtLeast("bar.matchesPerSecond", trials[0].Rate, LeastRate);
        figures.AddAtMost("bar.p99Microseconds", trials[0].Percentile(0.99), MostP99);
        if (trials.Find(t => t.Name == TrigramTable.Title) is { } trigrams)
        {
            figures.AddAtLeast("bar.timesTrigrams", trials[0].Rate / trigrams.Rate, LeastRatio);
        }
    }

    /// <summary>With the strictest of the usual thresholds at which it finds as many as ours; null where there is no database with trigrams.</summary>
    private static async Task<Trial?> TrigramsAsync(ListedNames lists, NameQueries queries, PartyLookup ours, Figures figures)
    {
        const int Fewer = 4;
        try
        {
            await using var database = await BenchDatabase.StartAsync(CancellationToken.None);
            using var table = TrigramTable.Fill(database.ConnectionString, lists);
            var wanted = Trial.Of(ours, queries, Fewer).Recall;
            foreach (var threshold in TrigramTable.Thresholds)
            {
                table.Threshold = threshold;
                var recall = Trial.Of(table, queries, Fewer).Recall;
                figures.Add($"trigrams.recallAt.{threshold.ToString(CultureInfo.InvariantCulture)}", recall);
                if (recall >= wanted)
                {
                    break;
                }
            }

            figures.Add("trigrams.recallWanted", wanted);
            figures.Fact("trigrams.plan", table.Plan(queries.All(Fewer)[0].Text));
            return Trial.Of(table, queries, 1);
        }
        catch (Exception fault) when (fault is NoDatabaseException or Npgsql.PostgresException { SqlState: "0A000" or "58P01" })
        {
            figures.Fact("trigrams.leftOut", fault.Message);
            return null;
        }
    }
}
