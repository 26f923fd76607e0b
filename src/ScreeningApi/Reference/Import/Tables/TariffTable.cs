using System.Text.RegularExpressions;

namespace ScreeningApi.Reference.Import.Tables;

internal sealed record TariffRow(string Place, TariffCode Code, string Description);

/// <summary>Reads a table that names goods by codes. The column is known by its heading, or, in a table that goes on without one, by what stands in it.</summary>
internal sealed partial class TariffTable(TextTable table)
{
    /// <summary>Share of cells that must be codes for a column without a heading to be one.</summary>
    private const double MostAreCodes = 0.6;

    private readonly int _codes = ColumnOf(table, CodeHeading()) ?? Guess(table);
    private readonly int? _descriptions = ColumnOf(table, DescriptionHeading());

    /// <summary>Whether the table names goods by codes at all.</summary>
    public bool IsOne => _codes >= 0;

    public IEnumerable<TariffRow> Rows(Action<string, string> gap)
    {
        foreach (var row in table.Rows.Where(r => !IsHeading(r)))
        {
            var place = $"line {row.Line}";
            var cell = row.At(_codes);
            if (TariffCell.Read(cell) is { } codes)
            {
                var description = string.Join(' ', row.At(_descriptions ?? _codes + 1).Split('\n'));
                foreach (var code in codes)
                {
                    yield return new TariffRow(place, code, description);
                }
            }
            else if (!row.IsOneCell || cell.Any(char.IsAsciiDigit))
            {
                gap(place, $"found '{TextTable.Short(cell)}' in the column of codes, expected codes such as 8542 31 or ex 8542 31");
            }
        }
    }

    private static bool IsHeading(TextRow row) => row.Cells.Any(c => CodeHeading().IsMatch(c.Line)) && row.Cells.All(c => TariffCell.Read(c.Text) is null or []);

    private static int? ColumnOf(TextTable table, Regex heading)
    {
        foreach (var row in table.Header.Concat(table.Rows.Take(3)).Where(r => r.Cells.Any(c => CodeHeading().IsMatch(c.Line))))
        {
            var at = 0;
            foreach (var cell in row.Cells)
            {
                if (heading.IsMatch(cell.Line))
                {
                    return at;
                }

                at += cell.Span;
            }
        }

        return null;
    }

    /// <summary>-1 when no column of the first two is one of codes.</summary>
    private static int Guess(TextTable table) => Enumerable.Range(0, 2).Where(c => ShareOfCodes(table, c) >= MostAreCodes).DefaultIfEmpty(-1).First();

    private static double ShareOfCodes(TextTable table, int column)
    {
        var cells = table.Rows.Select(r => r.At(column)).Where(t => t.Length > 0).ToList();
        return cells.Count == 0 ? 0 : (double)cells.Count(c => TariffCell.Read(c)?.Any(code => code.Digits.Length > 2) == true) / cells.Count;
    }

    [GeneratedRegex(@"\b(?:CN|HS|HTS|HTS-6|commodity|tariff|nomenclature|Schedule\s+B)\b.*\b(?:codes?|numbers?|headings?)\b|^codes?$", RegexOptions.IgnoreCase)]
    private static partial Regex CodeHeading();

    [GeneratedRegex("descri|goods|products?$|name", RegexOptions.IgnoreCase)]
    private static partial Regex DescriptionHeading();
}
