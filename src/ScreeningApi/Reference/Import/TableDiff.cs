namespace ScreeningApi.Reference.Import;

/// <summary>
/// Lays what a text says over what is published. Facts are dated: one that is gone gets a last day and stays, one that changed ends and
/// begins anew, where the table keeps its past; elsewhere it is changed in place. Rows that do not hold on the day of the text are left alone.
/// </summary>
internal sealed class TableDiff<T> where T : class
{
    private readonly ReferenceTable<T> _table;
    private readonly ImportTerms _terms;
    private readonly TextReading<T> _reading;
    private readonly List<T> _rows = [];
    private readonly List<RowChange> _changes = [];

    /// <summary>Rows that hold on other days, by their keys: what begins now must leave them their days.</summary>
    private ILookup<string, T> _others = Enumerable.Empty<T>().ToLookup(_ => "");
    private int _confirmed, _newlyVerified;
    private bool _isAny;

    private TableDiff(ReferenceTable<T> table, TextReading<T> reading, ImportTerms terms) => (_table, _reading, _terms) = (table, reading, terms);

    public static (IReadOnlyList<T> Rows, TableChange Change) Of(ReferenceTable<T> table, IReadOnlyList<T> published, TextReading<T> reading, ImportTerms terms) =>
        new TableDiff<T>(table, reading, terms).Run(published);

    private (IReadOnlyList<T> Rows, TableChange Change) Run(IReadOnlyList<T> published)
    {
        var said = new Dictionary<string, SaidRow<T>>(StringComparer.Ordinal);
        foreach (var row in _reading.Said.Where(r => !said.TryAdd(r.Key, r)))
        {
            _reading.Gap(row.Place, $"found '{row.Key}' a second time, expected it once; the first is taken");
        }

        var open = published.Where(r => _table.Holds(r, _terms.AsOf)).ToList();
        _rows.AddRange(published.Where(r => !_table.Holds(r, _terms.AsOf)));
        _others = _rows.ToLookup(_table.KeyOf);
        open.ForEach(row => Meet(row, said.GetValueOrDefault(_table.KeyOf(row))));
        var known = open.Select(_table.KeyOf).ToHashSet(StringComparer.Ordinal);
        said.Values.Where(s => !known.Contains(s.Key)).ToList().ForEach(Add);
        return (_rows, new TableChange
        {
            Table = _table.Name, Read = said.Count, Published = open.Count, PublishedAsOf = published.Select(r => RecordCells.Text(r, "as_of")).DefaultIfEmpty("").Max(StringComparer.Ordinal)!,
            Rows = [.. _changes.OrderBy(c => c.Kind).ThenBy(c => c.Key, StringComparer.Ordinal)], Confirmed = _confirmed, NewlyVerified = _newlyVerified, IsAny = _isAny,
        });
    }

    private void Meet(T row, SaidRow<T>? said)
    {
        if (said is not null)
        {
            Compare(row, said);
        }
        else if (_reading.SpeaksOf(row))
        {
            End(row);
            Note(RowChangeKind.Ended, row, "", [.. RecordCells.Shown(row).Select(c => new ColumnChange(c.Column, c.Text, ""))]);
        }
        else
        {
            _rows.Add(row);
        }
    }

    private void Compare(T row, SaidRow<T> said)
    {
        var next = said.Of(row);
        var facts = RecordCells.Differences(row, next, withDates: false);
        if (facts.Count > 0 && _table.KeepsHistory && next is DatedRecord && StartOf(row) < _terms.AsOf)
        {
            End(row);
            _rows.Add(Provenance.New(Beginning(next), said, _terms));
            Note(RowChangeKind.Changed, row, said.Place, facts);
            return;
        }

        var columns = RecordCells.Differences(row, next, withDates: true);
        var stamped = columns.Count > 0 ? Provenance.New(next, said, _terms) : Provenance.Confirmed(row, next, said, _terms);
        _rows.Add(stamped);
        _isAny |= !RecordCells.Of(stamped).SequenceEqual(RecordCells.Of(row));
        if (columns.Count > 0)
        {
            Note(RowChangeKind.Changed, row, said.Place, columns);
            return;
        }

        _confirmed++;
        _newlyVerified += !Provenance.IsVerified(row) && Provenance.IsVerified(stamped) ? 1 : 0;
    }

    private void Add(SaidRow<T> said)
    {
        var made = said.Of(null);
        var isFree = StartOf(made) > DateOnly.MinValue && _others[said.Key].All(o => o is DatedRecord other && (other.ValidTo < StartOf(made) || other.ValidFrom > _terms.AsOf));
        var row = Provenance.New(isFree ? made : Beginning(made), said, _terms);
        _rows.Add(row);
        Note(RowChangeKind.Added, row, said.Place, [.. RecordCells.Shown(row).Select(c => new ColumnChange(c.Column, "", c.Text))]);
    }

    /// <summary>A row that would begin and end on the same day never held; one without dates is gone.</summary>
    private void End(T row)
    {
        if (!_table.DatesAreFacts && row is DatedRecord dated && dated.ValidFrom < _terms.AsOf)
        {
            _rows.Add((T)(object)(dated with { ValidTo = _terms.AsOf.AddDays(-1) }));
        }
    }

    private void Note(RowChangeKind kind, T row, string place, IReadOnlyList<ColumnChange> columns)
    {
        _isAny = true;
        _changes.Add(new RowChange(kind, _table.KeyOf(row), place, columns));
    }

    /// <summary>From the day of the text on, up to the day before the next that is known.</summary>
    private T Beginning(T row)
    {
        if (_table.DatesAreFacts || row is not DatedRecord dated)
        {
            return row;
        }

        var next = _others[_table.KeyOf(row)].OfType<DatedRecord>().Where(o => o.ValidFrom > _terms.AsOf).Select(o => o.ValidFrom).DefaultIfEmpty(DateOnly.MaxValue).Min();
        return (T)(object)(dated with { ValidFrom = _terms.AsOf, ValidTo = next == DateOnly.MaxValue ? next : next.AddDays(-1) });
    }

    private static DateOnly StartOf(T row) => row is DatedRecord dated ? dated.ValidFrom : DateOnly.MaxValue;
}
