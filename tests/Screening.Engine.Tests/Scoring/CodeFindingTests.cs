using Screening.Engine.Items;
using Screening.Engine.Matching;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;
using ScreeningApi.Reference;

namespace Screening.Engine.Tests.Scoring;

/// <summary>What is said about codes that were mended, that are retired, that do not exist, and that contradict the words.</summary>
public sealed class CodeFindingTests
{
    [Theory]
    [InlineData("85423100.0", "85423100")]
    [InlineData("8542319000101", "8542319000")]
    [InlineData("8.54231E+05", "854231")]
    public void A_mended_code_says_what_was_sent_and_what_was_read(string sent, string read)
    {
        var line = Read("Processor chip", sent).To("DE").Line();
        var finding = Assert.Single(line.Findings, f => f.Code == "hsCodeRepaired");
        Assert.Equal(FindingSeverity.Info, finding.Severity);
        Assert.Contains($"'{sent}'", finding.Text, StringComparison.Ordinal);
        Assert.Contains($"read as {read}", finding.Text, StringComparison.Ordinal);
        Assert.Contains(line.Listings, l => l is { List: "CHPL", Code: "854231", Extent: ListingExtent.Full });
    }

    [Fact]
    public void Digits_that_were_rounded_away_are_asked_for_where_they_could_matter()
    {
        var (risky, harmless) = (Read("goods", "8.54E+07").To("AE").Line(), Read("goods", "8.54E+07").To("DE").Line());
        Assert.Equal(Verdict.Incomplete, risky.Verdict);
        Assert.Contains(risky.Findings, f => f is { Code: "hsCodeRepaired", Severity: FindingSeverity.Incomplete });
        Assert.Contains(risky.Questions, q => q.Parameter == "hsCode");
        Assert.Contains(risky.Listings, l => l is { List: "CHPL", Extent: ListingExtent.Possible });
        Assert.Equal(Verdict.NoFinding, harmless.Verdict);
        Assert.Contains(harmless.Findings, f => f is { Code: "hsCodeRepaired", Severity: FindingSeverity.Info });
    }

    [Fact]
    public void A_code_that_does_not_exist_is_said_and_asked_for_and_what_its_heading_could_hold_is_not_passed_over()
    {
        var line = Ship.Goods("goods", hs: "8542.77").To("AE").Line();
        Assert.Contains(line.Findings, f => f is { Code: "hsCodeUnknown", Severity: FindingSeverity.Incomplete });
        Assert.Contains(line.Listings, l => l is { List: "CHPL", Extent: ListingExtent.Possible });
        Assert.Contains(line.Questions, q => q.Parameter == "hsCode" && q.Why.Contains("does not exist", StringComparison.Ordinal));
        Assert.Contains(line.Categories, c => c.Code == "semiconductor");
    }

    [Fact]
    public void A_code_of_a_chapter_that_does_not_exist_is_no_classification()
    {
        var line = Ship.Goods("goods", hs: "7701.10").To("AE").Line();
        Assert.Equal(Verdict.Incomplete, line.Verdict);
        Assert.True(line.HasFinding("hsCodeUnknown"));
        Assert.Equal(FindingSeverity.Info, Ship.Goods("cotton shirts", hs: "7701.10").To("DE").Line().Findings.Single(f => f.Code == "hsCodeUnknown").Severity);
    }

    [Fact]
    public void A_national_chapter_says_nothing_of_the_goods()
    {
        Assert.Equal("hsCodeNational", Assert.Single(Ship.Goods("cotton shirts", hs: "9801.00.10").To("DE").Line().Findings).Code);
        Assert.Contains(Ship.Goods("Processor chip", hs: "9999.99").To("AE").Line().Questions, q => q.Parameter == "hsCode");
    }

    [Theory]
    [InlineData("8525.80", "852589")]
    [InlineData("8541.40", "854149")]
    [InlineData("8803.30", "880730")]
    [InlineData("8803.30.00", "880730")]
    [InlineData("8803", "880730")]
    public void A_list_written_on_the_new_code_is_found_by_the_old_one(string old, string listed)
    {
        var line = Ship.Goods("goods", hs: old).To("AE").Line();
        Assert.True(line.HasFinding("hsCodeRetired"));
        Assert.Contains(line.Listings, l => l.List == "CHPL" && l.Code == listed);
        Assert.True(line.Verdict.IsAtLeast(Verdict.Incomplete), $"{line.Verdict}");
        Assert.True(Ship.Goods("goods", hs: old).To("RU").Line().Verdict.IsAtLeast(Verdict.Review));
    }

    [Fact]
    public void A_list_written_on_the_old_code_is_found_by_it()
    {
        var snapshot = WithRuleSet(r => r with { Listings = [r.Listings.First(l => l.List == "CHPL") with { Code = "852580", Partial = false }] });
        var line = Assert.Single(ScreeningEngine.Screen(Ship.Goods("goods", hs: "8525.80").To("AE"), snapshot).Lines);
        Assert.Contains(line.Listings, l => l is { Code: "852580", Extent: ListingExtent.Full });
    }

    [Theory]
    [InlineData("yes", ListingExtent.Full)]
    [InlineData("no", ListingExtent.Possible)]
    public void Where_all_successors_are_on_a_list_the_old_code_is_if_somebody_checked_them(string verified, ListingExtent extent)
    {
        var snapshot = WithRuleSet(r => r with { HsRetired = [.. r.HsRetired.Select(h => h with { Verified = verified })] });
        var line = Assert.Single(ScreeningEngine.Screen(Ship.Goods("goods", hs: "8803.30").To("AE"), snapshot).Lines);
        Assert.Equal(extent, Assert.Single(line.Listings, l => l.List == "CHPL").Extent);
    }

    [Fact]
    public void A_rule_for_some_successors_counts_by_their_share()
    {
        var line = Ship.Goods(null, hs: "8525.80").To("AE").Line();
        var optics = Assert.Single(line.Categories, c => c.Code == "optics");
        Assert.Equal(0.675, optics.Evidence.Max(e => e.Weight), 4);
        Assert.All(optics.Evidence, e => Assert.Equal("8525.80", e.Text));
    }

    [Fact]
    public void Before_its_end_an_old_code_is_an_ordinary_one() =>
        Assert.False((Ship.Goods("goods", hs: "8525.80").To("DE") with { DecisiveDate = new DateOnly(2021, 12, 31) }).Line().HasFinding("hsCodeRetired"));

    [Fact]
    public void An_old_code_never_scores_below_the_new_code_that_is_least_concerning()
    {
        var wrong = new List<string>();
        foreach (var row in Shipped.Data.RuleSet.HsRetired)
        {
            var old = Ship.Goods(null, hs: row.Code).To("CN").Line().RiskScore;
            var least = row.Successors.Min(s => Ship.Goods(null, hs: s).To("CN").Line() is var line && line.Listings.Any(l => l.Extent == ListingExtent.Full) ? 0 : line.RiskScore);
            if (old < least)
            {
                wrong.Add($"{row.Code}: {old} < {least}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Thermal imaging camera, 640x512", "9503.00", "optics")]
    [InlineData("Unmanned aerial vehicle, quadcopter", "6204.42", "uav")]
    [InlineData("Unmanned aerial vehicle, quadcopter", "95.03.00.81.90", "uav")]
    [InlineData("5-axis CNC machining centre", "0901.21", "machineTool")]
    [InlineData("тепловизор", "9503.00", "optics")]
    public void A_code_for_quite_other_goods_contradicts_the_words(string description, string hs, string category)
    {
        var (alone, contradicted) = (Ship.Goods(description).To("AE").Line(), Ship.Goods(description, hs: hs).To("AE").Line());
        var finding = Assert.Single(contradicted.Findings, f => f.Code == "codeContradictsDescription");
        Assert.Equal(FindingSeverity.Review, finding.Severity);
        Assert.Contains(hs, finding.Text, StringComparison.Ordinal);
        Assert.Contains(contradicted.Categories.Single(c => c.Code == category).Name, finding.Text, StringComparison.Ordinal);
        Assert.Contains(contradicted.Contributions, c => c is { Factor: ScoreFactor.Flag, Reason: "codeContradictsDescription" });
        Assert.True(contradicted.RiskScore > alone.RiskScore);
        Assert.True(contradicted.Verdict.IsAtLeast(Verdict.Review));
        Assert.Equal(contradicted.RiskScore, contradicted.Contributions.Sum(c => c.Points));
    }

    [Theory]
    [InlineData("Thermal imaging camera", "8525.89")]
    [InlineData("Thermal imaging camera", "9013.80")]
    [InlineData("Thermal imaging camera", "9802.00")]
    [InlineData("Thermal imaging camera", "95")]
    [InlineData("Ballistic vest", "6211.33")]
    [InlineData("Ballistic vest", "6307.90")]
    [InlineData("Ballistic vest", "62")]
    [InlineData("Ballistic helmet", "6506.10")]
    [InlineData("toy drone for kids", "9503.00")]
    [InlineData("cotton shirts", "6205.20")]
    [InlineData("wooden toys", "9503.00")]
    [InlineData("goods", "9503.00")]
    public void A_code_that_may_be_right_contradicts_nothing(string description, string hs) =>
        Assert.False(Ship.Goods(description, hs: hs).To("AE").Line().HasFinding("codeContradictsDescription"));

    [Fact]
    public void Words_used_in_another_sense_do_not_weaken_the_code_and_a_finding_says_so()
    {
        var (code, both) = (Ship.Goods(null, hs: "8806.23").To("AE").Line(), Ship.Goods("toy drone for kids", hs: "8806.23").To("AE").Line());
        Assert.Contains(both.Findings, f => f is { Code: "descriptionContradictsCode", Severity: FindingSeverity.Info });
        Assert.True(both.RiskScore >= code.RiskScore);
        Assert.False(Ship.Goods("quadcopter drone", hs: "8806.23").To("AE").Line().HasFinding("descriptionContradictsCode"));
    }

    [Fact]
    public void A_contradiction_never_lowers_a_score_or_a_verdict() => Property.Holds(
        CsCheck.Gen.Select(Shipments.Any, CsCheck.Gen.OneOf("9503.00", "6204.42", "0901.21", "8525.80", "7701.10", "8542.77", "8.54E+07")),
        given =>
        {
            var bare = given.Item1 with { Lines = [.. given.Item1.Lines.Select(l => l with { HsCode = null })] };
            var coded = bare with { Lines = [.. bare.Lines.Select(l => l with { HsCode = Ship.Hs(given.Item2) })] };
            foreach (var (was, now) in bare.Screen().Lines.Zip(coded.Screen().Lines))
            {
                Assert.True(now.RiskScore >= was.RiskScore, $"from {was.RiskScore} to {now.RiskScore}");
                Assert.True(now.Verdict.IsAtLeast(was.Verdict) || was.Verdict == Verdict.Incomplete, $"from {was.Verdict} to {now.Verdict}");
            }
        },
        cases: 300, show: g => $"{Shipments.Shown(g.Item1)}\n+ {g.Item2}");

    private static LineItem Read(string description, string hs)
    {
        Assert.True(Shipped.Snapshot.Rules.Nomenclature.TryRead(hs, out var code, out var reason), reason);
        return Ship.Goods(description) with { HsCode = code };
    }

    private static ScreeningSnapshot WithRuleSet(Func<RuleSetData, RuleSetData> change) => SnapshotCompiler.Compile(Shipped.Data with { RuleSet = change(Shipped.Data.RuleSet) });
}
