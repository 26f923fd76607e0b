using System.Globalization;
using System.Text;

namespace Screening.Benchmarks.Bench.Growth;

/// <summary>The generated part of docs/performance.md: what stands between its two marks. The rest is written by hand.</summary>
internal static class PerformancePage
{
    private const string Begin = "<!-- growth: begin, written by ./test.sh bench growth -->", End = "<!-- growth: end -->";

    /// <exception cref="BenchFault">The page has not both marks: nothing is overwritten that nobody marked.</exception>
    public static string Renew(string page, IReadOnlyList<string> facts, IReadOnlyList<GrowthSeries> series)
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
        {
            throw new BenchFault($"Found no '{Begin}' with a '{End}' behind it in the page, expected both.");
        }

        return page[..(begin + Begin.Length)] + "\n" + Table(facts, series) + page[end..];
    }

    private static string Table(IReadOnlyList<string> facts, IReadOnlyList<GrowthSeries> series)
    {
        var text = new StringBuilder().Append('\n').AppendJoin('\n', facts.Select(f => $"- {f}")).Append("\n\n");
        text.Append("| what grows | to | ns a line | times the first | bytes allocated a line | categories found on 100 lines |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var one in series)
        {
            foreach (var (at, cost) in one.Points)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {one.Title} | {at:#,0.##} | {cost.Nanoseconds:#,0} | {cost.Nanoseconds / one.Points[0].Cost.Nanoseconds:0.00} | {cost.Bytes:#,0} | {cost.Found:0.0} |\n");
            }
        }

        return text.Append('\n').ToString();
    }
}
