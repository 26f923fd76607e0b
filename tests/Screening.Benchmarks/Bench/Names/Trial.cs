using System.Diagnostics;

namespace Screening.Benchmarks.Bench.Names;

/// <summary>What a contestant needed for each query, and what it found.</summary>
internal sealed class Trial
{
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(5);

    private readonly Contestant _contestant;
    private readonly double[] _sorted;

    private Trial(Contestant contestant, double[] microseconds, double cpu, List<(NameQuery Query, (int Entry, double Score)[] Found)> answers, double? wanted)
    {
        _contestant = contestant;
        (Mean, MeanCpu) = (microseconds.Average(), cpu / microseconds.Length);
        _sorted = [.. microseconds.Order()];
        Threshold = contestant.Scores.Cast<double?>().FirstOrDefault(s => RecallAt(answers, s!.Value) >= (wanted ?? 0)) ?? contestant.Scores[^1];
        Recall = RecallAt(answers, Threshold);
        var ordinary = answers.Where(a => a.Query.Entry < 0).ToArray();
        OrdinaryHits = ordinary.Count(a => a.Found.Any(f => f.Score >= Threshold)) / (double)ordinary.Length;
    }

    public string Name => _contestant.Name;

    public string Way => _contestant.Way;

    public int Queries => _sorted.Length;

    /// <summary>Score from which its answers count.</summary>
    public double Threshold { get; }

    /// <summary>Microseconds.</summary>
    public double Mean { get; }

    /// <summary>Microseconds that this process was at work for a query: what others do on the machine is not in it, nor what a database does.</summary>
    public double MeanCpu { get; }

    /// <summary>Queries a second, one after the other.</summary>
    public double Rate => 1_000_000 / Mean;

    /// <summary>Share of the respelled names whose entry is among the answers that count.</summary>
    public double Recall { get; }

    /// <summary>Share of the ordinary names that have an answer that counts.</summary>
    public double OrdinaryHits { get; }

    /// <param name="oneOf">One of how many queries is asked: what scans every name takes too long for all of them.</param>
    /// <param name="wanted">Recall that the threshold is chosen for; null for the strictest threshold.</param>
    public static Trial Of(Contestant contestant, NameQueries queries, int oneOf, double? wanted = null)
    {
        var all = queries.All(oneOf);
        var (found, answers, microseconds) = (new List<(int, double)>(), new List<(NameQuery, (int, double)[])>(all.Length), new double[all.Length]);
        Warm(contestant, queries.Practice, found);
        var cpu = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < all.Length; i++)
        {
            found.Clear();
            var began = Stopwatch.GetTimestamp();
            contestant.Find(all[i].Text, found);
            microseconds[i] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            answers.Add((all[i], found.ToArray()));
        }

        return new Trial(contestant, microseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds, answers, wanted);
    }

    public double Percentile(double share) => _sorted[Math.Clamp((int)Math.Ceiling(share * _sorted.Length) - 1, 0, _sorted.Length - 1)];

    public void Report(Figures figures, Trial ours)
    {
        figures.Fact($"{Name}.way", Way);
        figures.Add($"{Name}.queries", Queries);
        figures.Add($"{Name}.perSecond", Rate);
        figures.Add($"{Name}.meanMicroseconds", Mean);
        figures.Add($"{Name}.meanCpuMicroseconds", MeanCpu);
        figures.Add($"{Name}.p50Microseconds", Percentile(0.5));
        figures.Add($"{Name}.p99Microseconds", Percentile(0.99));
        figures.Add($"{Name}.maxMicroseconds", Percentile(1));
        figures.Add($"{Name}.threshold", Threshold);
        figures.Add($"{Name}.recall", Recall);
        figures.Add($"{Name}.ordinaryHits", OrdinaryHits);
        figures.Add($"{Name}.oursIsTimes", ours.Rate / Rate);
    }

    private static void Warm(Contestant contestant, NameQuery[] practice, List<(int, double)> found)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < practice.Length && watch.Elapsed < LongestWarmUp; i++)
        {
            contestant.Find(practice[i].Text, found);
            found.Clear();
        }
    }

    private static double RecallAt(List<(NameQuery Query, (int Entry, double Score)[] Found)> answers, double score)
    {
        var respelled = answers.Where(a => a.Query.Entry >= 0).ToArray();
        return respelled.Count(a => a.Found.Any(f => f.Entry == a.Query.Entry && f.Score >= score)) / (double)respelled.Length;
    }
}
