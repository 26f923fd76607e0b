using CsCheck;
using Screening.Engine.Tests.Support;
using ScreeningApi.Reference;
using ScreeningApi.Reference.Import;
using ScreeningApi.Reference.Import.Acts;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Import;

/// <summary>Annexes and schedules, as EUR-Lex and legislation.gov.uk give them.</summary>
public sealed class ActTests
{
    [Fact]
    public void The_codes_of_the_annex_are_read_and_no_others()
    {
        var outcome = Annex(Texts.WithListings());
        Assert.Equal(["EU-833-XXIII 2814", "EU-833-XXIII 840710", "EU-833-XXIII 840810", "EU-833-XXIII 840820"], outcome.Only().Keys(RowChangeKind.Added));
        Assert.Equal(["line 17: found '8501 to 8504' in the column of codes, expected codes such as 8542 31 or ex 8542 31"], outcome.Gaps());
    }

    [Fact]
    public void Ex_makes_a_row_partial_and_descriptions_stay_our_own()
    {
        var outcome = Annex(Texts.WithListings(Texts.Goods("EU-833-XXIII", "2814"), Texts.Goods("EU-833-XXIII", "840710")));
        Assert.Equal(new ColumnChange("partial", "", "yes"), outcome.Only().Column("EU-833-XXIII 840710", "partial"));
        Assert.Equal("worded by us", Row(outcome, "2814").Description);
        Assert.Equal("", Row(outcome, "840810").Description);
        Assert.Equal("Reg. (EU) 833/2014 Annex XXIII", Row(outcome, "840810").Citation);
    }

    [Fact]
    public void Other_lists_keep_their_rows()
    {
        var outcome = Annex(Texts.WithListings(Texts.Goods("EU-833-X", "841940"), Texts.Goods("EU-833-XXIII", "9999")));
        Assert.Equal(["EU-833-XXIII 9999"], outcome.Only().Keys(RowChangeKind.Ended));
        Assert.Equal(DateOnly.MaxValue, Row(outcome, "841940").ValidTo);
    }

    [Fact]
    public void Another_heading_can_be_asked_for() =>
        Assert.Equal(["EU-833-XXIII 841940"], TextImport.Act(Texts.Path(Texts.Annex), "EU-833-XXIII", "ANNEX X", Texts.WithListings(), ImportSteps.Terms()).Only().Keys(RowChangeKind.Added));

    [Theory]
    [InlineData("EU-833-XLVIII", null, "found tables of codes under X, XXIII, XXIV, expected some under XLVIII: say which is meant with --heading")]
    [InlineData("EU-833-XXIII", "Annex 1", "--heading: found 'Annex 1', expected such as 'ANNEX II'")]
    [InlineData("EU-1-I", null, "--list: found 'EU-1-I', expected one of EU-833-VII.B")]
    [InlineData("CHPL", null, "--list: found 'CHPL', expected one of EU-833-VII.B")]
    public void What_is_not_in_the_text_or_no_list_is_refused(string list, string? heading, string message) =>
        Assert.StartsWith(message, Assert.Throws<ReferenceFileException>(() => TextImport.Act(Texts.Path(Texts.Annex), list, heading, Texts.Shipped, ImportSteps.Terms())).Message, StringComparison.Ordinal);

    [Fact]
    public void A_schedule_is_found_beside_marks_of_amendments_and_extent()
    {
        var outcome = TextImport.Act(Texts.Path(Texts.Schedule), "UK-2D", null, Texts.WithListings(), ImportSteps.Terms());
        Assert.Equal(["UK-2D 841960", "UK-2D 84198910", "UK-2D 84213935"], outcome.Only().Keys(RowChangeKind.Added));
        Assert.Equal([true, true, false], outcome.Data.RuleSet.Listings.OrderBy(l => l.Code).Select(l => l.Partial));
    }

    [Fact]
    public void A_code_that_is_meant_in_whole_and_in_part_is_meant_in_whole()
    {
        var outcome = Csv("Commodity code,Description\nex 8471 30,some\n8471 30,all\nex 8473,parts\n");
        Assert.Equal([("847130", false), ("8473", true)], outcome.Data.RuleSet.Listings.Select(l => (l.Code, l.Partial)));
    }

    [Fact]
    public void A_file_of_rows_without_a_column_of_codes_is_refused() =>
        Assert.StartsWith("found no table of codes", Assert.Throws<ReferenceFileException>(() => Csv("Goods,Price\nHorses,3\n")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("EU-833-VII.B", "VII part B")]
    [InlineData("EU-833-XXIIIA", "XXIIIA")]
    [InlineData("UK-3E", "3E")]
    public void The_name_of_a_list_says_where_it_stands(string list, string place) => Assert.Equal(place, ActHeading.OfList(list).ToString());

    [Fact]
    public void Tables_know_the_part_of_the_annex_they_stand_in()
    {
        var tables = ActReader.Read("<p>ANNEX VII</p><p>Part A</p><table><tr><td>1</td></tr></table><p>Part B</p><p>Part B of Annex VII is long</p><table><tr><td>2</td></tr></table><p>ANNEX IX</p><table><tr><td>3</td></tr></table>");
        Assert.Equal(["VII part A", "VII part B", "IX"], tables.Select(t => t.Heading.ToString()));
    }

    [Fact]
    public void Whatever_the_HTML_it_is_read_to_its_end() =>
        Property.Holds(Gen.OneOf(Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]), Gen.String).Array[0, 40], pieces => ActReader.Read(string.Concat(pieces)).Count >= 0);

    private static readonly string[] Pieces =
    [
        "<table>", "</table>", "<tr>", "<td colspan=2 rowspan='3'>", "</td>", "<p>", "<!--", "-->", "<script>", "<", ">", "</", "<a href=\"x>y\">", "ANNEX I", "8471", "&nbsp;", "&#x0;", "\n", "<sup>", "<td", "=\"",
    ];

    private static ImportOutcome Annex(ReferenceData data) => TextImport.Act(Texts.Path(Texts.Annex), "EU-833-XXIII", null, data, ImportSteps.Terms());

    private static ListingRecord Row(ImportOutcome outcome, string code) => outcome.Data.RuleSet.Listings.Single(l => l.Code == code && l.ValidTo == DateOnly.MaxValue);

    private static ImportOutcome Csv(string text)
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "schedule.csv");
        File.WriteAllText(file, text);
        return TextImport.Act(file, "UK-3E", null, Texts.WithListings(), ImportSteps.Terms());
    }
}
