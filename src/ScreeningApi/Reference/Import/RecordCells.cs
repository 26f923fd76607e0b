using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace ScreeningApi.Reference.Import;

/// <summary>A column of a row, as text. Lists are compared without their order.</summary>
internal readonly record struct RecordCell(string Column, string Text)
{
    public string Compared => string.Join('|', Text.Split('|').Order(StringComparer.Ordinal));
}

/// <summary>Any record of the reference data as the cells of a file, so that tables are compared and shown in one way.</summary>
internal static class RecordCells
{
    private static readonly HashSet<string> Provenance = ["source", "as_of", "verified", "ordinal"];
    private static readonly HashSet<string> Dates = ["valid_from", "valid_to"];
    private static readonly ConcurrentDictionary<Type, (string Column, PropertyInfo Property)[]> Members = new();

    public static IEnumerable<RecordCell> Of(object record)
    {
        foreach (var (column, property) in Members.GetOrAdd(record.GetType(), ReadMembers))
        {
            var value = property.GetValue(record);
            if (column != "details")
            {
                yield return new RecordCell(column, TextOf(value));
                continue;
            }

            foreach (var (name, text) in JsonSerializer.Deserialize<SortedDictionary<string, string>>((string)value!)!)
            {
                yield return new RecordCell(name, text);
            }
        }
    }

    public static string Text(object record, string column) => Of(record).FirstOrDefault(c => c.Column == column).Text ?? "";

    /// <summary>What differs of the facts: neither where they were read nor how far they were checked.</summary>
    public static List<ColumnChange> Differences(object before, object after, bool withDates)
    {
        var was = Facts(before, withDates).ToDictionary(c => c.Column);
        var now = Facts(after, withDates).ToDictionary(c => c.Column);
        return
        [
            .. was.Keys.Union(now.Keys).Select(column => (Column: column, Was: was.GetValueOrDefault(column, new(column, "")), Now: now.GetValueOrDefault(column, new(column, ""))))
                .Where(c => c.Was.Compared != c.Now.Compared).Select(c => new ColumnChange(c.Column, c.Was.Text, c.Now.Text)),
        ];
    }

    /// <summary>What a row says, without empty columns and dates.</summary>
    public static IEnumerable<RecordCell> Shown(object record) => Facts(record, withDates: false).Where(c => c.Text.Length > 0);

    private static IEnumerable<RecordCell> Facts(object record, bool withDates) =>
        Of(record).Where(c => !Provenance.Contains(c.Column) && (withDates || !Dates.Contains(c.Column)));

    private static (string Column, PropertyInfo Property)[] ReadMembers(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).Select(p => (JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name), p)),
    ];

    private static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "yes" : "",
        DateOnly date => date == DateOnly.MinValue || date == DateOnly.MaxValue ? "" : date.ToString("O", CultureInfo.InvariantCulture),
        IEnumerable items => string.Join('|', items.Cast<object>()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
