using Screening.Engine.Items;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

/// <summary>A name of nothing but blanks is nobody, and stops nothing.</summary>
public sealed class EmptyNameTests
{
    private static readonly NameLexicon Names = Shipped.Snapshot.Names!;

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\u3000")]
    public void An_empty_name_is_like_no_other(string name)
    {
        Assert.Equal(0, new NameComparer(Names).Compare(name, "Harrowgate Optics").Score);
        Assert.Equal(0, new NameComparer(Names).Compare("Harrowgate Optics", name).Score);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_party_without_a_name_is_found_on_no_list(string name) =>
        Assert.Empty(ScreeningEngine.Screen(Ship.Goods("cotton shirts", hs: "6205.20").To("DE").With(PartyRole.Consignee, null, name), Shipped.Snapshot with { Watchlists = Lists.One }).Lines[0].Parties);

    [Fact]
    public void An_entry_without_a_name_does_not_keep_others_from_being_found()
    {
        var list = Watchlist.Build("A", "1", [Lists.Entry("1", ""), Lists.Entry("2", "Harrowgate Optics")], Names);
        Assert.Equal("2", new PartyMatcher(Names).Match(new PartyQuery { Name = "Harrowgate Optics" }, [list], new MatchOptions { Threshold = 0.8, Cutoff = 0.5 }).Single().Entry.Id);
    }
}
