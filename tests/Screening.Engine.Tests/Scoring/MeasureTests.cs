using Screening.Engine.Items;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;
using ScreeningApi.Reference;

namespace Screening.Engine.Tests.Scoring;

public sealed class MeasureTests
{
    private static readonly Shipment ShirtsToIran = Ship.Goods("cotton shirts").To("IR");
    private static readonly Shipment ChipToRussia = Ship.Goods("Processor chip", hs: "8542.31").To("RU");

    [Fact]
    public void Verified_facts_prohibit()
    {
        Assert.Equal(Verdict.Prohibited, ShirtsToIran.Line().Verdict);
        Assert.Equal(Verdict.Prohibited, ChipToRussia.Line().Verdict);
    }

    [Fact]
    public void An_embargo_that_nobody_checked_asks_for_a_review_and_lifts_no_further_than_the_review_line()
    {
        var snapshot = Shipped.WithDestinations(d => d with { Embargoes = [.. d.Embargoes.Select(e => e with { Verified = "no" })] });
        var alone = snapshot with { Policy = Shipped.WithPolicy(p => p with { Measures = [.. p.Measures.Where(m => m.Where.Contains("embargo:comprehensive"))] }).Policy };
        AssertReviewedOnly(Line(ShirtsToIran, alone), alone);
    }

    [Fact]
    public void One_verified_embargo_is_enough_whatever_stands_beside_it()
    {
        var snapshot = Shipped.WithDestinations(d => d with { Embargoes = [.. d.Embargoes.Select(e => e with { Verified = "no" }), d.Embargoes.First(e => e is { Code: "IR", Kind: "comprehensive" }) with { Verified = "yes" }] });
        Assert.Equal(Verdict.Prohibited, Line(ShirtsToIran, snapshot).Verdict);
    }

    [Fact]
    public void A_measure_that_nobody_checked_asks_for_a_review()
    {
        var snapshot = Shipped.WithPolicy(p => p with { Measures = [.. p.Measures.Where(m => m.Where.Contains("embargo:comprehensive")).Select(m => m with { Verified = "no" })] });
        AssertReviewedOnly(Line(ShirtsToIran, snapshot), snapshot);
    }

    [Fact]
    public void Listings_that_nobody_checked_ask_for_a_review()
    {
        var snapshot = SnapshotCompiler.Compile(Shipped.Data with
        {
            RuleSet = Shipped.Data.RuleSet with { Listings = [.. Shipped.Data.RuleSet.Listings.Where(l => l.Code.StartsWith("8542", StringComparison.Ordinal)).Select(l => l with { Verified = "no" })] },
        });
        Assert.Equal(Verdict.Review, Line(ChipToRussia, snapshot).Verdict);
    }

    [Fact]
    public void A_measure_holds_only_between_its_days()
    {
        var day = new DateOnly(2026, 6, 1);
        var snapshot = Shipped.WithPolicy(p => p with { Measures = [.. p.Measures.Where(m => m.Where.Contains("embargo:comprehensive")).Select(m => m with { Validity = new(day, day) })] });
        Assert.Equal(Verdict.Prohibited, Line(ShirtsToIran with { DecisiveDate = day }, snapshot).Verdict);
        Assert.NotEqual(Verdict.Prohibited, Line(ShirtsToIran with { DecisiveDate = day.AddDays(1) }, snapshot).Verdict);
        Assert.NotEqual(Verdict.Prohibited, Line(ShirtsToIran with { DecisiveDate = day.AddDays(-1) }, snapshot).Verdict);
    }

    [Fact]
    public void Goods_are_judged_by_the_law_of_the_decisive_date()
    {
        Assert.Equal(Verdict.Prohibited, ChipToRussia.Line().Verdict);
        Assert.NotEqual(Verdict.Prohibited, (ChipToRussia with { DecisiveDate = new DateOnly(2015, 1, 1) }).Line().Verdict);
    }

    [Theory]
    [InlineData(PartyRole.EndUser, "endUserEmbargoed", "end user")]
    [InlineData(PartyRole.Consignee, "consigneeEmbargoed", "consignee")]
    [InlineData(PartyRole.IntermediateConsignee, "intermediateConsigneeEmbargoed", "intermediate consignee")]
    [InlineData(PartyRole.Purchaser, "purchaserEmbargoed", "purchaser")]
    public void A_finding_names_the_role_in_its_code_and_in_its_sentence(PartyRole role, string code, string words)
    {
        var finding = Ship.Goods("cotton shirts").To("DE").With(role, "IR").Line().Findings.First(f => f.Code == code);
        Assert.Contains($"The {words} is Iran", finding.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{", finding.Text, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Citation);
    }

    [Fact]
    public void The_exporters_own_country_decides_nothing()
    {
        var (without, with) = (Ship.Goods("Processor chip", hs: "8542.31").To("DE").Line(), Ship.Goods("Processor chip", hs: "8542.31").To("DE").With(PartyRole.Exporter, "CN").Line());
        Assert.Equal(without.RiskScore, with.RiskScore);
    }

    [Fact]
    public void A_freight_forwarder_that_receives_the_goods_is_a_red_flag_whatever_its_spelling()
    {
        var line = Ship.Goods("Processor chip", hs: "8542.31").To("AE").With(PartyRole.FreightForwarder, "AE", "Falcon-Cargo L.L.C.").With(PartyRole.Consignee, "AE", "FALCON CARGO LLC").Line();
        Assert.True(line.HasFinding("freightForwarderReceives"));
    }

    private static void AssertReviewedOnly(LineResult line, ScreeningSnapshot snapshot)
    {
        Assert.Equal(Verdict.Review, line.Verdict);
        Assert.Equal((decimal)snapshot.Policy.ReviewThreshold, line.RiskScore);
        Assert.Contains(line.Findings, f => f.Text.Contains("not verified", StringComparison.Ordinal));
    }

    private static LineResult Line(Shipment shipment, ScreeningSnapshot snapshot) => Assert.Single(ScreeningEngine.Screen(shipment, snapshot).Lines);
}
