namespace ScreeningApi.Batches.Files;

/// <summary>Which column of a file holds what.</summary>
internal sealed class ColumnMap
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    private ColumnMap(IReadOnlyList<string> headers) => Headers = headers;

    /// <summary>As they stand in the file.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Columns that nothing is read from.</summary>
    public IEnumerable<string> Unknown => Headers.Where((_, i) => !_indexes.ContainsValue(i));

    public bool Has(string column) => _indexes.ContainsKey(column);

    /// <summary>The text of a cell without the white space around it; empty when there is no such column.</summary>
    public string Text(InputRow row, string column) => _indexes.TryGetValue(column, out var index) ? row.Cells[index].Trim() : "";

    /// <summary>What the file itself calls our column.</summary>
    public string NameOf(string column) => _indexes.TryGetValue(column, out var index) ? Headers[index] : column;

    /// <summary>Throws <see cref="InputFileException"/> when it is not clear which column is meant.</summary>
    public static ColumnMap Of(IReadOnlyList<string> headers, IReadOnlyList<(string Theirs, string Ours)> mapped)
    {
        var map = new ColumnMap(headers);
        foreach (var (theirs, ours) in mapped)
        {
            map.Set(theirs, ours);
        }

        foreach (var (index, name) in headers.Index())
        {
            if (!map._indexes.ContainsValue(index) && ColumnNames.Find(name) is { } column && !mapped.Any(m => ColumnNames.Find(m.Ours) == column))
            {
                map.Add(column, index);
            }
        }

        return map;
    }

    private void Set(string theirs, string ours)
    {
        var column = ColumnNames.Find(ours) ?? throw new InputFileException($"--map: found no column '{ours}' of ours, expected one of {string.Join(", ", ColumnNames.All)}.");
        var index = Headers.Index().Where(h => ColumnNames.Key(h.Item) == ColumnNames.Key(theirs)).Select(h => h.Index).FirstOrDefault(-1);
        if (index < 0)
        {
            throw new InputFileException($"--map: found no column '{theirs}' in the file, expected one of {string.Join(", ", Headers)}.");
        }

        if (!_indexes.TryAdd(column, index))
        {
            throw new InputFileException($"--map: found {column} twice, expected it once.");
        }
    }

    /// <summary>Of several columns that could be meant, the one with our own name is; otherwise the user must say.</summary>
    private void Add(string column, int index)
    {
        var isOwn = IsOwnName(index, column);
        if (!_indexes.TryGetValue(column, out var other) || (isOwn && !IsOwnName(other, column)))
        {
            _indexes[column] = index;
        }
        else if (isOwn || !IsOwnName(other, column))
        {
            throw new InputFileException($"Found two columns that could be {column}: '{Headers[other]}' and '{Headers[index]}'. Say which: --map \"{Headers[index]}:{column}\".");
        }
    }

    private bool IsOwnName(int index, string column) => ColumnNames.Key(Headers[index]) == ColumnNames.Key(column);
}
