using Screening.Engine.Parties;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

/// <summary>What the lists together say of themselves.</summary>
public sealed class WatchlistSetTests
{
    [Theory]
    [InlineData(WatchlistState.Fresh, true, true, false, "")]
    [InlineData(WatchlistState.Aging, true, true, false, "")]
    [InlineData(WatchlistState.Overridden, true, false, false, "A is too old, and used by an operator's decision since Monday")]
    [InlineData(WatchlistState.Stale, false, false, true, "A is too old since Monday")]
    public void A_list_is_used_doubted_or_refused_by_its_state(WatchlistState state, bool isUsed, bool isComplete, bool isRefused, string doubts)
    {
        var set = new WatchlistSet([List("A", state), List("B", WatchlistState.Fresh)], [], []);
        Assert.Equal(isUsed ? ["A", "B"] : ["B"], set.Usable.Select(l => l.Code));
        Assert.Equal((isComplete, isRefused, doubts), (set.IsComplete, set.IsRefused, set.Doubts()));
        Assert.Equal(["A", "B"], set.Versions.Keys);
        Assert.False(set.IsEmpty);
    }

    [Fact]
    public void A_missing_list_is_doubted_and_refused_first()
    {
        var set = new WatchlistSet([List("A", WatchlistState.Stale)], ["X", "Y"], []);
        Assert.Equal((false, true, false), (set.IsComplete, set.IsRefused, set.IsEmpty));
        Assert.Equal("X is not loaded; Y is not loaded; A is too old since Monday", set.Doubts());
        Assert.True(new WatchlistSet([], ["X"], []) is { IsEmpty: false, IsComplete: false, IsRefused: true });
    }

    [Fact]
    public void No_list_at_all_is_nothing_to_doubt() => Assert.True(WatchlistSet.None is { IsEmpty: true, IsRefused: false, Usable.IsEmpty: true } && WatchlistSet.None.Doubts().Length == 0);

    [Fact]
    public void A_section_means_what_its_row_of_the_day_says()
    {
        var row = Lists.Sections[0] with { List = "A", Section = "S", Text = "before", Validity = new Validity(null, new DateOnly(2026, 1, 31)) };
        var set = new WatchlistSet([List("A", WatchlistState.Fresh)], [], [row, row with { Text = "after", Validity = new Validity(new DateOnly(2026, 2, 1), null) }]);
        Assert.Equal("before", set.Sections.Find("A", "S", new DateOnly(2026, 1, 31))?.Text);
        Assert.Equal("after", set.Sections.Find("A", "S", new DateOnly(2026, 2, 1))?.Text);
        Assert.Null(set.Sections.Find("B", "S", new DateOnly(2026, 2, 1)));
        Assert.Null(set.Sections.Find("A", "T", new DateOnly(2026, 2, 1)));
    }

    private static ScreenedWatchlist List(string code, WatchlistState state) =>
        new(Watchlist.Build(code, "2026-11-01", [Lists.Entry("1", "Northwind Vessels")], Shipped.Snapshot.Names!), state, " since Monday");
}
