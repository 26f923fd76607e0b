using System.Text;
using CsvHelper;
using ScreeningApi.Watchlists.Formats.Entries;
using ScreeningApi.Watchlists.Formats.Parts;

namespace ScreeningApi.Watchlists.Formats.Tables;

/// <summary>A table of separated fields, and the row on which its reader stands. Stricter than tables of goods are read: publishers' tables are made by programs, so what is out of place is damage.</summary>
internal sealed class Table : SourceRecord, IDisposable
{
    private readonly PartFile _part;
    private readonly PartText _text;
    private readonly CsvReader _reader;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private int _width;
    private bool _mayEndOpen;

    public Table(PartFile part, char separator)
    {
        _part = part;
        _text = new PartText(part);
        _reader = CsvReader.Create(_text, CsvReaderOptions.Default with
        {
            Separator = separator,
            HasHeader = false,
            MaxRecordSize = FormatBounds.RecordBytes,
            MalformedData = CsvMalformedDataHandling.Throw,
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
        });
    }

    public string Name => _part.Name;

    public int FieldCount => _reader.FieldCount;

    /// <summary>To the next row.</summary>
    /// <exception cref="WatchlistFormatException">When it has not the columns of the header, or the last row has no end of its line.</exception>
    public bool Read()
    {
        if (!FormatFaults.Of($"{_part.Name}, after line {_reader.LineNumber}", _reader.Read))
        {
            return _text.EndsLine || _mayEndOpen ? false : throw _part.Fault("no end of the last line", "one, as a sign that the file is whole");
        }

        return _width == 0 || _reader.FieldCount == _width ? true : throw Fault("the row", $"{_reader.FieldCount} fields", $"{_width} as in the header");
    }

    /// <summary>For files that show in another way that they are whole.</summary>
    public void MayEndOpen() => _mayEndOpen = true;

    public void ExpectWidth(int width) => _width = width;

    /// <summary>Takes the next row as the names of the columns. Columns beyond those are left alone.</summary>
    public void ReadHeader(params ReadOnlySpan<string> required)
    {
        if (!Read())
        {
            throw _part.Fault("nothing", "a header");
        }

        for (var i = 0; i < _reader.FieldCount; i++)
        {
            if (Text(i) is { } name && !_columns.TryAdd(name, i))
            {
                throw Fault("the header", $"two columns with the name of column {i + 1}", "every name once");
            }
        }

        _width = _reader.FieldCount;
        var missing = required.ToArray().Where(r => !_columns.ContainsKey(r)).ToList();
        if (missing.Count > 0)
        {
            throw Fault("the header", $"no column {string.Join(", ", missing)}", $"the columns {string.Join(", ", required.ToArray())}");
        }
    }

    public IReadOnlyCollection<string> Columns => _columns.Keys;

    /// <summary>Null for an empty field, and for a column that the table does not have.</summary>
    public string? this[string column] => _columns.TryGetValue(column, out var index) ? Text(index) : null;

    /// <param name="index">From 0.</param>
    public string? Text(int index) => EntryText.Clean(Raw(index));

    /// <summary>The field with its line breaks and spaces.</summary>
    public string Raw(int index)
    {
        var bytes = _reader.GetSpan(index);
        var text = bytes.Length <= FormatBounds.FieldCharacters ? Encoding.UTF8.GetString(bytes) : "";
        return text.Length == 0 && bytes.Length > 0 ? throw Fault($"column {index + 1}", $"a field of {bytes.Length} bytes", $"at most {FormatBounds.FieldCharacters}") : text;
    }

    public override WatchlistFormatException Fault(string field, string found, string expected) => new($"{_part.Name}, line {_reader.LineNumber}, {field}", found, expected);

    public void Dispose()
    {
        _reader.Dispose();
        _text.Dispose();
    }
}
