using ScreeningApi.Reference;
using ScreeningApi.Reference.Import;

namespace ScreeningApi.Tests.Import;

/// <summary>How old the tables are, and how much of them is unchecked.</summary>
public sealed class TableAgeTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    [Fact]
    public void Every_table_says_its_age_its_rows_and_those_nobody_checked()
    {
        var states = TableAge.Of(Texts.Shipped, Today).ToDictionary(t => t.Table);
        Assert.Equal(("2026-07-23", 250), (states["country_chart"].AsOf, states["country_chart"].Rows));
        Assert.Equal(Texts.Shipped.Destinations.Embargoes.Count(e => e.Verified == "no" && e.ValidTo >= Today), states["embargoes"].NotVerified);
        Assert.All(ReferenceTables.All, table => Assert.Contains(table.Name, states.Keys));
    }

    [Fact]
    public void Lists_of_goods_count_each_for_itself()
    {
        var states = TableAge.Of(Texts.Shipped, Today).ToDictionary(t => t.Table);
        Assert.Equal(("2024-02-23", 50), (states["listings/CHPL"].AsOf, states["listings/CHPL"].Rows));
        Assert.Equal("2025-10-24", states["listings/EU-833-XXIII"].AsOf);
    }

    [Fact]
    public void Only_rows_that_hold_on_the_day_count()
    {
        var data = Texts.WithListings(
            Texts.Goods("UK-3E", "8471") with { ValidTo = new(2020, 1, 1), AsOf = "2019-01-01" }, Texts.Goods("UK-3E", "8472") with { Verified = "no" }, Texts.Goods("UK-3E", "8473") with { AsOf = "2026-02-02" });
        Assert.Equal(new TableAge("listings/UK-3E", "2026-02-02", "2025-01-01", 2, 1), TableAge.Of(data, Today).Single(t => t.Table == "listings/UK-3E"));
    }
}
