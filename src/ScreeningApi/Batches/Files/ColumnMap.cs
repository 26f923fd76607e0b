namespace ScreeningApi.Batches.Files;

/// <summary>
/// Which column of a file holds what. Of several columns that could be meant the one with our own name is, then the one whose name
/// columns.csv has first; what is passed over stays unread and is named. Nothing is guessed from the cells.
/// </summary>
internal sealed class ColumnMap
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly ColumnOption _option;

    private ColumnMap(IReadOnlyList<string> headers, ColumnOption option) => (Headers, _option) = (headers, option);

    /// <summary>As they stand in the file.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>
    /// The currency that the name of the value column says (<c>TOTAL_VALUE_USD</c>); null when it says none. A column with currencies is
    /// then not read: it speaks of other amounts, and the two together would be an amount that nobody stated.
    /// </summary>
    public string? ValueCurrency { get; private set; }

    /// <summary>Columns that nothing is read from.</summary>
    public IEnumerable<string> Unknown => Headers.Where((_, i) => !_indexes.ContainsValue(i));

    /// <summary>What is read from which column, in the order of the contract.</summary>
    public IReadOnlyList<(string Theirs, string Ours)> Mapped => [.. ColumnNames.All.Where(Has).Select(c => (Headers[_indexes[c]], c))];

    /// <summary>Columns of ours that a screening makes use of and the file lacks; first those without which it is refused.</summary>
    public IReadOnlyList<string> Missing => [.. ColumnNames.Wanted.Where(c => !Has(c))];

    public bool Has(string column) => _indexes.ContainsKey(column);

    /// <summary>Where our column stands in the file; negative when it does not.</summary>
    public int IndexOf(string column) => _indexes.GetValueOrDefault(column, -1);

    /// <summary>Place of each of our columns that the file has.</summary>
    public IReadOnlyDictionary<string, int> Indexes => _indexes;

    /// <summary>What the file itself calls our column.</summary>
    public string NameOf(string column) => _indexes.TryGetValue(column, out var index) ? Headers[index] : column;

    /// <summary>The mapping that was made before, whatever names are known now.</summary>
    public static ColumnMap Restore(IReadOnlyList<string> headers, IReadOnlyDictionary<string, int> indexes, string? valueCurrency)
    {
        var map = new ColumnMap(headers, ColumnOption.Query) { ValueCurrency = valueCurrency };
        foreach (var (column, index) in indexes)
        {
            map._indexes[column] = index;
        }

        return map;
    }

    /// <summary>Throws <see cref="InputFileException"/> when it is not clear which column is meant.</summary>
    /// <param name="mapped">What the user says: their column, ours.</param>
    /// <param name="option">How the user said it; the command line's way when not given.</param>
    public static ColumnMap Of(IReadOnlyList<string> headers, IReadOnlyList<(string Theirs, string Ours)> mapped, ColumnOption? option = null)
    {
        var map = new ColumnMap(headers, option ?? ColumnOption.CommandLine);
        foreach (var (theirs, ours) in mapped)
        {
            map.Set(theirs, ours);
        }

        var isCurrencySaid = map.Has(ColumnNames.Currency);
        map.AddKnown();
        if (!isCurrencySaid && map._indexes.TryGetValue(ColumnNames.Value, out var value) && ColumnNames.Match(headers[value], null) is { Column: ColumnNames.Value, Currency: { } currency })
        {
            map.ValueCurrency = currency;
            map._indexes.Remove(ColumnNames.Currency);
        }

        return map;
    }

    /// <summary>Throws <see cref="InputFileException"/> when the file cannot be screened: nothing says what the goods are, or where they go.</summary>
    /// <param name="hasDestination">Whether the user gave a destination for rows that do not say one.</param>
    public void Require(bool hasDestination = false)
    {
        if (!ColumnNames.Goods.Any(Has))
        {
            throw ColumnFaults.NoGoods(Headers, _option);
        }

        if (!hasDestination && !Has(ColumnNames.Destination))
        {
            throw ColumnFaults.NoDestination(Headers, _option);
        }
    }

    private void Set(string theirs, string ours)
    {
        var column = ColumnNames.FindOwn(ours) ?? throw ColumnFaults.NotOurs(ours, _option);
        var index = FindTheirs(theirs);
        if (_indexes.ContainsValue(index))
        {
            throw ColumnFaults.TheirsTwice(theirs, _option);
        }

        if (!_indexes.TryAdd(column, index))
        {
            throw ColumnFaults.OursTwice(column, _option);
        }
    }

    /// <summary>The column with exactly this name, or else the one that differs in case and spacing alone.</summary>
    private int FindTheirs(string theirs)
    {
        var name = theirs.Trim();
        int[] found = [.. Headers.Index().Where(h => h.Item.Trim() == name).Select(h => h.Index)];
        if (found.Length == 0 && ColumnNames.Key(name) is { Length: > 0 } key)
        {
            found = [.. Headers.Index().Where(h => ColumnNames.Key(h.Item) == key).Select(h => h.Index)];
        }

        return found switch
        {
            [] => throw ColumnFaults.NotTheirs(theirs, Headers, _option),
            [var only] => only,
            [var first, var second, ..] => throw ColumnFaults.SeveralTheirs(theirs, (first, second), Headers, _option),
        };
    }

    private void AddKnown()
    {
        var beside = Headers.Select(h => HeaderName.Read(h).Key).ToHashSet(StringComparer.Ordinal);
        var said = _indexes.Keys.ToHashSet(StringComparer.Ordinal);
        var taken = _indexes.Values.ToHashSet();
        var best = new Dictionary<string, (int Rank, int Index, int Equal)>(StringComparer.Ordinal);
        foreach (var (index, name) in Headers.Index())
        {
            if (taken.Contains(index) || ColumnNames.Match(name, beside) is not { } match || said.Contains(match.Column))
            {
                continue;
            }

            if (!best.TryGetValue(match.Column, out var other) || match.Rank < other.Rank)
            {
                best[match.Column] = (match.Rank, index, -1);
            }
            else if (match.Rank == other.Rank && other.Equal < 0)
            {
                best[match.Column] = other with { Equal = index };
            }
        }

        foreach (var (column, found) in best)
        {
            _indexes[column] = found.Equal < 0 ? found.Index : throw ColumnFaults.Ambiguous(column, (found.Index, found.Equal), Headers, _option);
        }
    }
}
