using ScreeningApi.Reference;
using ScreeningApi.Reference.Import;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Import;

/// <summary>Files in the form of those in db/reference.</summary>
public sealed class CsvTests
{
    public static IEnumerable<TheoryDataRow<string>> Tables =>
        ReferenceTables.All.Select(t => t.Name).Append("listings/eu_833_2014").Append("listings/uk_russia_regs").Append("listings/chpl").Select(t => new TheoryDataRow<string>(t));

    [Theory, MemberData(nameof(Tables))]
    public void A_shipped_file_changes_nothing(string table)
    {
        var outcome = TextImport.Csv(Path.Combine(ReferenceFolder.Shipped, table + ".csv"), table, Texts.Shipped, ImportSteps.Terms());
        Assert.Empty(outcome.Only().Rows);
        Assert.Empty(outcome.Kinds);
        Assert.True(outcome.Only().Confirmed > 0);
        Assert.Empty(outcome.Gaps());
    }

    [Fact]
    public void Rows_bring_their_own_source_and_a_changed_one_keeps_the_past()
    {
        var outcome = Import("destinations.csv", ("AE", "tier", "0"), ("AE", "source", "a letter"));
        Assert.Equal(["AE"], outcome.Only().Keys(RowChangeKind.Changed));
        var rows = outcome.Data.Destinations.Destinations.Where(d => d.Code == "AE").OrderBy(d => d.ValidFrom).ToList();
        Assert.Equal([new DateOnly(2026, 9, 30), DateOnly.MaxValue], rows.Select(r => r.ValidTo));
        Assert.Equal((0, "a letter"), (rows[1].Tier, rows[1].Source));
    }

    [Theory]
    [InlineData("rules/uav", "--table: found 'rules/uav', expected one of controls_eu, ")]
    [InlineData("listings/nothing", "--table: found 'listings/nothing', expected one of")]
    [InlineData("../secrets", "--table: found '../secrets', expected one of")]
    public void A_table_that_is_not_imported_is_refused(string table, string message) =>
        Assert.StartsWith(message, Assert.Throws<ReferenceFileException>(() => TextImport.Csv(Texts.Path(Texts.Annex), table, Texts.Shipped, ImportSteps.Terms())).Message, StringComparison.Ordinal);

    [Fact]
    public void A_cell_that_cannot_be_read_is_named_by_line_and_column() =>
        Assert.Equal(
            "destinations.csv line 2, column tier: found 'high', expected a number",
            Assert.Throws<ReferenceFileException>(() => Import("destinations.csv", ("AD", "tier", "high"))).Message);

    /// <summary>Lays a shipped file over the shipped data, with cells of rows changed.</summary>
    private static ImportOutcome Import(string name, params (string Code, string Column, string Cell)[] cells)
    {
        using var folder = new TemporaryDirectory();
        var lines = File.ReadAllText(Path.Combine(ReferenceFolder.Shipped, name)).Split('\n');
        foreach (var (code, column, cell) in cells)
        {
            var at = Array.FindIndex(lines, l => l.StartsWith(code + ",", StringComparison.Ordinal));
            var row = lines[at].Split(',');
            row[Array.IndexOf(lines[0].Split(','), column)] = cell;
            lines[at] = string.Join(',', row);
        }

        var file = Path.Combine(folder.Path, name);
        File.WriteAllText(file, string.Join('\n', lines));
        return TextImport.Csv(file, Path.GetFileNameWithoutExtension(name), Texts.Shipped, ImportSteps.Terms());
    }
}
