using ScreeningApi.Reference.Import;

namespace ScreeningApi.Reference;

/// <summary>
/// How old a table is, and how much of it nobody has checked: its newest and oldest <c>as_of</c>, its rows, and those that are
/// <c>verified: no</c>. Lists of goods and control lists count each for itself, because they were read on different days.
/// </summary>
internal sealed record TableAge(string Table, string AsOf, string OldestAsOf, int Rows, int NotVerified)
{
    /// <summary>Rows that hold on the day, in the order of the tables' names. Tables without a column of that kind say nothing of it.</summary>
    public static IReadOnlyList<TableAge> Of(ReferenceData data, DateOnly day) =>
    [
        .. ReferenceTables.All.Concat(data.RuleSet.Listings.Select(l => l.List).Distinct().Select(l => ReferenceTables.Listings(ReferenceTables.ListingsFolder + l, [l]))).Select(t => Of(t, data, day))
            .Where(t => t.Rows > 0).OrderBy(t => t.Table, StringComparer.Ordinal),
    ];

    private static TableAge Of(ReferenceTable table, ReferenceData data, DateOnly day)
    {
        var inForce = table.AllRows(data).Where(r => table.Holds(r, day)).ToList();
        var days = inForce.Select(r => RecordCells.Text(r, "as_of")).Where(d => d.Length > 0).Order(StringComparer.Ordinal).ToList();
        return new TableAge(table.Name, days.LastOrDefault(""), days.FirstOrDefault(""), inForce.Count, inForce.Count(r => RecordCells.Text(r, "verified") == "no"));
    }
}
