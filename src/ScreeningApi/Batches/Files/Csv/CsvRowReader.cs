using System.Text;
using CsvHelper;
using ScreeningApi.Batches.Files.Encodings;

namespace ScreeningApi.Batches.Files.Csv;

/// <summary>
/// Reads a table of separated cells. The library finds where cells end, at more than a gigabyte a second; a look at the row's bytes, with
/// vector instructions, tells whether anything in it needs a second, slower one: quotes, NUL, bytes outside ASCII.
/// </summary>
internal sealed class CsvRowReader : RowReader
{
    private const int BufferBytes = 1 << 18;
    private const string QuoteHint = "; a quote in it may never be closed";

    private readonly CsvReader _reader;
    private readonly CsvFaults _faults;
    private readonly FileLimits _limits;
    private readonly byte _separator;
    private FileShape? _shape;

    private CsvRowReader(Utf8Text text, FileLimits limits)
    {
        _limits = limits;
        var (separator, isHinted) = SeparatorDetection.Find(text.Stream.Start);
        _separator = (byte)separator;
        _reader = CsvReader.Create(text.Stream, CsvReaderOptions.Default with
        {
            Separator = separator,
            DetectSeparatorHint = isHinted,
            HasHeader = false,
            SkipEmptyLines = false,
            MaxRecordSize = FileLimits.MaxRowBytes,
            BufferSize = BufferBytes,
        });
        _faults = new CsvFaults(_reader, text.Encoding);
    }

    public override FileShape Shape => _shape!;

    /// <summary>Reads the header. The text is the reader's from then on.</summary>
    public static async ValueTask<CsvRowReader> OpenAsync(Utf8Text text, FileLimits limits, CancellationToken cancellation)
    {
        var reader = new CsvRowReader(text, limits);
        if (!await reader.NextAsync(cancellation))
        {
            throw HeaderRow.NotFound(1);
        }

        reader._shape = new FileShape { Format = FileFormats.Csv, Encoding = text.Encoding.Name, Separator = (char)reader._separator, Headers = reader.ReadHeader() };
        return reader;
    }

    public override async ValueTask<bool> ReadAsync(RowBlock block, int maxRows, int maxBytes, CancellationToken cancellation)
    {
        while (block.Count < maxRows && block.Bytes < maxBytes)
        {
            if (!await NextAsync(cancellation))
            {
                return false;
            }

            Add(block);
        }

        return true;
    }

    public override ValueTask DisposeAsync() => _reader.DisposeAsync();

    private ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        var next = _reader.ReadAsync(cancellation);
        return next.IsCompletedSuccessfully ? next : AwaitAsync(next);
    }

    /// <summary>The library buffers one record and throws at one that is too long for that.</summary>
    private async ValueTask<bool> AwaitAsync(ValueTask<bool> next)
    {
        try
        {
            return await next;
        }
        catch (CsvFormatException)
        {
            throw FileLimits.RowTooLong(_reader.RowNumber + 1, QuoteHint);
        }
    }

    private IReadOnlyList<string> ReadHeader()
    {
        HeaderRow.CheckCount(_reader.FieldCount, 1);
        CheckLength(_reader.RawRecord, 1);
        if (_faults.IsFaulty(_reader.FieldCount))
        {
            throw new InputFileException($"row 1, {_faults.Find(null, 1)}.");
        }

        return HeaderRow.Check([.. Enumerable.Range(0, _reader.FieldCount).Select(i => Encoding.UTF8.GetString(_reader.GetSpan(i)))], 1);
    }

    private void Add(RowBlock block)
    {
        var raw = _reader.RawRecord;
        var row = _limits.CheckRow(_reader.RowNumber);
        if (IsBlank(raw))
        {
            return;
        }

        CheckLength(raw, row);
        var fault = _faults.IsFaulty(block.Columns) ? _faults.Find(Shape.Headers, row) : null;
        var cells = Math.Min(_reader.FieldCount, block.Columns);
        for (var i = 0; i < cells; i++)
        {
            block.AddCell(fault is null ? _reader.GetSpan(i) : RowText.Repaired(_reader.GetSpan(i)));
        }

        block.EndRow(row, fault);
    }

    /// <summary>Nothing but separators, spaces and quotes around nothing; the first byte settles it for nearly every row.</summary>
    private bool IsBlank(ReadOnlySpan<byte> raw)
    {
        if (raw.Length > 0 && raw[0] > ' ' && raw[0] != _separator && raw[0] != '"')
        {
            return false;
        }

        for (var i = 0; i < _reader.FieldCount; i++)
        {
            if (!_reader.GetSpan(i).Trim(" \t"u8).IsEmpty || CellQuotes.FlawOf(_reader.GetRawSpan(i)) != QuoteFlaw.None)
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckLength(ReadOnlySpan<byte> raw, int row)
    {
        if (raw.Length > FileLimits.MaxRowBytes)
        {
            throw FileLimits.RowTooLong(row, QuoteHint);
        }
    }
}
