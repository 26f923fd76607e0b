using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Rows;

namespace ScreeningApi.Commands.Files;

/// <summary>Where results go, in input order.</summary>
internal interface IResultOutput : IDisposable
{
    void Begin(ColumnMap columns);

    void Write(RowBlock block, int row, in RowOutcome outcome);

    void Flush();
}

/// <summary>The file that programs and spreadsheets read on.</summary>
internal sealed class CsvOutput(TextWriter writer, char separator, double foundFrom) : IResultOutput
{
    private readonly CsvResultWriter _csv = new(writer, separator);

    public void Begin(ColumnMap columns) => _csv.WriteHeader(columns.Headers);

    public void Write(RowBlock block, int row, in RowOutcome outcome) => _csv.Write(block, row, ResultRow.Of(outcome, foundFrom));

    public void Flush() => _csv.Flush();

    public void Dispose() => _csv.Dispose();
}
