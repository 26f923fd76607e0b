using Screening.Engine;
using ScreeningApi.Quality;

namespace Screening.Evaluation.Quality;

/// <summary>Everything that is measured without a service: the corpus, labelled items beside the repository, respelling, clean lines.</summary>
internal static class QualityRun
{
    private const int Seed = 20261123;
    private const int Misses = 10;

    /// <summary>Returns 0 when every bar is reached.</summary>
    public static int Run()
    {
        var corpus = LabelledCorpus.Read(LabelledCorpus.Shipped);
        var snapshot = EngineRun.Load(null);
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        CorpusCard.Print(corpus, snapshot, date, Misses);
        PrintItemsBeside(snapshot);
        var bars = new Bars();
        RespellingRun.Run(corpus, snapshot, date, Seed, bars);
        CleanLines.Run(corpus, snapshot, date, Seed, bars);
        bars.PrintTotals();
        return bars.Failed == 0 ? 0 : 1;
    }

    /// <summary>Labelled items that do not belong to the repository, where they are there.</summary>
    private static void PrintItemsBeside(ScreeningSnapshot snapshot)
    {
        const string path = "../shared/data/eval/items_dev.csv";
        if (!File.Exists(path))
        {
            return;
        }

        var rows = LabelledRow.Read(path);
        foreach (var withCodes in new[] { false, true })
        {
            Console.WriteLine($"== {Path.GetFileName(path)}, {(withCodes ? "description and HS code" : "description only")} ==");
            Scorecard.Print(EngineRun.Screen(rows, withCodes, snapshot), Misses);
        }
    }
}
