using Screening.Engine.Licensing;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Licensing;

/// <summary>Paragraphs, expressions on places and items, and the sentences of the data, each by a table.</summary>
[Trait("Category", "Licensing")]
public sealed class LicenseExpressionTests
{
    [Theory]
    [InlineData("", "", "true")]
    [InlineData("", ".a", "true")]
    [InlineData(".a", ".a", "true")]
    [InlineData(".a", ".a.2", "true")]
    [InlineData(".a.2", ".a.2.b", "true")]
    [InlineData(".a.2", ".a", "unknown")]
    [InlineData(".a.2", "", "unknown")]
    [InlineData(".a.2", ".a.20", "false")]
    [InlineData(".a.20", ".a.2", "false")]
    [InlineData(".a", ".b", "false")]
    [InlineData(".a.2", ".a.3", "false")]
    public void A_paragraph_is_compared_level_by_level(string row, string declared, string covers) => Assert.Equal(TruthOf(covers), ParagraphText.Covers(row, declared));

    [Theory]
    [InlineData("world", "true")]
    [InlineData("country:XX", "true")]
    [InlineData("country:X", "false")]
    [InlineData("country:YY|country:XX", "true")]
    [InlineData("!country:XX", "false")]
    [InlineData("group:B", "true")]
    [InlineData("group:D:1", "false")]
    [InlineData("group:D:5", "unknown")]
    [InlineData("!group:D:5", "unknown")]
    [InlineData("group:B & !group:D:1", "true")]
    [InlineData("group:B & !group:D:5", "unknown")]
    [InlineData("group:D:1 & group:D:5", "false")]
    [InlineData("group:D:1 | group:D:5", "unknown")]
    [InlineData("group:B|group:D:5", "true")]
    [InlineData("gea:EU001", "false")]
    [InlineData("embargo:EU:arms", "true")]
    [InlineData("eu", "false")]
    public void A_place_meets_an_expression_or_not_or_nobody_knows(string expression, string meets)
    {
        var place = new LicensePlace(
            new PlaceRow("XX", "Somewhere", ""),
            [Fact("group:B"), Fact("group:D:5", verified: "no"), Fact("gea:EU001", holds: false), Fact("embargo:EU:arms"), Fact("embargo:EU:arms", verified: "no", holds: false)], null);
        Assert.Equal(TruthOf(meets), PlaceExpression.Parse(expression, out _)!.Meet(place));
    }

    [Theory]
    [InlineData("eu", "DE", "true")]
    [InlineData("eu", "TR", "false")]
    [InlineData("group:A:5", "JP", "true")]
    [InlineData("embargo:US:comprehensive", "UA-43", "true")]
    [InlineData("group:B", "UA-43", "true")]
    public void A_region_has_the_facts_of_its_country_beside_its_own(string expression, string place, string meets) =>
        Assert.Equal(TruthOf(meets), PlaceExpression.Parse(expression, out _)!.Meet(LicenseInputs.Tables.On(Ship.Today).FindPlace(place)!));

    [Theory]
    [InlineData("")]
    [InlineData("country")]
    [InlineData("world|")]
    [InlineData("world & ")]
    [InlineData("groups:B")]
    [InlineData("!!world")]
    public void A_place_expression_that_says_nothing_is_refused(string text) => Assert.Null(PlaceExpression.Parse(text, out _));

    [Theory]
    [InlineData("all", null, null, "true")]
    [InlineData("controlled", "3A001.a.2", null, "true")]
    [InlineData("controlled", "EAR99", null, "false")]
    [InlineData("controlled", "9E888", null, "false")]
    [InlineData("controlled", null, null, "unknown")]
    [InlineData("!controlled", null, null, "unknown")]
    [InlineData("ear99", "EAR99", null, "true")]
    [InlineData("ear99", "3A001", null, "false")]
    [InlineData("unlisted", "EAR99", null, "true")]
    [InlineData("unlisted", "3A001", null, "false")]
    [InlineData("entry:3A001", "3A001.b.4", null, "true")]
    [InlineData("entry:3A001.a", "3A001.a.2", null, "true")]
    [InlineData("entry:3A001.a", "3A001", null, "unknown")]
    [InlineData("!entry:3A001.a", "3A001", null, "unknown")]
    [InlineData("entry:3A001.a", "3A001.b.1", null, "false")]
    [InlineData("entry:3A001.a", "3A002.a", null, "false")]
    [InlineData("paragraph:.z", "3A001.z.1", null, "true")]
    [InlineData("paragraph:.z", "3A001", null, "unknown")]
    [InlineData("paragraph:.z", "3A001.a.2", null, "false")]
    [InlineData("paragraph:.z", "EAR99", null, "false")]
    [InlineData("reason:NS", "2B001.b.2", null, "true")]
    [InlineData("reason:UN", "2B001.b.2", null, "false")]
    [InlineData("reason:NS", "EAR99", null, "false")]
    [InlineData("group:B", "2B001", null, "true")]
    [InlineData("group:D|group:E", "2B001", null, "false")]
    [InlineData("category:2", "2B001", null, "true")]
    [InlineData("category:9", "EAR99", null, "false")]
    [InlineData("series:600", "1A613", null, "true")]
    [InlineData("series:600", "1A005", null, "false")]
    [InlineData("series:9x515", "9A515.e", null, "true")]
    [InlineData("hs:84", null, "847149", "true")]
    [InlineData("hs:8471", null, "84", "unknown")]
    [InlineData("hs:84", null, "854231", "false")]
    [InlineData("hs:84", null, null, "unknown")]
    [InlineData("statedHs:30", null, null, "false")]
    [InlineData("statedHs:30", null, "300490", "true")]
    [InlineData("listed:US-746-S4", null, "847149", "true")]
    [InlineData("listed:US-746-S5", null, "847149", "unknown")]
    [InlineData("listed:US-746-S2", null, "847149", "unknown")]
    [InlineData("listed:US-746-*", null, "847149", "true")]
    [InlineData("listed:EU-833-*", null, "847149", "false")]
    [InlineData("listed:US-746-S4", null, null, "unknown")]
    [InlineData("list:annexIV", null, null, "unknown")]
    [InlineData("list:annexIV", "EAR99", null, "false")]
    [InlineData("category:2 & !reason:MT | ear99", "EAR99", null, "true")]
    [InlineData("category:3 & entry:3A001.a", "3A001", null, "unknown")]
    public void An_item_meets_an_expression_or_not_or_nobody_knows(string expression, string? eccn, string? hs, string meets)
    {
        var item = new LicensedItem
        {
            Declared = eccn is null ? null : Ship.Entry(eccn), Inferred = [], HsDigits = hs, Origin = null, Value = null,
            Listings = hs is null ? [] : [new("US-746-S4", true, "yes"), new("US-746-S5", false, "yes"), new("US-746-S2", true, "no")],
        };
        var tables = LicenseInputs.Tables.On(Ship.Today);
        var classified = item.Declared is { } declared
            ? new ClassifiedItem(item, declared.Entry, declared.Paragraphs, tables.Regimes[0].FindEntry(declared.Entry), tables)
            : new ClassifiedItem(item, "", "", null, tables);
        Assert.Equal(TruthOf(meets), ItemExpression.Parse(expression, out _)!.Meet(classified));
    }

    [Theory]
    [InlineData("")]
    [InlineData("entry")]
    [InlineData("all:3A001")]
    [InlineData("3")]
    [InlineData("hs:84 & ")]
    [InlineData("entries:3A001")]
    public void An_item_expression_that_says_nothing_is_refused(string text) => Assert.Null(ItemExpression.Parse(text, out _));

    [Theory]
    [InlineData("all", "", "", "", "", "true")]
    [InlineData("part", "", "", "", ".a", "unknown")]
    [InlineData("except", "", "", "", ".a", "true")]
    [InlineData("part", ".a", "", "yes", ".a.1", "true")]
    [InlineData("part", ".a", "", "yes", ".b", "false")]
    [InlineData("part", ".a", "", "yes", "", "unknown")]
    [InlineData("part", ".a", "", "no", ".b", "unknown")]
    [InlineData("part", ".a", "", "no", ".a", "unknown")]
    [InlineData("except", "", ".y", "yes", "", "true")]
    [InlineData("except", "", ".y", "yes", ".y.1", "false")]
    [InlineData("except", "", ".y", "no", ".y.1", "unknown")]
    [InlineData("except", "", ".y", "yes", ".a", "true")]
    [InlineData("part", ".a", ".a.2", "yes", ".a.2", "false")]
    [InlineData("part", ".a", ".a.2", "yes", ".a", "true")]
    public void A_reason_holds_for_the_paragraphs_that_its_row_names(string scope, string paragraphs, string except, string verified, string declared, string covers)
    {
        var reason = new ControlReason(new ControlReasonRow("", "NS1", "", "chart:NS1", "", "", Source("yes")), "NS1", null);
        var parts = verified.Length == 0 ? [] : new[] { new PartialReasonRow("", "", "NS1", List(paragraphs), List(except), "", "", Source(verified)) };
        Assert.Equal(TruthOf(covers), new EntryReason(reason, Enum.Parse<ReasonScope>(scope, ignoreCase: true), [.. parts]).Covers(declared, out _));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("No place to fill.", "No place to fill.")]
    [InlineData("{item} to {place}", "3A001 to Turkey")]
    [InlineData("{reasons}: {name}, {other}!", "NS1: National security, rest!")]
    [InlineData("{value} of {limit}{", "USD 5 of USD 10{")]
    public void A_sentence_is_filled_where_it_says(string template, string text)
    {
        var terms = new TextTerms("3A001", "Turkey") { Reason = "NS1", Name = "National security", Value = "USD 5", Limit = "USD 10", Other = "rest" };
        Assert.Equal(text, TextTemplate.Parse(template, out _)!.Fill(terms));
        Assert.Null(TextTemplate.Parse("{planet}", out var wrong));
        Assert.Equal("planet", wrong);
    }

    private static System.Collections.Immutable.ImmutableArray<string> List(string text) => text.Length == 0 ? [] : [text];

    private static PlaceFactRow Fact(string fact, string verified = "yes", bool holds = true) => new("XX", fact, holds, Source(verified));

    private static Provenance Source(string verified) => new("own", "", verified, default(Validity));

    private static Truth TruthOf(string text) => Enum.Parse<Truth>(text, ignoreCase: true);
}
