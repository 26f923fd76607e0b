namespace ScreeningApi.Reference.Import;

/// <summary>What an import would make of the data: table after table laid over what was there.</summary>
internal sealed class ImportOutcome(ReferenceData data)
{
    private readonly HashSet<VersionedKind> _kinds = [];

    public ReferenceData Data { get; private set; } = data;

    public List<TableChange> Tables { get; } = [];

    public List<Notice> Notices { get; } = [];

    /// <summary>The kinds of versions in which something differs.</summary>
    public IReadOnlySet<VersionedKind> Kinds => _kinds;

    public void Apply<T>(ReferenceTable<T> table, TextReading<T> reading, ImportTerms terms) where T : class
    {
        if (reading.Said.Count == 0 && reading.IsOptional)
        {
            Notices.AddRange(reading.Notices);
            return;
        }

        if (reading.Said.Count == 0)
        {
            // Nothing was understood of the text: that is no reason to end every row.
            Notices.AddRange(reading.Notices.Count > 0 ? reading.Notices : [new Notice(table.Name, "found no row", IsGap: true)]);
            return;
        }

        var (rows, change) = TableDiff<T>.Of(table, table.Get(Data), reading, terms);
        Notices.AddRange(reading.Notices);
        Tables.Add(change);
        if (change.IsAny)
        {
            Data = table.Set(Data, rows);
            _kinds.Add(table.Kind);
        }
    }
}
