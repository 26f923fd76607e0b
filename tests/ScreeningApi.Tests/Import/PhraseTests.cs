using ScreeningApi.Reference.Import.Ecfr;
using ScreeningApi.Reference.Import.Tables;

namespace ScreeningApi.Tests.Import;

/// <summary>Phrases of the texts, each by itself.</summary>
public sealed class PhraseTests
{
    [Theory]
    [InlineData("3A001.b.2 and b.3", ".b.2|.b.3", false)]
    [InlineData("3A001.a, .b, .c, and .d", ".a|.b|.c|.d", false)]
    [InlineData("items controlled in 3A001.a.2 to a.4", ".a.2|.a.3|.a.4", false)]
    [InlineData(".d through .f", ".d|.e|.f", false)]
    [InlineData("3A001.a.1.a and a.5.a", ".a.1.a|.a.5.a", false)]
    [InlineData("3A001.b.12.", ".b.12", false)]
    [InlineData(".a.1 to .b.2", ".a.1|.b.2", false)]
    [InlineData("3A001.z", ".z", false)]
    [InlineData("3A001.a when usable in missiles", ".a", true)]
    [InlineData("a device, e.g. a pump", "", true)]
    [InlineData("technology for commodities controlled by 3B001.a or b.2", "", true)]
    [InlineData("", "", false)]
    public void Paragraphs_of_a_phrase(string text, string paragraphs, bool isQualified)
    {
        var read = ParagraphList.Read(text, "3A001");
        Assert.Equal((paragraphs, isQualified), (string.Join('|', read.Paragraphs), read.IsQualified));
    }

    [Theory]
    [InlineData("N/A", "no")]
    [InlineData("Yes", "yes")]
    [InlineData("$3,000", "3000")]
    [InlineData("$1500: 3A001.c; $5000: 3A001.a (except a.1.a when controlled for MT), and .b.4 to .b.6.", "1500 .c; 5000 .b.4|.b.5|.b.6|.a but .a")]
    [InlineData("Yes for 3A001.a.2 to a.4, except .a.3", "yes .a.2|.a.3|.a.4?")]
    [InlineData("N/A for MT; $3000: 3A001.d", "no?; 3000 .d")]
    public void What_an_exception_is_allowed_for(string text, string clauses)
    {
        var shown = ExceptionLine.Read(text, "3A001").Select(c => $"{(c.Amount is { } a ? a.ToString(System.Globalization.CultureInfo.InvariantCulture) : c.IsAllowed ? "yes" : "no")} {string.Join('|', c.Paragraphs.Paragraphs)}".TrimEnd() + (c.Paragraphs.IsQualified ? "?" : "") + string.Concat(c.Open.Select(o => $" but {o}")));
        Assert.Equal(clauses, string.Join("; ", shown));
    }

    [Theory]
    [InlineData("NS applies to entire entry", "NS Column 2.", "NS2 All")]
    [InlineData("NS and RS apply to entire entry", "NS Column 1, RS Column 1", "NS1 All, RS1 All")]
    [InlineData("NS applies to entire entry, except 9A610.y", "NS Column 1", "NS1 Except .y")]
    [InlineData("NS applies to the entire entry except as noted", "NS Column 1", "NS1 Except")]
    [InlineData("MT applies to 9A610.t, .u, and .v", "MT Column 1", "MT1 Part .t|.u|.v")]
    [InlineData("UN applies to entire entry", "See § 746.1(b) for UN controls", "UN@746.1(b) All")]
    [InlineData("NS applies to 3B001.a.4", "Worldwide control. See § 742.4(a)(4) and (b)(2) of the EAR", "NS@WORLD Part")]
    [InlineData("CC applies to entire entry", "To all destinations, except one", "- All")]
    [InlineData("CW applies to entire entry. The chart does not decide. See the section.", "The chart does not decide.", "- All")]
    [InlineData("Control(s)", "Country Chart", "")]
    public void A_row_of_the_table_of_controls(string control, string chart, string read) =>
        Assert.Equal(read, string.Join(", ", EntryControl.Read(control, chart, "9A610", "").Select(c => $"{c.Token ?? "-"} {c.Scope} {string.Join('|', c.Paragraphs.Paragraphs.Concat(c.Except.Paragraphs))}".TrimEnd())));

    [Theory]
    [InlineData("8542 31", "854231")]
    [InlineData("ex 8407.10", "840710")]
    [InlineData("0101", "0101")]
    [InlineData("8471\n8473 30", "8471|847330")]
    [InlineData("8471, 8472; 8473 and 8474", "8471|8472|8473|8474")]
    [InlineData("Chapter 84", "84")]
    [InlineData("►M5 8542 31 ◄", "854231")]
    [InlineData("[F12 8421 39 35]", "84213935")]
    [InlineData("8407 10 (*)", "840710")]
    [InlineData("", "")]
    public void Codes_of_a_cell(string text, string codes)
    {
        var read = TariffCell.Read(text);
        Assert.Equal(codes, string.Join('|', read!.Select(c => c.Digits)));
        Assert.All(read!, c => Assert.Equal(text.StartsWith("ex", StringComparison.Ordinal), c.IsPartial));
    }

    [Theory]
    [InlineData("8501 to 8504")]
    [InlineData("8501-8504")]
    [InlineData("84713O")]
    [InlineData("847")]
    [InlineData("Ammonia")]
    [InlineData("8471 30 00 90 11 22")]
    public void What_is_no_code_is_not_taken_for_one(string text) => Assert.Null(TariffCell.Read(text));
}
