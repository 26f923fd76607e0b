using System.Globalization;
using Screening.Engine;
using ScreeningApi.Batches.Files;
using ScreeningApi.Hosting;
using ScreeningApi.Intake;

namespace ScreeningApi.Batches.Rows;

/// <summary>
/// Screens the rows of one shipment together. A row that cannot be read is left out and says why; one of them never takes the others
/// with it, unless what is wrong is said of the whole shipment.
/// </summary>
internal sealed class ShipmentScreening(ScreeningSnapshot snapshot, ColumnMap columns, string? destination, DateOnly today)
{
    public IReadOnlyList<RowResult> Screen(IReadOnlyList<InputRow> rows)
    {
        var errors = rows.Select(r => r.Fault).ToArray();
        var shared = ReadShared(rows, errors);
        var lines = ReadLines(rows, errors);
        while (true)
        {
            int[] good = [.. Enumerable.Range(0, rows.Count).Where(i => errors[i].Length == 0)];
            if (good.Length == 0)
            {
                return [.. rows.Select((row, i) => new RowResult(row, null, errors[i]))];
            }

            var request = RowContracts.Request(shared, [.. good.Select(i => lines[i]!)]);
            if (ShipmentReader.Read(request, snapshot, today, out var faults) is { } shipment)
            {
                var results = ScreeningEngine.Screen(shipment, snapshot).Lines;
                return [.. rows.Select((row, i) => Array.BinarySearch(good, i) is >= 0 and var at ? new RowResult(row, results[at], "") : new RowResult(row, null, errors[i]))];
            }

            foreach (var fault in faults)
            {
                Note(fault, rows, good, errors);
            }
        }
    }

    /// <summary>What the rows say of the shipment: a cell that is empty says what the others say.</summary>
    private Dictionary<string, string> ReadShared(IReadOnlyList<InputRow> rows, string[] errors)
    {
        var shared = new Dictionary<string, (string Text, long Row)>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var column in errors[i].Length > 0 ? [] : RowContracts.OfShipment)
            {
                var text = columns.Text(rows[i], column);
                if (text.Length > 0 && !shared.TryAdd(column, (text, rows[i].Number)) && !shared[column].Text.Equals(text, StringComparison.OrdinalIgnoreCase))
                {
                    errors[i] = Error(rows[i], column, $"found '{Shown(text)}', expected '{Shown(shared[column].Text)}' as in row {shared[column].Row} of the same shipment");
                }
            }
        }

        var read = shared.ToDictionary(s => s.Key, s => s.Value.Text, StringComparer.Ordinal);
        if (destination is not null)
        {
            read.TryAdd(ColumnNames.Destination, destination);
        }

        return read;
    }

    private LineContract?[] ReadLines(IReadOnlyList<InputRow> rows, string[] errors)
    {
        var lines = new LineContract?[rows.Count];
        var numbers = new HashSet<int>();
        for (var i = 0; i < rows.Count; i++)
        {
            lines[i] = RowContracts.Line(rows[i], columns, i + 1, out var column, out var found);
            if (errors[i].Length == 0 && lines[i] is null)
            {
                errors[i] = Error(rows[i], column, $"found '{Shown(found)}', expected a number such as 1234.5");
            }

            var number = columns.Text(rows[i], ColumnNames.LineNo);
            if (errors[i].Length == 0 && number.Length > 0)
            {
                errors[i] = !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read) || read is < 1 or > Limits.LineNo
                    ? Error(rows[i], ColumnNames.LineNo, $"found '{Shown(number)}', expected 1 to {Limits.LineNo}")
                    : numbers.Add(read) ? "" : Error(rows[i], ColumnNames.LineNo, $"found {read} again, expected every line of a shipment to have a number of its own");
            }
        }

        return lines;
    }

    /// <summary>A fault of a line is that row's; any other is every row's.</summary>
    private void Note(FieldError fault, IReadOnlyList<InputRow> rows, int[] good, string[] errors)
    {
        var isOfLine = fault.Pointer.StartsWith("/lines/", StringComparison.Ordinal);
        var column = RowContracts.ColumnOf(fault.Pointer);
        foreach (var i in isOfLine ? [good[int.Parse(fault.Pointer.Split('/')[2], CultureInfo.InvariantCulture)]] : good)
        {
            errors[i] = errors[i].Length > 0 ? errors[i] : Error(rows[i], column, fault.Detail);
        }
    }

    private string Error(InputRow row, string? column, string detail) => $"row {row.Number}{(column is null ? "" : $", column {columns.NameOf(column)}")}: {detail}";

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
