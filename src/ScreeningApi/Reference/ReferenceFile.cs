using System.Globalization;
using System.Text.Json;
using CsvHelper;

namespace ScreeningApi.Reference;

/// <summary>A reference file cannot be read: where, what was found, what was expected.</summary>
public sealed class ReferenceFileException(string message) : Exception(message);

/// <summary>Reads a reference file row by row; every complaint names the file, the line and the column.</summary>
internal static class ReferenceFile
{
    private static readonly CsvReaderOptions Options = CsvReaderOptions.Default with { Separator = ',', TrackLineNumbers = true, FieldCountMismatch = CsvFieldCountHandling.Throw };

    public static List<T> Read<T>(string path, Func<ReferenceRow, T> make)
    {
        using var reader = CsvReader.FromFile(path, Options);
        var rows = new List<T>();
        try
        {
            while (reader.Read())
            {
                rows.Add(make(new ReferenceRow(reader, path, rows.Count + 1)));
            }
        }
        catch (CsvFormatException fault)
        {
            throw new ReferenceFileException($"{Path.GetFileName(path)} line {fault.LineNumber}: {fault.Message}");
        }

        return rows;
    }
}

/// <summary>One row of a reference file.</summary>
internal readonly struct ReferenceRow(CsvReader reader, string path, int ordinal)
{
    /// <summary>1 for the first row after the header.</summary>
    public int Ordinal => ordinal;

    public string Text(string column) =>
        reader.TryGetFieldIndex(column, out var index) ? reader.GetString(index).Trim() : throw Wrong(column, "no such column", "a column of this name");

    public string Required(string column) => Text(column) is { Length: > 0 } text ? text : throw Wrong(column, "nothing", "a value");

    public string[] List(string column) => Text(column).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public double Number(string column) =>
        double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(column, $"'{Text(column)}'", "a number");

    public int Whole(string column) =>
        int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(column, $"'{Text(column)}'", "a whole number");

    /// <summary>0 where the cell is empty.</summary>
    public double NumberOrZero(string column) => Text(column).Length == 0 ? 0 : Number(column);

    /// <summary>Null where the cell is empty.</summary>
    public decimal? Money(string column) =>
        Text(column).Length == 0 ? null
        : decimal.TryParse(Text(column), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : throw Wrong(column, $"'{Text(column)}'", "an amount");

    public bool Flag(string column, string yes) => Text(column) == yes;

    public DateOnly From => Date("valid_from", DateOnly.MinValue);

    public DateOnly To => Date("valid_to", DateOnly.MaxValue);

    /// <summary>The named columns as a JSON object, empty cells left out.</summary>
    public string Json(params ReadOnlySpan<string> columns)
    {
        var cells = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (Text(column) is { Length: > 0 } text)
            {
                cells[column] = text;
            }
        }

        return JsonSerializer.Serialize(cells);
    }

    private DateOnly Date(string column, DateOnly unknown) =>
        Text(column).Length == 0 ? unknown
        : DateOnly.TryParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw Wrong(column, $"'{Text(column)}'", "a date such as 2026-11-23, or nothing");

    private ReferenceFileException Wrong(string column, string found, string expected) =>
        new($"{Path.GetFileName(path)} line {reader.LineNumber}, column {column}: found {found}, expected {expected}");
}
