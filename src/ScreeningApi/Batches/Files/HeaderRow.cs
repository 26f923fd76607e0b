namespace ScreeningApi.Batches.Files;

/// <summary>The limits that the names of columns keep in every form of file.</summary>
internal static class HeaderRow
{
    /// <param name="row">The number of the row that the names stand in.</param>
    /// <exception cref="InputFileException">When there are no names, too many, or too long ones.</exception>
    public static IReadOnlyList<string> Check(IReadOnlyList<string> names, int row)
    {
        CheckCount(names.Count, row);
        CheckLengths(names, row);
        return names.All(string.IsNullOrWhiteSpace) ? throw NotFound(row) : names;
    }

    /// <param name="row">Null where names stand in no row of their own.</param>
    public static void CheckCount(int count, int? row)
    {
        if (count > FileLimits.MaxColumns)
        {
            throw new InputFileException($"{Where(row)}found {count} columns, expected at most {FileLimits.MaxColumns}.", 413, "tooManyColumns");
        }
    }

    public static void CheckLengths(IReadOnlyList<string> names, int? row)
    {
        var (index, name) = names.Index().FirstOrDefault(n => n.Item.Length > FileLimits.MaxHeaderLength);
        if (name is not null)
        {
            throw new InputFileException(
                $"{Where(row)}column {index + 1}: found a name of {name.Length} characters, '{Found.Short(name)}', expected at most {FileLimits.MaxHeaderLength}.", 422, "columnNameTooLong");
        }
    }

    public static InputFileException NotFound(int row) => new($"row {row}: found no header, expected a first row with the names of the columns.", 422, "noHeader");

    private static string Where(int? row) => row is { } number ? $"row {number}: " : "";
}
