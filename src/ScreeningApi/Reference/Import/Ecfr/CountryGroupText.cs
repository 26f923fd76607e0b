using System.Text.RegularExpressions;
using ScreeningApi.Reference.Import.Tables;

namespace ScreeningApi.Reference.Import.Ecfr;

/// <summary>
/// 15 CFR 740 Supp. 1: tables for groups A, D and E with a column a subgroup, and a list for group B. Places without a row take the
/// groups of the country they belong to where the published table says so.
/// </summary>
internal static partial class CountryGroupText
{
    public const int Part = 740, Supplement = 1;

    private const int LongestName = 80;
    private const string Derived = "derived";

    public static TextReading<CountryGroupRecord> Read(EcfrSupplement supplement, ReferenceData published)
    {
        var reading = new TextReading<CountryGroupRecord>();
        var names = new CountryNames(published);
        var heading = "";
        foreach (var block in supplement.Blocks)
        {
            if (block.Table is { } table)
            {
                ReadTable(table, heading, names, reading);
            }
            else if (Group().Match(block.Text!.Text) is { Success: true } group && block.Text.Text.Length < LongestName)
            {
                heading = group.Groups[1].Value;
            }
            else if (heading.Length > 0 && block.Text.Element == "LI")
            {
                Add(CountryCell.Read(new TextCell(block.Text.Text, 1, [])).Name, heading, block.Text.Place, names, reading);
            }
        }

        if (reading.Said.Count == 0)
        {
            reading.Gap(supplement.Citation, "found no country group, expected tables with columns such as '[A:1]' and a list");
        }

        AddDerived(published, reading);
        return reading;
    }

    private static void ReadTable(TextTable table, string heading, CountryNames names, TextReading<CountryGroupRecord> reading)
    {
        var columns = table.Header.Concat(table.Rows.Take(2)).Select(ColumnsOf).FirstOrDefault(c => c.Count > 0) ?? [];
        if (columns.Count == 0)
        {
            reading.Gap(table.Place, $"found a table without columns such as '[{(heading.Length > 0 ? heading : "A")}:1]', expected them");
            return;
        }

        foreach (var row in table.Rows.Where(r => !r.IsOneCell && ColumnsOf(r).Count == 0))
        {
            ReadRow(row, columns, names, reading);
        }
    }

    /// <summary>Column and group, of a row that is a heading.</summary>
    private static List<(int Column, string Group)> ColumnsOf(TextRow row)
    {
        var columns = new List<(int, string)>();
        var at = 0;
        foreach (var cell in row.Cells)
        {
            if (Subgroup().Match(cell.Line) is { Success: true } match)
            {
                columns.Add((at, $"{match.Groups[1].Value}:{match.Groups[2].Value}"));
            }

            at += cell.Span;
        }

        return columns;
    }

    private static void ReadRow(TextRow row, List<(int Column, string Group)> columns, CountryNames names, TextReading<CountryGroupRecord> reading)
    {
        var name = CountryCell.Read(row.Cells[0]).Name;
        var place = $"line {row.Line}, row '{TextTable.Short(row.Cells[0].Text)}'";
        foreach (var (column, group) in columns)
        {
            var mark = row.At(column).Trim();
            if (mark.StartsWith('X') || mark.StartsWith('x'))
            {
                Add(name, group, place, names, reading);
            }
            else if (mark.Length > 0)
            {
                reading.Gap(place, $"found '{TextTable.Short(mark)}' under {group}, expected X or nothing");
            }
        }
    }

    private static void Add(string name, string group, string place, CountryNames names, TextReading<CountryGroupRecord> reading)
    {
        if (names.CodeOf(name) is { } code)
        {
            reading.Said.Add(Row(code, group, place));
        }
        else
        {
            reading.Gap(place, $"found the country '{TextTable.Short(name)}' in group {group}, expected a name that the table of countries has");
        }
    }

    private static SaidRow<CountryGroupRecord> Row(string code, string group, string place) => new(
        $"{code} {group}", place, known => known ?? new CountryGroupRecord { Code = code, CountryGroup = group, Citation = $"15 CFR {Part} Supp. {Supplement}" });

    /// <summary>Whoever has a derived row has the groups of the parent, these and no others.</summary>
    private static void AddDerived(ReferenceData published, TextReading<CountryGroupRecord> reading)
    {
        var said = reading.Said.Select(s => s.Of(null)).ToLookup(r => r.Code, r => r.CountryGroup);
        var parents = published.Destinations.Countries.ToDictionary(c => c.Code, c => c.Parent);
        var derived = published.Destinations.Groups.Where(g => g.Note.StartsWith(Derived, StringComparison.Ordinal)).Select(g => g.Code).Distinct();
        foreach (var code in derived.Where(c => !said.Contains(c)).ToList())
        {
            reading.Said.AddRange(said[parents.GetValueOrDefault(code, "")].Select(group => DerivedRow(code, group, parents[code])));
        }
    }

    private static SaidRow<CountryGroupRecord> DerivedRow(string code, string group, string parent) => new(
        $"{code} {group}", $"row of {parent}",
        known => known ?? new CountryGroupRecord { Code = code, CountryGroup = group, Citation = $"15 CFR {Part} Supp. {Supplement}", Note = $"{Derived}: same treatment as {parent}" },
        IsDerived: true);

    [GeneratedRegex(@"\bCountry\s+Group\s+([A-E])\b(?!:)")]
    private static partial Regex Group();

    [GeneratedRegex(@"^\[?\s*([A-E])\s*:\s*(\d)\b")]
    private static partial Regex Subgroup();
}
