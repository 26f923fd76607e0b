using System.Globalization;
using Screening.Engine.Scoring;
using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Rows;

namespace ScreeningApi.Commands.Files;

/// <summary>
/// One line a row for people. The widths are fixed by the terminal's: nothing has to be known of the rows that are still to come.
/// </summary>
internal sealed class TableOutput(ScreenConsole console, TextWriter writer, bool inColor, double foundFrom) : IResultOutput
{
    private const int RowWidth = 7, VerdictWidth = 15, ScoreWidth = 5, CategoriesWidth = 24, MinTextWidth = 16;
    private const string Gap = "  ";
    private const string Reset = "\u001b[0m";

    private readonly int _textWidth = Math.Max(MinTextWidth, (console.Width - RowWidth - VerdictWidth - ScoreWidth - CategoriesWidth - 5 * Gap.Length) / 2);
    private ColumnMap _columns = null!;

    public void Begin(ColumnMap columns)
    {
        _columns = columns;
        WriteLine("row", "verdict", "score", ["categories", "goods", "reason"], "");
    }

    public void Write(RowBlock block, int row, in RowOutcome outcome)
    {
        var result = ResultRow.Of(outcome, foundFrom);
        var goods = "";
        foreach (var column in ColumnNames.Goods)
        {
            goods = goods.Length == 0 && _columns.IndexOf(column) is >= 0 and var index ? CellStrings.Make(block.Cell(row, index)) ?? "" : goods;
        }

        var reason = result.Error is null ? result.Columns.TopReason : RowOutcome.Place(block.NumberOf(row), result.ErrorColumn, result.Error);
        WriteLine(
            block.NumberOf(row).ToString(CultureInfo.InvariantCulture), VerdictNames.Of(result.Verdict), result.RiskScore?.ToString("0.0", CultureInfo.InvariantCulture) ?? "",
            [result.Columns.Categories.Replace("|", ", ", StringComparison.Ordinal), goods, reason],
            inColor ? ColorOf(result.Verdict) : "");
    }

    public void Flush() => writer.Flush();

    public void Dispose()
    {
    }

    private void WriteLine(string row, string verdict, string score, ReadOnlySpan<string> texts, string color)
    {
        var shown = TerminalText.Fit(verdict, VerdictWidth);
        writer.WriteLine(string.Concat(
            row.PadLeft(RowWidth), Gap, color.Length > 0 ? color + shown + Reset : shown, Gap, score.PadLeft(ScoreWidth), Gap)
            + string.Concat(TerminalText.Fit(texts[0], CategoriesWidth), Gap, TerminalText.Fit(texts[1], _textWidth), Gap)
            + TerminalText.Fit(texts[2], _textWidth).TrimEnd());
    }

    private static string ColorOf(Verdict verdict) => verdict switch
    {
        Verdict.Prohibited => "\u001b[1;31m",
        Verdict.LicenseRequired => "\u001b[35m",
        Verdict.Review => "\u001b[33m",
        Verdict.NotScreened or Verdict.Incomplete => "\u001b[36m",
        _ => "\u001b[32m",
    };
}
