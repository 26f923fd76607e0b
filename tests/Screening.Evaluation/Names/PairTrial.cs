using System.Globalization;
using CsvHelper;
using Screening.Engine.Parties.Names;
using Screening.Evaluation.Quality;

namespace Screening.Evaluation.Names;

/// <summary>Labelled pairs of names: how well a score tells those that are one party from those that are two.</summary>
internal static class PairTrial
{
    private const double F1Bar = 0.82, PrecisionBar = 0.92;
    private const int Worst = 10;

    public static void Run(string path, NameLexicon lexicon, Bars bars)
    {
        var pairs = Read(path);
        var comparer = new NameComparer(lexicon);
        double[] ours = [.. pairs.Select(p => comparer.Compare(p.Left, p.Right).Score)];
        Console.WriteLine($"== {pairs.Count} labelled pairs of {Path.GetFileName(path)}, {pairs.Count(p => p.IsSame)} of them one party; F1 at the threshold {lexicon.Threshold.ToString(CultureInfo.InvariantCulture)} and at the best one ==");
        var figures = Print("ours", ours, pairs, lexicon.Threshold);
        Print("Jaro-Winkler, whole", [.. pairs.Select(p => JaroWinkler.Whole(p.Left, p.Right))], pairs, lexicon.Threshold);
        Print("Jaro-Winkler, words", [.. pairs.Select(p => JaroWinkler.ByWords(p.Left, p.Right))], pairs, lexicon.Threshold);
        bars.AtLeast("best F1 of pairs", (int)Math.Round(figures.Best * 10_000), 10_000, F1Bar);
        bars.AtLeast("average precision", (int)Math.Round(figures.Precision * 10_000), 10_000, PrecisionBar);
        PrintWorst("missed", pairs.Zip(ours).Where(p => p.First.IsSame).OrderBy(p => p.Second));
        PrintWorst("wrongly alike", pairs.Zip(ours).Where(p => !p.First.IsSame).OrderByDescending(p => p.Second));
    }

    private static (double Best, double Precision) Print(string name, double[] scores, List<NamePair> pairs, double threshold)
    {
        var (same, found, precision, best, bestAt) = (pairs.Count(p => p.IsSame), 0, 0.0, 0.0, 0.0);
        foreach (var (rank, at) in Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Index())
        {
            found += pairs[at].IsSame ? 1 : 0;
            precision += pairs[at].IsSame ? (double)found / (rank + 1) : 0;
            var f1 = 2.0 * found / (rank + 1 + same);
            (best, bestAt) = f1 > best ? (f1, scores[at]) : (best, bestAt);
        }

        var hits = pairs.Zip(scores).Where(p => p.Second >= threshold).ToList();
        var atThreshold = 2.0 * hits.Count(h => h.First.IsSame) / (hits.Count + same);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-22} average precision {precision / same:0.000}   F1 {atThreshold:0.000}   best F1 {best:0.000} at {bestAt:0.00}"));
        return (best, precision / same);
    }

    private static void PrintWorst(string what, IEnumerable<(NamePair Pair, double Score)> pairs)
    {
        Console.WriteLine($"  worst {what}:");
        foreach (var (pair, score) in pairs.Take(Worst))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {score:0.000}  {pair.Left}  |  {pair.Right}"));
        }
    }

    private static List<NamePair> Read(string path)
    {
        using var reader = CsvReader.FromFile(path, CsvReaderOptions.Default with { Separator = ',' });
        var pairs = new List<NamePair>();
        while (reader.Read())
        {
            pairs.Add(new NamePair(reader.GetString("query_name"), reader.GetString("list_name"), reader.GetString("is_match") == "true"));
        }

        return pairs;
    }

    private sealed record NamePair(string Left, string Right, bool IsSame);
}
