using ScreeningApi.Reference.Import;

namespace ScreeningApi.Tests.Import;

/// <summary>15 CFR 738 Supp. 1.</summary>
public sealed class CountryChartTests
{
    private static readonly string[] OfText = ["AL", "CN", "CD", "IR", "JP", "KR", "TR"];

    [Fact]
    public void Every_country_is_found_by_the_name_it_has_in_the_regulation() =>
        Assert.Empty(ImportSteps.Ecfr(Texts.WithChart(OfText), 738).Gaps());

    [Fact]
    public void A_row_that_lost_or_got_an_X_shows_its_columns_before_and_after()
    {
        var table = ImportSteps.Ecfr(Texts.WithChart(OfText), 738).Only();
        Assert.Equal(7, table.Read);
        Assert.Equal(new ColumnChange("reasons", "CB1|CB2|NP1|NS1|NS2|MT1|RS1|RS2", "CB1|CB2|NS1|MT1|RS1"), table.Column("AL", "reasons"));
        Assert.Equal("line 15, row 'Albania'", table.Rows.Single(r => r.Key == "AL").Place);
    }

    [Fact]
    public void A_changed_row_ends_on_the_day_before_and_begins_anew()
    {
        var rows = ImportSteps.Ecfr(Texts.WithChart(OfText), 738).Data.Destinations.Chart.Where(r => r.Code == "AL").OrderBy(r => r.ValidFrom).ToList();
        Assert.Equal([new DateOnly(2026, 9, 30), DateOnly.MaxValue], rows.Select(r => r.ValidTo));
        Assert.Equal(Texts.AsOf, rows[1].ValidFrom);
        Assert.Contains("NS2", rows[0].Reasons);
        Assert.DoesNotContain("NS2", rows[1].Reasons);
        Assert.Equal((ImportSteps.Source, "2026-10-01", "single"), (rows[1].Source, rows[1].AsOf, rows[1].Verified));
    }

    [Fact]
    public void A_row_that_refers_to_part_746_has_no_X_and_is_marked_so()
    {
        var outcome = ImportSteps.Ecfr(Texts.WithChart(OfText), 738);
        Assert.DoesNotContain(outcome.Only().Rows, r => r.Key == "IR");
        var iran = outcome.Data.Destinations.Chart.Single(r => r.Code == "IR");
        Assert.Equal(("embargo", "1"), (iran.RowKind, iran.Footnotes));
        Assert.Empty(iran.Reasons);
    }

    [Fact]
    public void A_place_without_a_row_takes_the_one_of_its_country_and_is_no_second_copy()
    {
        var outcome = ImportSteps.Ecfr(Texts.WithChart([.. OfText, "HK"]), 738);
        var hongKong = outcome.Data.Destinations.Chart.Single(r => r.Code == "HK" && r.ValidTo == DateOnly.MaxValue);
        Assert.Equal(["CB1", "CB2", "NS1", "NS2", "MT1", "RS1", "RS2"], hongKong.Reasons);
        Assert.Equal(("inherited", "row of the parent", "single"), (hongKong.RowKind, hongKong.Source, hongKong.Verified));
    }

    [Fact]
    public void Rows_that_the_chart_never_has_are_left_alone()
    {
        var before = Texts.WithChart([.. OfText, "US", "AQ"]);
        var outcome = ImportSteps.Ecfr(before, 738);
        Assert.Empty(outcome.Only().Keys(RowChangeKind.Ended));
        Assert.All(["US", "AQ"], code => Assert.Equal(before.Destinations.Chart.Where(r => r.Code == code), outcome.Data.Destinations.Chart.Where(r => r.Code == code)));
    }

    [Theory]
    [InlineData("<TD>Atlantis</TD><TD>X</TD><TD/>", "found the country 'Atlantis'")]
    [InlineData("<TD>Japan</TD><TD>X</TD><TD/><TD/>", "found 3 cells (X), expected 5")]
    [InlineData("<TD>Japan</TD><TD>X</TD><TD>Y</TD><TD/><TD/><TD/>", "found 5 cells (X Y), expected 5 that are empty or X")]
    public void A_row_that_cannot_be_read_is_a_gap_with_its_place(string cells, string found)
    {
        var gap = Assert.Single(ReadRow(cells).Gaps());
        Assert.StartsWith("line 2, row '", gap, StringComparison.Ordinal);
        Assert.Contains(found, gap, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_in_which_nothing_is_understood_ends_no_row()
    {
        var outcome = ReadRow("<TD>Atlantis</TD><TD>X</TD><TD/>");
        Assert.Empty(outcome.Tables);
        Assert.Empty(outcome.Kinds);
    }

    [Fact]
    public void The_published_chart_in_the_form_of_the_text_changes_nothing()
    {
        using var folder = new Support.TemporaryDirectory();
        var file = Path.Combine(folder.Path, "chart.xml");
        File.WriteAllText(file, ChartXml.Of(Texts.Shipped, row => row.Reasons));
        var outcome = TextImport.Ecfr(file, [], Texts.Shipped, ImportSteps.Terms());
        Assert.Empty(outcome.Gaps());
        Assert.Equal((0, 241), (outcome.Only().Rows.Count, outcome.Only().Confirmed));
    }

    private static ImportOutcome ReadRow(string cells)
    {
        using var folder = new Support.TemporaryDirectory();
        var file = Path.Combine(folder.Path, "chart.xml");
        File.WriteAllText(file, $"<DIV9 N=\"Supplement No. 1 to Part 738\"><TABLE><TR><TH>Countries</TH><TH>CB 1</TH><TH>CB 2</TH><TH>NS 1</TH><TH>NS 2</TH><TH>MT 1</TH></TR>\n<TR>{cells}</TR></TABLE></DIV9>");
        return TextImport.Ecfr(file, [], Texts.WithChart("JP"), ImportSteps.Terms());
    }
}
