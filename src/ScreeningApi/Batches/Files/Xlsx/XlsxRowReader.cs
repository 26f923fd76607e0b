using System.IO.Compression;
using System.Text;

namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>
/// Reads the first sheet of a workbook that is shown, one row after the other. The libraries there are hold a sheet's texts or its rows
/// whole and none bounds what it reads; an archive and an XML parser of the base library, with limits around them, do.
/// </summary>
internal sealed class XlsxRowReader : RowReader
{
    private readonly FileStream _file;
    private readonly ZipArchive _archive;
    private readonly SheetRows _rows;
    private readonly FileLimits _limits;

    private XlsxRowReader(FileStream file, ZipArchive archive, SheetRows rows, FileLimits limits)
    {
        (_file, _archive, _rows, _limits) = (file, archive, rows, limits);
        Shape = new FileShape { Format = FileFormats.Xlsx, Encoding = "utf-8", Separator = null, Headers = ReadHeader(rows.Row) };
    }

    public override FileShape Shape { get; }

    /// <summary>Copies the body and reads up to the header, which is the first row that is not blank. The body is closed.</summary>
    public static async ValueTask<XlsxRowReader> OpenAsync(Stream body, FileLimits limits, CancellationToken cancellation)
    {
        var file = await TemporaryCopy.OfAsync(body, limits.MaxBytes, cancellation);
        await body.DisposeAsync();
        try
        {
            return WorkbookFault.Guarded(() => Open(file, limits, cancellation));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public override ValueTask<bool> ReadAsync(RowBlock block, int maxRows, int maxBytes, CancellationToken cancellation) =>
        new(WorkbookFault.Guarded(() => Read(block, maxRows, maxBytes, cancellation)));

    public override async ValueTask DisposeAsync()
    {
        _rows.Dispose();
        await _archive.DisposeAsync();
        await _file.DisposeAsync();
    }

    private static XlsxRowReader Open(FileStream file, FileLimits limits, CancellationToken cancellation)
    {
        ZipDirectory.Check(file);
        var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var workbook = Workbook.Open(archive);
        var rows = new SheetRows(workbook.OpenSheet(), workbook.ReadStrings(), workbook.ReadStyles(), workbook.Is1904);
        do
        {
            cancellation.ThrowIfCancellationRequested();
            if (!rows.Next())
            {
                throw HeaderRow.NotFound(1);
            }
        }
        while (rows.Row.IsBlank);

        return new XlsxRowReader(file, archive, rows, limits);
    }

    private static IReadOnlyList<string> ReadHeader(SheetRow row)
    {
        HeaderRow.CheckCount(row.Width, row.Number);
        return row.Fault is null
            ? HeaderRow.Check([.. Enumerable.Range(0, row.Width).Select(i => Encoding.UTF8.GetString(row[i]))], row.Number)
            : throw new InputFileException($"row {row.Number}, column {row.FaultColumn + 1}: {row.Fault}.");
    }

    private bool Read(RowBlock block, int maxRows, int maxBytes, CancellationToken cancellation)
    {
        while (block.Count < maxRows && block.Bytes < maxBytes)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_rows.Next())
            {
                return false;
            }

            _limits.CheckRow(_rows.Row.Number);
            if (!_rows.Row.IsBlank)
            {
                Add(_rows.Row, block);
            }
        }

        return true;
    }

    private void Add(SheetRow row, RowBlock block)
    {
        for (var column = 0; column < block.Columns; column++)
        {
            block.AddCell(row[column]);
        }

        var headers = Shape.Headers;
        block.EndRow(row.Number, row.Fault is not null ? $"column '{Found.Short(row.FaultColumn < headers.Count ? headers[row.FaultColumn] : $"{row.FaultColumn + 1}")}': {row.Fault}"
            : row.Width > headers.Count ? $"found a cell in column {row.Width}, expected {headers.Count} columns as in the header"
            : null);
    }
}
