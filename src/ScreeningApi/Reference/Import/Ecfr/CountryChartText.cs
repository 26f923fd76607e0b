using System.Text.RegularExpressions;
using ScreeningApi.Reference.Import.Tables;

namespace ScreeningApi.Reference.Import.Ecfr;

/// <summary>
/// 15 CFR 738 Supp. 1: a row for each country, an X in each column for which a license is needed. Rows that refer to part 746 have no
/// X and are no permission; places without a row of their own take the one of the country they belong to.
/// </summary>
internal static partial class CountryChartText
{
    public const int Part = 738, Supplement = 1;

    private const string Chart = "chart", Embargo = "embargo", Inherited = "inherited";
    private const int FewestColumns = 5;

    public static TextReading<CountryChartRecord> Read(EcfrSupplement supplement, ReferenceData published)
    {
        var reading = new TextReading<CountryChartRecord> { SpeaksOf = r => r.RowKind is Chart or Embargo or Inherited };
        var names = new CountryNames(published);
        if (supplement.Tables.Select(t => (Table: t, Columns: ColumnsOf(t))).FirstOrDefault(t => t.Columns.Count >= FewestColumns) is not { Table: { } chart, Columns: var columns })
        {
            reading.Gap(supplement.Citation, "found no table with the columns of the chart, expected headings such as 'NS 1'");
            return reading;
        }

        foreach (var row in chart.Rows.Where(r => !IsHeading(r)))
        {
            ReadRow(row, columns, names, reading);
        }

        AddInherited(published, reading);
        return reading;
    }

    private static List<string> ColumnsOf(TextTable table) =>
        [.. table.Header.Concat(table.Rows.Where(IsHeading)).Select(r => r.Cells.Select(c => Column().Match(c.Line)).Where(m => m.Success).Select(m => m.Groups[1].Value + m.Groups[2].Value).ToList())
            .OrderByDescending(c => c.Count).FirstOrDefault() ?? []];

    private static bool IsHeading(TextRow row) => row.Cells.Count(c => Column().IsMatch(c.Line)) >= FewestColumns;

    private static void ReadRow(TextRow row, List<string> columns, CountryNames names, TextReading<CountryChartRecord> reading)
    {
        var (name, footnotes) = CountryCell.Read(row.Cells[0]);
        var place = $"line {row.Line}, row '{TextTable.Short(row.Cells[0].Text)}'";
        var marks = row.Cells.Skip(1).Select(c => c.Line.Trim().TrimEnd('.')).ToList();
        if (row.Cells.Count == 1 || name.Length == 0 && marks.All(m => m.Length == 0))
        {
            return; // a footnote, or nothing
        }

        if (names.CodeOf(name) is not { } code)
        {
            reading.Gap(place, $"found the country '{TextTable.Short(name)}', expected a name that the table of countries has");
        }
        else if (marks.Count == 1 || row.Cells[1].Span > 1)
        {
            reading.Said.Add(Row(code, place, Embargo, [], footnotes));
        }
        else if (marks.Count != columns.Count || marks.Any(m => m is not ("" or "X" or "x")))
        {
            reading.Gap(place, $"found {marks.Count} cells ({TextTable.Short(string.Join(' ', marks))}), expected {columns.Count} that are empty or X");
        }
        else
        {
            reading.Said.Add(Row(code, place, Chart, [.. columns.Where((_, i) => marks[i].Length > 0)], footnotes));
        }
    }

    private static SaidRow<CountryChartRecord> Row(string code, string place, string kind, string[] reasons, IReadOnlyList<string> footnotes) => new(
        code, place, known => (known ?? new CountryChartRecord { Code = code, Citation = $"15 CFR {Part} Supp. {Supplement}" }) with { RowKind = kind, Reasons = reasons, Footnotes = string.Join('|', footnotes) });

    /// <summary>15 CFR 738.3(b). Marks of footnotes stand on the country's own row alone.</summary>
    private static void AddInherited(ReferenceData published, TextReading<CountryChartRecord> reading)
    {
        var own = reading.Said.ToDictionary(r => r.Key, r => r.Of(null));
        var parents = published.Destinations.Countries.ToDictionary(c => c.Code, c => c.Parent);
        foreach (var row in published.Destinations.Chart.Where(r => r.RowKind == Inherited && !own.ContainsKey(r.Code)).DistinctBy(r => r.Code))
        {
            if (own.TryGetValue(parents.GetValueOrDefault(row.Code, ""), out var parent))
            {
                reading.Said.Add(new SaidRow<CountryChartRecord>(row.Code, $"row of {parent.Code}", known => known! with { Reasons = parent.Reasons }, IsDerived: true));
            }
        }
    }

    [GeneratedRegex(@"^([A-Z]{2})\s*(\d)$")]
    private static partial Regex Column();
}
