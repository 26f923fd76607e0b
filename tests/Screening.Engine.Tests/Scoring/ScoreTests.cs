using CsCheck;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Scoring;

/// <summary>What holds of the score of any shipment.</summary>
public sealed class ScoreTests
{
    [Fact]
    public void Contributions_sum_exactly_to_the_score_which_is_0_to_100() => Property.Holds(
        Shipments.Any,
        shipment =>
        {
            foreach (var line in shipment.Screen().Lines)
            {
                Assert.Equal(line.RiskScore, line.Contributions.Sum(c => c.Points));
                Assert.InRange(line.RiskScore, 0, 100);
                Assert.All(line.Contributions, c => Assert.True(c.Points > 0 && c.Text.Length > 0 && c.Reason.Length > 0));
                Assert.Equal(line.Contributions.Select(c => c.Factor).Order(), line.Contributions.Select(c => c.Factor));
                Assert.Equal(Shipped.Snapshot.Policy.LevelOf(line.RiskScore), line.RiskLevel);
            }
        },
        cases: 2_000, show: Shipments.Shown);

    [Fact]
    public void A_shipment_is_as_grave_as_its_gravest_line() => Property.Holds(
        Shipments.Any,
        shipment =>
        {
            var result = shipment.Screen();
            Assert.Equal(shipment.Lines.Select(l => l.LineNo), result.Lines.Select(l => l.LineNo));
            Assert.Equal(result.Lines.Min(l => l.Verdict), result.Verdict);
            Assert.Equal(result.Lines.Max(l => l.RiskScore), result.RiskScore);
        },
        show: Shipments.Shown);

    [Fact]
    public void No_finding_means_that_nothing_is_open_and_the_score_is_below_the_review_line() => Property.Holds(
        Shipments.Any,
        shipment =>
        {
            foreach (var line in shipment.Screen().Lines.Where(l => l.Verdict == Verdict.NoFinding))
            {
                Assert.Empty(line.Questions);
                Assert.DoesNotContain(line.Findings, f => f.Severity != FindingSeverity.Info);
                Assert.True((double)line.RiskScore < Shipped.Snapshot.Policy.ReviewThreshold);
            }
        },
        cases: 2_000, show: Shipments.Shown);

    [Fact]
    public void A_verdict_is_never_milder_than_its_findings() => Property.Holds(
        Shipments.Any,
        shipment =>
        {
            foreach (var line in shipment.Screen().Lines)
            {
                foreach (var finding in line.Findings.Where(f => f.Severity != FindingSeverity.Info))
                {
                    Assert.NotEmpty(finding.Citation);
                    Assert.True(line.Verdict.IsAtLeast(Enum.Parse<Verdict>(finding.Severity.ToString())), $"{line.Verdict} with {finding.Code} {finding.Severity}");
                }
            }
        },
        cases: 1_000, show: Shipments.Shown);

    [Fact]
    public void Nothing_throws_on_any_text() => Property.Holds(
        Gen.Select(Texts.Any, Texts.Any, Texts.Any, Texts.Any),
        texts =>
        {
            var shipment = Ship.Goods(texts.Item1).To(texts.Item2).With(Engine.Items.PartyRole.EndUser, texts.Item3, texts.Item4).Via(texts.Item4)
                .With(Engine.Items.PartyRole.FreightForwarder, null, texts.Item4) with
            { EndUse = texts.Item1 };
            Assert.NotEmpty(Ship.Json(shipment.Screen()));
        },
        cases: 2_000);

    [Fact]
    public void A_shipment_without_lines_is_incomplete()
    {
        var result = Ship.Lines().To("DE").Screen();
        Assert.Equal((Verdict.Incomplete, 0m, RiskLevel.Low), (result.Verdict, result.RiskScore, result.RiskLevel));
    }

    [Fact]
    public void A_line_without_anything_asks_what_it_is() =>
        Assert.Equal("description", Assert.Single(Ship.Goods(null).To("RU").Line().Questions).Parameter);

    [Fact]
    public void Every_result_names_the_versions_that_made_it_and_what_was_not_checked()
    {
        var result = Ship.Goods("cotton shirts").To("DE").Screen();
        Assert.Equal(
            (Shipped.Data.RuleSet.Version, Shipped.Data.Destinations.Version, Shipped.Data.Policy.Version, ScreeningSnapshot.EngineVersion),
            (result.Versions.RuleSet, result.Versions.Destinations, result.Versions.Policy, result.Versions.Engine));
        Assert.Contains("licenses", result.Coverage.Evaluated);
        Assert.Equal("2026-07-23", result.Coverage.AsOf!["countryChart"]);
        Assert.Contains(result.Coverage.NotEvaluated, n => n.Check == "parties" && n.Reason.Length > 0);
        Assert.Empty(result.Coverage.Evaluated.Intersect(result.Coverage.NotEvaluated.Select(n => n.Check)));
    }
}
