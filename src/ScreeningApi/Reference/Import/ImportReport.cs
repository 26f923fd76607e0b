namespace ScreeningApi.Reference.Import;

/// <summary>Says in words what an import would change.</summary>
internal sealed class ImportReport(TextWriter output, int mostRows)
{
    public void Write(ImportOutcome outcome)
    {
        outcome.Tables.ForEach(WriteTable);
        WriteNotices("Not understood", outcome.Notices.Where(n => n.IsGap));
        WriteNotices("Left to a person", outcome.Notices.Where(n => !n.IsGap));
    }

    private void WriteTable(TableChange table)
    {
        var published = table.PublishedAsOf.Length == 0 ? "" : $" as of {table.PublishedAsOf}";
        output.WriteLine($"{table.Table}: {table.Read} rows read, {table.Published} rows in force{published}.");
        foreach (var row in table.Rows.Take(mostRows))
        {
            output.WriteLine($"  {Sign(row.Kind)} {row.Key}{Columns(row)}{(row.Place.Length == 0 ? "" : $"  ({row.Place})")}");
        }

        WriteRest(table.Rows.Count);
        output.WriteLine(
            $"  {table.Count(RowChangeKind.Added)} added, {table.Count(RowChangeKind.Changed)} changed, {table.Count(RowChangeKind.Ended)} ended, {table.Confirmed} say the same"
            + (table.NewlyVerified > 0 ? $" ({table.NewlyVerified} of them now on two copies)." : "."));
    }

    private void WriteNotices(string title, IEnumerable<Notice> notices)
    {
        var all = notices.ToList();
        if (all.Count == 0)
        {
            return;
        }

        output.WriteLine($"{title}: {all.Count}");
        foreach (var notice in all.Take(mostRows))
        {
            output.WriteLine($"  {notice.Place}: {notice.Text}");
        }

        WriteRest(all.Count);
    }

    private void WriteRest(int count)
    {
        if (count > mostRows)
        {
            output.WriteLine($"  ... and {count - mostRows} more; --all shows them");
        }
    }

    private static char Sign(RowChangeKind kind) => kind switch { RowChangeKind.Added => '+', RowChangeKind.Ended => '-', _ => '~' };

    private static string Columns(RowChange row) => row.Kind switch
    {
        RowChangeKind.Changed => string.Concat(row.Columns.Select(c => $"  {c.Column}: {Shown(c.Before)} -> {Shown(c.After)}")),
        RowChangeKind.Added => string.Concat(row.Columns.Where(c => !row.Key.Split(' ').Contains(c.After) && c.Column != "citation").Select(c => $"  {c.Column}: {Shown(c.After)}")),
        _ => "",
    };

    private static string Shown(string text) => text.Length == 0 ? "nothing" : Tables.TextTable.Short(text);
}
