using ScreeningApi.Batches.Files.Encodings;

namespace ScreeningApi.Batches.Files.Ndjson;

/// <summary>Reads one JSON object per line. A line that cannot be read is a row with a fault: lines are told apart by their ends alone, so none swallows another.</summary>
internal sealed class NdjsonRowReader : RowReader
{
    private readonly LineReader _lines;
    private readonly JsonLine _json;
    private readonly TextEncoding _encoding;

    private NdjsonRowReader(Utf8Text text, NdjsonColumns columns, FileLimits limits)
    {
        _lines = new LineReader(text.Stream, limits);
        _json = new JsonLine(columns);
        _encoding = text.Encoding;
        Shape = new FileShape { Format = FileFormats.Ndjson, Encoding = text.Encoding.Name, Separator = null, Headers = columns.Names };
    }

    public override FileShape Shape { get; }

    /// <summary>Finds the columns. The text is the reader's from then on.</summary>
    public static NdjsonRowReader Open(Utf8Text text, FileLimits limits) => new(text, NdjsonColumns.Find(text.Stream.Start, text.Stream.IsWhole), limits);

    public override async ValueTask<bool> ReadAsync(RowBlock block, int maxRows, int maxBytes, CancellationToken cancellation)
    {
        while (block.Count < maxRows && block.Bytes < maxBytes)
        {
            if (!await _lines.NextAsync(cancellation))
            {
                return false;
            }

            Add(block);
        }

        return true;
    }

    public override ValueTask DisposeAsync() => _lines.DisposeAsync();

    private void Add(RowBlock block)
    {
        var line = _lines.Line;
        if (line.TrimStart(JsonLine.WhiteSpace).IsEmpty)
        {
            return;
        }

        var fault = _json.Read(line, _encoding);
        for (var column = 0; column < block.Columns; column++)
        {
            block.AddCell(_json.CellOf(column, line));
        }

        block.EndRow(_lines.Number, fault);
    }
}
