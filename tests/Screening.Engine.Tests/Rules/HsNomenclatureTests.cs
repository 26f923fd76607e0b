using CsCheck;
using Screening.Engine.Items;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;
using static Screening.Engine.Tests.Support.Vocabulary;

namespace Screening.Engine.Tests.Rules;

public sealed class HsNomenclatureTests
{
    private static readonly DateOnly LastDay = new(2021, 12, 31);

    private static readonly HsNomenclature Codes = Compile(Document() with
    {
        Hs = new HsDocument
        {
            Headings =
            [
                Heading("0101", "21", "29"), Heading("0401", "10", "20"), Heading("0804", "50"), Heading("4011", "50"), Heading("8517", "60", "71", "79"), Heading("8542", "31", "32"),
                Heading("8807", "30"), Heading("8525", "81", "89"), Heading("98", "*"),
            ],
            Retired = [Retired("852580", "852581", "852589"), Retired("8803", "8807"), Retired("880330", "880730")],
        },
    }).Nomenclature;

    [Theory]
    [InlineData("10121", "010121", HsRepair.LeadingZero)]
    [InlineData("101.21", "010121", HsRepair.LeadingZero)]
    [InlineData("101", "0101", HsRepair.LeadingZero)]
    [InlineData("1012100", "01012100", HsRepair.LeadingZero)]
    [InlineData("101210000", "0101210000", HsRepair.LeadingZero)]
    [InlineData("10121.0", "010121", HsRepair.LeadingZero | HsRepair.Decimals)]
    [InlineData("10,121", "010121", HsRepair.LeadingZero | HsRepair.Thousands)]
    [InlineData("1.0121E+04", "010121", HsRepair.LeadingZero | HsRepair.Exponent)]
    [InlineData("1.0121E+06", "0101", HsRepair.LeadingZero | HsRepair.Exponent | HsRepair.Rounded)]
    [InlineData("40110", "040110", HsRepair.LeadingZero)]
    [InlineData("401.1", "040110", HsRepair.LeadingZero | HsRepair.TrailingZero)]
    [InlineData("8517.6", "851760", HsRepair.TrailingZero)]
    [InlineData("8542.3", "8542", HsRepair.HeadingOnly)]
    [InlineData("8525.8", "8525", HsRepair.HeadingOnly)]
    [InlineData("10121000000", "0101210000", HsRepair.LeadingZero | HsRepair.NationalDigits)]
    [InlineData("40115000000", "4011500000", HsRepair.NationalDigits)]
    [InlineData("8542.31", "854231", HsRepair.None)]
    [InlineData("854299", "854299", HsRepair.None)]
    public void Restores_a_zero_only_where_that_gives_a_code_that_exists(string text, string digits, HsRepair repair)
    {
        Assert.True(Codes.TryRead(text, out var code, out var reason), reason);
        Assert.Equal((digits, repair), (code.Digits, code.Repair));
    }

    [Theory]
    [InlineData("854")]
    [InlineData("85423")]
    [InlineData("8542310")]
    [InlineData("854231000")]
    [InlineData("8.54E+06")]
    [InlineData("880.6")]
    [InlineData("8599.1")]
    public void Refuses_a_digit_too_few_where_nothing_is_certain(string text)
    {
        Assert.False(Codes.TryRead(text, out _, out var reason));
        Assert.Contains("expected", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8542", "Known")]
    [InlineData("85", "Known")]
    [InlineData("8542.31", "Known")]
    [InlineData("8542.31.99.99", "Known")]
    [InlineData("9801.00.10", "National 2")]
    [InlineData("8542.77", "Unknown 4")]
    [InlineData("8542.77.00", "Unknown 4")]
    [InlineData("8599.10", "Unknown 2")]
    [InlineData("8599", "Unknown 2")]
    [InlineData("77", "Unknown 0")]
    [InlineData("7701.10", "Unknown 0")]
    [InlineData("8525.80", "Retired 852580")]
    [InlineData("8525.80.90.00", "Retired 852580")]
    [InlineData("8803", "Retired 8803")]
    [InlineData("8803.30.00", "Retired 880330")]
    [InlineData("8803.90", "Retired 8803")]
    public void Knows_which_codes_exist(string text, string expected) => Assert.Equal(expected, Said(Codes.Of(Ship.Hs(text), Ship.Today)));

    [Fact]
    public void A_retired_code_was_right_to_its_last_day()
    {
        Assert.Equal("Known", Said(Codes.Of(Ship.Hs("8525.80"), LastDay)));
        Assert.Equal("Retired 852580", Said(Codes.Of(Ship.Hs("8525.80"), LastDay.AddDays(1))));
        Assert.Equal("Known", Said(Codes.Of(Ship.Hs("8525.81"), LastDay)));
    }

    [Fact]
    public void Where_no_nomenclature_is_loaded_every_code_is_taken_as_it_is()
    {
        var none = Compile(Document()).Nomenclature;
        Assert.True(none.IsEmpty);
        Assert.Equal("Known", Said(none.Of(Ship.Hs("7701.10"), Ship.Today)));
        Assert.False(none.TryRead("10121", out _, out _));
    }

    [Fact]
    public void A_lookup_allocates_nothing()
    {
        var code = Ship.Hs("8542.31.00");
        Codes.Of(code, Ship.Today);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Codes.Of(code, Ship.Today);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Reading_never_throws_and_what_was_read_is_read_again() => Property.Holds(
        Gen.OneOf(Texts.CodeLike, Gen.Select(Gen.Double[1, 9.99], Gen.Int[0, 14], (mantissa, power) => FormattableString.Invariant($"{mantissa:0.###}E+{power:00}")), Gen.String[Gen.Char["0123456789.,"], 1, 10]),
        text =>
        {
            if (Shipped.Snapshot.Rules.Nomenclature.TryRead(text, out var code, out var reason))
            {
                Assert.InRange(code.Digits.Length, 2, 10);
                Assert.Equal(0, code.Digits.Length % 2);
                Assert.True(Shipped.Snapshot.Rules.Nomenclature.TryRead(code.Digits, out var again, out _));
                Assert.Equal((code.Digits, HsRepair.None), (again.Digits, again.Repair));
            }
            else
            {
                Assert.NotEmpty(reason);
            }
        },
        cases: 10_000, show: Texts.Shown);

    [Fact]
    public void Says_what_is_wrong_with_a_document_and_where()
    {
        RuleSetCompiler.Compile(
            Document() with
            {
                Hs = new HsDocument
                {
                    Headings = [Heading("854", "31"), Heading("8542", "3"), Heading("8541", "10", "10"), Heading("99", "10")],
                    Retired = [Retired("854110", "8541"), Retired("88", "8541"), Retired("880330", "999999"), Retired("880390", "8541") with { Validity = Always }],
                    Expectations =
                    [
                        new HsExpectationRow("drone", ExpectationKind.Expected, ["8806"], "", "test", "yes", Always), new HsExpectationRow("*", ExpectationKind.Expected, ["88"], "", "test", "yes", Always),
                        new HsExpectationRow("uav", ExpectationKind.Contradicts, ["8806.2"], "", "test", "yes", Always), new HsExpectationRow("uav", ExpectationKind.Contradicts, [], "", "test", "yes", Always),
                    ],
                },
            },
            out var diagnostics);
        var found = diagnostics.Select(d => d.ToString()).ToArray();
        Assert.All(found, d => Assert.Contains("found", d, StringComparison.Ordinal));
        Assert.Equal(
            ["heading 854", "heading 8542", "heading 8541", "heading 99", "retired code 854110", "retired code 88", "retired code 880330", "retired code 880390", "expectation for drone", "expectation for *", "expectation for uav", "expectation for uav"],
            diagnostics.Select(d => d.Where));
    }

    private static HsHeadingRow Heading(string code, params string[] subheadings) => new(code, [.. subheadings], "test", Always);

    private static HsRetiredRow Retired(string code, params string[] successors) => new(code, [.. successors], "note", "test", "yes", new Validity(null, LastDay));

    private static string Said(HsStanding standing) => standing.Status switch
    {
        HsStatus.Known => "Known",
        HsStatus.Retired => $"Retired {standing.Retired!.Code}",
        HsStatus.National => $"National {standing.KnownDigits}",
        _ => $"Unknown {standing.KnownDigits}",
    };
}
