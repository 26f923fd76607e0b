using System.Globalization;

namespace Screening.Benchmarks.Bench.Names;

/// <summary>The trials beside one another, for people.</summary>
internal static class TrialTable
{
    public static void Print(IEnumerable<Trial> trials)
    {
        var trialList = trials.ToArray();
        Console.WriteLine();
        Console.WriteLine($"{"",-12} {"queries",8} {"per s",10} {"mean us",10} {"cpu us",10} {"p50 us",10} {"p99 us",10} {"max us",10} {"from",6} {"recall",8} {"ordinary",9} {"ours is",9}");
        foreach (var t in trialList)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{t.Name,-12} {t.Queries,8} {t.Rate,10:0.0} {t.Mean,10:0} {t.MeanCpu,10:0} {t.Percentile(0.5),10:0} {t.Percentile(0.99),10:0} {t.Percentile(1),10:0} {t.Threshold,6:0.##} {100 * t.Recall,6:0.0} % {100 * t.OrdinaryHits,7:0.0} % {trialList[0].Rate / t.Rate,7:0.##} x"));
        }

        Console.WriteLine();
    }
}
