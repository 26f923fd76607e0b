using CsvHelper;

namespace ScreeningApi.Batches.Files;

/// <summary>
/// Reads rows one after the other; never holds more than one. What could shift cells or swallow rows makes the row a faulty one, never
/// a guess: quotes that close in the middle of a cell, a quote that is never closed, more cells than columns, bytes that are no UTF-8.
/// </summary>
internal sealed class InputFile : IDisposable
{
    private const int MaxRecordBytes = 1 << 20;
    private const int MaxColumns = 200;
    private const int MaxHeader = 200;
    private const char Undecodable = '\uFFFD';

    private readonly Stream _stream;
    private readonly CsvReader _reader;
    private CsvMalformedRecord? _malformed;

    public InputFile(Stream stream, IReadOnlyList<(string Theirs, string Ours)> mapped)
    {
        _stream = stream;
        _reader = CsvReader.Create(stream, CsvReaderOptions.Default with { MaxRecordSize = MaxRecordBytes, OnMalformedRecord = m => _malformed = m });
        _reader.ReadHeader();
        Columns = ColumnMap.Of(CheckHeaders(_reader.Headers), mapped);
    }

    public ColumnMap Columns { get; }

    public char Separator => _reader.Separator;

    /// <summary>How many bytes of the file are done; the stream itself is a buffer ahead.</summary>
    public long Position => _stream.CanSeek ? Math.Min(_stream.Position, _reader.ByteOffset) : _reader.ByteOffset;

    /// <summary>Null when it is not known.</summary>
    public long? Length => _stream.CanSeek ? _stream.Length : null;

    /// <summary>Null at the end. Throws <see cref="CsvFormatException"/> at a row that is too long.</summary>
    public InputRow? Read()
    {
        _malformed = null;
        if (!_reader.Read())
        {
            return null;
        }

        var cells = new string[Columns.Headers.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = i < _reader.FieldCount ? _reader.GetString(i) : "";
        }

        var number = _reader.RowNumber + 1;
        return new InputRow(number, cells, Fault(cells) is { Length: > 0 } fault ? $"row {number}{fault}" : "");
    }

    public void Dispose() => _reader.Dispose();

    private string Fault(string[] cells)
    {
        if (_malformed is { Reason: CsvMalformedReason.UnterminatedQuote })
        {
            return ": found a quote that is never closed, expected it closed: what follows it was read as one cell";
        }

        if (_malformed is { Reason: CsvMalformedReason.TextAfterClosingQuote })
        {
            return ": found text after a closing quote, expected quotes inside a cell to be doubled";
        }

        if (_reader.FieldCount > cells.Length)
        {
            return $": found {_reader.FieldCount} cells, expected {cells.Length} as in the header";
        }

        var bad = Array.FindIndex(cells, c => c.Contains(Undecodable, StringComparison.Ordinal));
        return bad >= 0 ? $", column {Columns.Headers[bad]}: found bytes that are no text, expected UTF-8" : "";
    }

    private static IReadOnlyList<string> CheckHeaders(IReadOnlyList<string> headers) =>
        headers.Count == 0 || headers.All(string.IsNullOrWhiteSpace) ? throw new InputFileException("Found no header, expected a first row with the names of the columns.")
        : headers.Count > MaxColumns ? throw new InputFileException($"Found {headers.Count} columns, expected at most {MaxColumns}.")
        : headers.FirstOrDefault(h => h.Length > MaxHeader) is { } name ? throw new InputFileException($"Found a column name of {name.Length} characters, expected at most {MaxHeader}.")
        : headers;
}
