using System.Text.Json;
using ScreeningApi.Batches.Files.Encodings;

namespace ScreeningApi.Batches.Files.Ndjson;

/// <summary>
/// Reads a line of JSON into cells, strictly: what one program would read so and another otherwise makes the row a faulty one. Texts
/// without escapes and numbers stay where they are in the line; only texts with escapes are copied.
/// </summary>
internal sealed class JsonLine(NdjsonColumns columns)
{
    private const int MaxDepth = 16;

    private readonly Cell[] _cells = new Cell[columns.Names.Count];
    private byte[] _unescaped = [];
    private int _used;
    private int _current;

    /// <summary>What JSON takes for white space.</summary>
    public static ReadOnlySpan<byte> WhiteSpace => " \t\r\n"u8;

    public static JsonReaderState NewState() => new(new JsonReaderOptions { MaxDepth = MaxDepth });

    /// <summary>A cheap look before a parser is asked, which throws.</summary>
    public static bool StartsObject(ReadOnlySpan<byte> line) => line.TrimStart(WhiteSpace) is [(byte)'{', ..];

    /// <summary>Why the line cannot be read, what was found and what was expected; null when it can be. The cells that were read are kept either way.</summary>
    public string? Read(ReadOnlySpan<byte> line, TextEncoding encoding)
    {
        Array.Clear(_cells);
        (_used, _current) = (0, -1);
        if (RowText.Fault(line, encoding) is { } noText)
        {
            return noText;
        }

        if (!StartsObject(line))
        {
            return $"found '{Found.Short(line)}', expected one JSON object per line";
        }

        try
        {
            return ReadMembers(line);
        }
        catch (JsonException fault)
        {
            return $"found no valid JSON at byte {(fault.BytePositionInLine ?? 0) + 1}: {Reason(fault)}; expected one JSON object per line";
        }
        catch (InvalidOperationException)
        {
            return $"{(_current < 0 ? "the name of a member" : Where(_current))}: found half of a surrogate pair, expected text";
        }
    }

    public ReadOnlySpan<byte> CellOf(int column, ReadOnlySpan<byte> line)
    {
        var cell = _cells[column];
        return (cell.IsUnescaped ? _unescaped : line).Slice(cell.Start, cell.Length);
    }

    private string? ReadMembers(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: true, NewState());
        reader.Read();
        var expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = columns.IndexOf(ref reader, expected);
            if (column < 0)
            {
                return $"found the member '{Found.Short(reader.ValueSpan)}', expected one that a line at the start of the file has, or a column of ours";
            }

            if (_cells[column].IsSet)
            {
                return $"{Where(column)}: found it twice, expected it once";
            }

            (_current, expected) = (column, column + 1);
            reader.Read();
            if (Keep(ref reader, column) is { } fault)
            {
                return fault;
            }

            _current = -1;
        }

        reader.Read();
        return null;
    }

    private string? Keep(ref Utf8JsonReader reader, int column)
    {
        _cells[column] = new Cell { IsSet = true };
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var found = reader.TokenType == JsonTokenType.StartObject ? "an object" : "an array";
                return $"{Where(column)}: found {found}, expected a text, a number, true, false or null";
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String when reader.ValueIsEscaped:
                return Unescape(ref reader, column);
            default:
                // The start of a text is its opening quote
                var start = (int)reader.TokenStartIndex + (reader.TokenType == JsonTokenType.String ? 1 : 0);
                _cells[column] = new Cell { IsSet = true, Start = start, Length = reader.ValueSpan.Length };
                return null;
        }
    }

    private string? Unescape(ref Utf8JsonReader reader, int column)
    {
        var room = _used + reader.ValueSpan.Length;
        if (_unescaped.Length < room)
        {
            Array.Resize(ref _unescaped, Math.Max(room, Math.Max(_unescaped.Length * 2, 1024)));
        }

        var length = reader.CopyString(_unescaped.AsSpan(_used));
        if (_unescaped.AsSpan(_used, length).Contains((byte)0))
        {
            return $"{Where(column)}: found a NUL character, expected text";
        }

        _cells[column] = new Cell { IsSet = true, IsUnescaped = true, Start = _used, Length = length };
        _used += length;
        return null;
    }

    private string Where(int column) => $"member '{Found.Short(columns.Names[column])}'";

    /// <summary>The library's own words without the place, which it counts from zero.</summary>
    private static string Reason(JsonException fault)
    {
        var end = fault.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? fault.Message : fault.Message[..end]).TrimEnd('.');
    }

    private struct Cell
    {
        public bool IsSet, IsUnescaped;
        public int Start, Length;
    }
}
