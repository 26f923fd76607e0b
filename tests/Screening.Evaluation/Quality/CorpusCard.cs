using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine;
using ScreeningApi.Quality;

namespace Screening.Evaluation.Quality;

/// <summary>Prints how often the rules are right on the corpus: what GET /v1/quality answers, as a table.</summary>
internal static class CorpusCard
{
    private const int ShownCharacters = 100;

    public static void Print(LabelledCorpus corpus, ScreeningSnapshot snapshot, DateOnly date, int misses)
    {
        var report = QualityReport.Of(corpus, snapshot, date);
        Console.WriteLine($"{corpus.Rows.Length} rows of the corpus, rule set {snapshot.Rules.Version}; found = confidence of at least {report.FoundFrom.ToString(CultureInfo.InvariantCulture)}; in brackets the 95 % interval");
        Print("description only", report.DescriptionOnly);
        Print("description and HS code", report.WithHsCode);
        foreach (var kind in report.Missed.GroupBy(m => m.Row.KindName))
        {
            PrintMisses($"missed, {kind.Key}", [.. kind], misses);
        }

        PrintMisses("falsely found", report.FalselyFound, misses);
    }

    private static void Print(string title, QualityBreakdown breakdown)
    {
        Console.WriteLine($"== {title} ==");
        Console.WriteLine($"{"",-24}{"found",14}  {"recall",-22}{"false",14}  {"precision",-22}{"also found",10}  {"strict precision",-22}");
        foreach (var figures in breakdown.Categories.Concat(breakdown.LanguageGroups).Concat(breakdown.Languages).Concat(breakdown.Kinds).Append(breakdown.Totals))
        {
            Console.WriteLine(
                $"{figures.Name,-24}{$"{figures.Found}/{figures.Rows}",14}  {Show(figures.Recall),-22}{$"{figures.FalselyFound}/{figures.Lookalikes}",14}  {Show(figures.Precision),-22}{figures.AlsoFound,10}  {Show(figures.StrictPrecision),-22}");
        }
    }

    private static string Show(Proportion? share) => share is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{share.Value:0.000} [{share.Low:0.000}-{share.High:0.000}]");

    private static void PrintMisses(string title, ImmutableArray<RowOutcome> rows, int most)
    {
        Console.WriteLine($"== {title}: {rows.Length}, the worst {Math.Min(most, rows.Length)} ==");
        foreach (var row in rows.Take(most))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Row.Id} {row.Confidence:0.00} found={string.Join(',', row.Found)}: {row.Row.Description[..Math.Min(ShownCharacters, row.Row.Description.Length)]}"));
        }
    }
}
