namespace ScreeningApi.Reference.Import;

/// <summary>
/// Reads a file in the form of one of the shipped files, by the same readers: it is laid over a copy of the shipped folder. So the same
/// columns are needed, and the same complaints come.
/// </summary>
internal static class CsvTable
{
    public static ReferenceData ReadOver(string file, string table)
    {
        var folder = Directory.CreateTempSubdirectory("screening-import-").FullName;
        try
        {
            Copy(ReferenceFolder.Shipped, folder);
            File.Copy(file, Path.Combine(folder, table + ".csv"), overwrite: true);
            return ReferenceFolder.Read(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static TextReading<T> Reading<T>(ReferenceTable<T> table, IReadOnlyList<T> rows, ReferenceData published, DateOnly asOf) where T : class
    {
        var reading = new TextReading<T>();
        var known = table.Get(published).ToLookup(table.KeyOf);
        for (var i = 0; i < rows.Count; i++)
        {
            // What does not hold on the day of the file is kept history: only rows in force are compared.
            if (table.Holds(rows[i], asOf))
            {
                reading.Said.Add(Row(table, rows[i], i));
            }
            else if (!known[table.KeyOf(rows[i])].Any(k => RecordCells.Differences(k, rows[i], withDates: true).Count == 0))
            {
                reading.Note($"row {i + 1}", $"{table.KeyOf(rows[i])} does not hold on {asOf:O}: it is not read");
            }
        }

        return reading;
    }

    /// <summary>An empty first day says nothing of the one that is published.</summary>
    private static SaidRow<T> Row<T>(ReferenceTable<T> table, T row, int index) where T : class => new(
        table.KeyOf(row), $"row {index + 1}",
        known => row is DatedRecord { ValidFrom: var from } dated && from == DateOnly.MinValue && known is DatedRecord published ? (T)(object)(dated with { ValidFrom = published.ValidFrom }) : row);

    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
