namespace Screening.Evaluation;

/// <summary>Prints recall and false positives, overall, per category and per language.</summary>
internal static class Scorecard
{
    public const double FoundFrom = 0.5;

    public static void Print(List<ScreenedRow> rows, int misses)
    {
        var positives = rows.Where(r => !r.Row.IsBenign).ToList();
        var named = positives.Where(r => !r.Row.IsModelOnly).ToList();
        Console.WriteLine($"{"recall",-28}{"text names it",20}{"model only",20}{"all",20}");
        PrintRecall("all", positives);
        foreach (var group in positives.GroupBy(r => r.Row.Label).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            PrintRecall($"category {group.Key}", [.. group]);
        }

        foreach (var group in positives.GroupBy(r => r.Row.Language).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            PrintRecall($"language {group.Key}", [.. group]);
        }

        Console.WriteLine($"{"false positives",-28}{"ordinary goods",20}{"look-alikes",20}{"all",20}");
        var benign = rows.Where(r => r.Row.IsBenign).ToList();
        PrintFalsePositives("all", benign);
        foreach (var group in benign.GroupBy(r => r.Row.Language).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            PrintFalsePositives($"language {group.Key}", [.. group]);
        }

        PrintMisses("missed (text names it)", named.Where(r => !r.IsFound), misses);
        PrintMisses("missed (model only)", positives.Where(r => r.Row.IsModelOnly && !r.IsFound), misses);
        PrintMisses("false positive", benign.Where(r => r.Found.Count > 0), misses);
    }

    private static void PrintRecall(string name, List<ScreenedRow> rows) => Console.WriteLine(
        $"{name,-28}{Share(rows.Where(r => !r.Row.IsModelOnly), r => r.IsFound),20}{Share(rows.Where(r => r.Row.IsModelOnly), r => r.IsFound),20}{Share(rows, r => r.IsFound),20}");

    private static void PrintFalsePositives(string name, List<ScreenedRow> rows) => Console.WriteLine(
        $"{name,-28}{Share(rows.Where(r => !r.Row.IsLookAlike), r => r.Found.Count > 0),20}{Share(rows.Where(r => r.Row.IsLookAlike), r => r.Found.Count > 0),20}{Share(rows, r => r.Found.Count > 0),20}");

    private static string Share(IEnumerable<ScreenedRow> rows, Func<ScreenedRow, bool> counts)
    {
        var all = rows.ToList();
        var counted = all.Count(counts);
        return all.Count == 0 ? "-" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(double)counted / all.Count:0.000} ({counted}/{all.Count})");
    }

    private static void PrintMisses(string title, IEnumerable<ScreenedRow> rows, int most)
    {
        foreach (var row in rows.Take(most))
        {
            Console.WriteLine($"{title}: {row.Row.Id} [{row.Row.Language}] {row.Row.Label} {row.Row.HsCode} found={string.Join(",", row.Found)}: {row.Row.Description[..Math.Min(row.Row.Description.Length, 110)]}");
        }
    }
}
