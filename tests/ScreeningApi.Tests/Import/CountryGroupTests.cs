using ScreeningApi.Reference;
using ScreeningApi.Reference.Import;

namespace ScreeningApi.Tests.Import;

/// <summary>15 CFR 740 Supp. 1.</summary>
public sealed class CountryGroupTests
{
    [Fact]
    public void Tables_and_the_list_are_read_whatever_the_names()
    {
        var outcome = ImportSteps.Ecfr(Texts.WithGroups(), 740);
        Assert.Empty(outcome.Gaps());
        Assert.Equal(
            ["AL A:6", "AL B", "CD B", "CH A:1", "CH A:2", "CH A:5", "CN D:1", "CN D:3", "CN D:5", "IR D:3", "IR D:5", "IR E:1", "JP A:1", "JP A:2", "JP A:5", "JP B", "KR B", "UA A:2"],
            outcome.Only().Keys(RowChangeKind.Added));
    }

    [Fact]
    public void A_country_that_left_a_group_keeps_the_row_with_its_last_day()
    {
        var outcome = ImportSteps.Ecfr(Texts.WithGroups(Row("JP", "D:1")), 740);
        Assert.Equal(["JP D:1"], outcome.Only().Keys(RowChangeKind.Ended));
        Assert.Equal(new DateOnly(2026, 9, 30), outcome.Data.Destinations.Groups.Single(g => g is { Code: "JP", CountryGroup: "D:1" }).ValidTo);
    }

    [Fact]
    public void A_new_member_begins_on_the_day_of_the_text()
    {
        var row = ImportSteps.Ecfr(Texts.WithGroups(), 740).Data.Destinations.Groups.Single(g => g is { Code: "IR", CountryGroup: "E:1" });
        Assert.Equal((Texts.AsOf, "single", "15 CFR 740 Supp. 1"), (row.ValidFrom, row.Verified, row.Citation));
    }

    [Fact]
    public void Places_that_follow_a_country_follow_it_into_new_groups_too()
    {
        var derived = Row("LI", "B") with { Source = "derived from parent row", Note = "derived: same treatment as CH" };
        var outcome = ImportSteps.Ecfr(Texts.WithGroups(derived), 740);
        Assert.Equal(["LI A:1", "LI A:2", "LI A:5"], outcome.Only().Keys(RowChangeKind.Added).Where(k => k.StartsWith("LI", StringComparison.Ordinal)));
        Assert.Equal(["LI B"], outcome.Only().Keys(RowChangeKind.Ended));
        Assert.Equal("derived: same treatment as CH", outcome.Data.Destinations.Groups.Single(g => g is { Code: "LI", CountryGroup: "A:1" }).Note);
    }

    private static CountryGroupRecord Row(string code, string group) => new() { Code = code, CountryGroup = group, Citation = "test", Source = "another copy", AsOf = "2026-01-01", Verified = "single" };
}
