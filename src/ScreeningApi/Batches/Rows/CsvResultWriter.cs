using System.Globalization;
using CsvHelper;
using ScreeningApi.Batches.Files;

namespace ScreeningApi.Batches.Rows;

/// <summary>
/// The input's own columns, then ours. A cell that a spreadsheet would run as a formula is written with an apostrophe before it; the
/// separator is the input's, so that the spreadsheet that wrote the one reads the other.
/// </summary>
internal sealed class CsvResultWriter : IRowWriter
{
    private const int MaxScoreText = 8;

    private readonly CsvWriter _csv;

    public CsvResultWriter(Stream target, char separator)
    {
        _csv = CsvWriter.Create(target, OptionsFor(separator), leaveOpen: true);
    }

    public CsvResultWriter(TextWriter target, char separator)
    {
        _csv = CsvWriter.Create(target, OptionsFor(separator), leaveOpen: true);
    }

    public void WriteHeader(IReadOnlyList<string> headers)
    {
        foreach (var name in headers.Concat(ResultColumns.Names))
        {
            Write(name);
        }

        _csv.EndRecord();
    }

    public void Write(RowBlock block, int row, in ResultRow result, ReadOnlyMemory<byte> explanation = default)
    {
        for (var column = 0; column < block.Columns; column++)
        {
            Write(block.Cell(row, column));
        }

        _csv.WriteField(VerdictNames.Of(result.Verdict));
        WriteScore(result.RiskScore);
        _csv.WriteField(result.RiskLevel is { } level ? VerdictNames.Of(level) : "");
        var columns = result.Columns;
        foreach (var text in (ReadOnlySpan<string>)[columns.Categories, columns.Controls, columns.License, columns.Listings, columns.PartyHits, columns.TopReason])
        {
            Write(text);
        }

        Write(result.Error is null ? "" : RowOutcome.Place(block.NumberOf(row), result.ErrorColumn, result.Error));
        _csv.EndRecord();
    }

    /// <summary>A last row that is none of the input's: it says why there are no more.</summary>
    public void WriteBreak(int columns, string why)
    {
        for (var column = 0; column < columns; column++)
        {
            _csv.WriteField("");
        }

        _csv.WriteField(VerdictNames.Of(Screening.Engine.Scoring.Verdict.NotScreened));
        for (var column = 1; column < ResultColumns.Names.Length - 1; column++)
        {
            _csv.WriteField("");
        }

        Write(why);
        _csv.EndRecord();
    }

    public void Flush() => _csv.Flush();

    public void Dispose() => _csv.Dispose();

    private static CsvWriterOptions OptionsFor(char separator) => CsvWriterOptions.Default with
    {
        Separator = separator,
        NewLine = "\n",
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=@+-\t\r\n",
    };

    private void WriteScore(decimal? score)
    {
        Span<char> text = stackalloc char[MaxScoreText];
        _csv.WriteField(score is { } points && points.TryFormat(text, out var length, "0.0", CultureInfo.InvariantCulture) ? text[..length] : default);
    }

    /// <summary>CsvHelper knows the signs that OWASP names; some spreadsheets take their forms of full width for the same.</summary>
    private void Write(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > 2 && cell[0] == 0xEF && IsWideSign(cell))
        {
            _csv.WriteField("'" + System.Text.Encoding.UTF8.GetString(cell));
            return;
        }

        _csv.WriteField(cell);
    }

    private void Write(string cell) => _csv.WriteField(cell.Length > 0 && cell[0] is '＝' or '＋' or '－' or '＠' ? "'" + cell : cell);

    private static bool IsWideSign(ReadOnlySpan<byte> cell) =>
        cell.StartsWith("＝"u8) || cell.StartsWith("＋"u8) || cell.StartsWith("－"u8) || cell.StartsWith("＠"u8);
}
