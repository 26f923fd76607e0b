using ScreeningApi.Reference.Import;

namespace ScreeningApi.Tests.Import;

/// <summary>The supplements to 15 CFR 746 that name goods by codes.</summary>
public sealed class TariffSupplementTests
{
    [Fact]
    public void Each_supplement_is_a_list_and_those_without_codes_are_passed_over()
    {
        var outcome = ImportSteps.Ecfr(Texts.WithListings(), 746);
        Assert.Equal(["listings of US-746-S2", "listings of US-746-S4"], outcome.Tables.Select(t => t.Table));
        Assert.Equal(["US-746-S2 730424", "US-746-S2 841350", "US-746-S2 847989"], outcome.Tables[0].Keys(RowChangeKind.Added));
        Assert.Equal(["US-746-S4 250410", "US-746-S4 870520"], outcome.Tables[1].Keys(RowChangeKind.Added));
        Assert.Equal("Natural graphite", outcome.Data.RuleSet.Listings.Single(l => l.Code == "250410").Description);
    }

    [Fact]
    public void A_code_with_a_letter_in_it_is_a_gap() =>
        Assert.Equal(["line 61: found '84713O' in the column of codes, expected codes such as 8542 31 or ex 8542 31"], ImportSteps.Ecfr(Texts.WithListings(), 746).Gaps());

    [Fact]
    public void A_chapter_stays_as_long_as_the_text_speaks_of_it_and_a_new_one_is_left_to_a_person()
    {
        var outcome = ImportSteps.Ecfr(Texts.WithListings(Texts.Goods("US-746-S4", "84"), Texts.Goods("US-746-S4", "88")), 746);
        Assert.Equal(["US-746-S4 88"], outcome.Tables[1].Keys(RowChangeKind.Ended));
        Assert.Equal(["85", "90", "93"], outcome.Notices.Where(n => !n.IsGap).Select(n => n.Text.Split(' ')[2].TrimEnd(':')));
    }
}
