using System.Text;
using System.Text.Json;
using ScreeningApi.Batches.Files.Encodings;

namespace ScreeningApi.Batches.Files.Ndjson;

/// <summary>
/// Lines of JSON have no header: the members of the first lines are the columns, in the order of their first sight, and behind them those
/// of ours that none of them is. So a member that first comes up in a later line has a column as long as we call it so ourselves.
/// </summary>
internal sealed class NdjsonColumns
{
    private readonly byte[][] _names;

    private NdjsonColumns(IReadOnlyList<string> names) => (Names, _names) = (names, [.. names.Select(Encoding.UTF8.GetBytes)]);

    public IReadOnlyList<string> Names { get; }

    /// <exception cref="InputFileException">When the first line is an array, or there are too many members, or too long names.</exception>
    public static NdjsonColumns Find(ReadOnlySpan<byte> start, bool isWhole)
    {
        start = start[EncodingDetection.MarkLength(start)..];
        if (start.TrimStart(JsonLine.WhiteSpace) is [(byte)'[', ..])
        {
            throw new InputFileException("Found a JSON array, expected one JSON object per line, without brackets around them and commas between them.", 400, "jsonArray");
        }

        var names = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (start.Length > 0)
        {
            var end = start.IndexOf((byte)'\n');
            foreach (var name in MembersOf(end < 0 ? start : start[..end], end >= 0 || isWhole).Where(known.Add))
            {
                names.Add(name);
                HeaderRow.CheckCount(names.Count, null);
            }

            start = end < 0 ? [] : start[(end + 1)..];
        }

        HeaderRow.CheckLengths(names, null);
        var ours = names.Select(ColumnNames.Find).ToHashSet();
        return new NdjsonColumns([.. names, .. ColumnNames.All.Where(c => !ours.Contains(c) && !known.Contains(c))]);
    }

    /// <summary>Of the name that the reader stands on; -1 when there is none. Lines mostly have their members in the same order.</summary>
    public int IndexOf(ref Utf8JsonReader reader, int expected)
    {
        if (expected < _names.Length && reader.ValueTextEquals(_names[expected]))
        {
            return expected;
        }

        for (var i = 0; i < _names.Length; i++)
        {
            if (reader.ValueTextEquals(_names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>None of a line that is not to be read, since what looks like a name in it may be none.</summary>
    private static List<string> MembersOf(ReadOnlySpan<byte> line, bool isComplete)
    {
        var names = new List<string>();
        if (!JsonLine.StartsObject(line))
        {
            return names;
        }

        try
        {
            var reader = new Utf8JsonReader(line, isComplete, JsonLine.NewState());
            while (reader.Read())
            {
                // A name with NUL in it cannot be stored: its line is a faulty one, and the file has no such column.
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.GetString() is { } name && !name.Contains('\0', StringComparison.Ordinal))
                {
                    names.Add(name);
                }
            }

            return names;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return [];
        }
    }
}
