using CsvHelper;
using ScreeningApi.Batches.Files;

namespace ScreeningApi.Batches.Rows;

/// <summary>Where results go, in input order.</summary>
internal interface IResultOutput : IDisposable
{
    void Begin(ColumnMap columns);

    void Write(RowResult result);

    void Flush();
}

/// <summary>
/// The input's own columns, then ours. A cell that a spreadsheet would run as a formula is written with an apostrophe before it; the
/// separator is the input's, so that the spreadsheet that wrote the one reads the other.
/// </summary>
internal sealed class CsvOutput(TextWriter writer, char separator, double foundFrom) : IResultOutput
{
    /// <summary>What OWASP names, and the forms of full width that some spreadsheets take for the same; CsvHelper knows the ASCII ones.</summary>
    private const string WideFormulaSigns = "＝＋－＠";

    private readonly CsvWriter _csv = CsvWriter.Create(
        writer, CsvWriterOptions.Default with { Separator = separator, NewLine = "\n", Injection = CsvInjection.Escape, InjectionCharacters = "=@+-\t\r\n" }, leaveOpen: true);

    public void Begin(ColumnMap columns) => _csv.WriteRecord([.. columns.Headers.Select(Safe), .. RowResult.Names]);

    public void Write(RowResult result) => _csv.WriteRecord([.. result.Row.Cells.Select(Safe), .. result.Cells(foundFrom).Select(Safe)]);

    public void Flush() => _csv.Flush();

    public void Dispose() => _csv.Dispose();

    private static string Safe(string cell) => cell.Length > 0 && WideFormulaSigns.Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell;
}
