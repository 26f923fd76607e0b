using CsCheck;
using Screening.Engine.Items;
using Screening.Engine.Matching;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Scoring;

/// <summary>More said is never less risk, unless what was said settles a question.</summary>
public sealed class MonotonicityTests
{
    private const int Cases = 2_000;

    private static readonly string[] Flags = [.. Shipped.Data.Policy.Measures.Where(m => m.Effect == "flag").Select(m => m.Code)];

    [Fact]
    public void Another_party_never_lowers_anything() => Property.Holds(
        Gen.Select(Shipments.Any, Shipments.Party),
        given => AssertNotLower(given.Item1, given.Item1 with { Parties = given.Item1.Parties.Add(given.Item2) }, settles: given.Item2.Role == PartyRole.Exporter),
        Cases, g => $"{Shipments.Shown(g.Item1)}\n+ {g.Item2}");

    [Fact]
    public void Another_place_of_transit_never_lowers_anything() => Property.Holds(
        Gen.Select(Shipments.Any, Shipments.Place),
        given => AssertNotLower(given.Item1, given.Item1 with { Transit = given.Item1.Transit.Add(given.Item2) }),
        Cases, g => $"{Shipments.Shown(g.Item1)}\n+ {g.Item2}");

    [Fact]
    public void Another_line_changes_no_other_line() => Property.Holds(
        Gen.Select(Shipments.Any, Shipments.Line),
        given =>
        {
            var more = given.Item1 with { Lines = given.Item1.Lines.Add(given.Item2 with { LineNo = 99 }) };
            Assert.Equal(Ship.Json(given.Item1.Screen().Lines), Ship.Json(more.Screen().Lines.SkipLast(1)));
        },
        show: g => Shipments.Shown(g.Item1));

    [Fact]
    public void A_declared_HS_code_never_lowers_a_score() => Property.Holds(
        Gen.Select(Shipments.Any, Shipments.HsCode),
        given => AssertNotLower(Each(given.Item1, l => l with { HsCode = null }), Each(given.Item1, l => l with { HsCode = given.Item2 }), settles: true),
        Cases, g => $"{Shipments.Shown(g.Item1)}\n+ {g.Item2}");

    [Fact]
    public void A_declared_control_entry_never_lowers_a_score() => Property.Holds(
        Gen.Select(Shipments.Any, Shipments.Eccn),
        given => AssertNotLower(Each(given.Item1, l => l with { Eccn = null }), Each(given.Item1, l => l with { Eccn = given.Item2 }), settles: true),
        Cases, g => $"{Shipments.Shown(g.Item1)}\n+ {g.Item2}");

    [Fact]
    public void A_declared_parameter_never_lowers_a_score() => Property.Holds(
        Gen.Select(Shipments.Any, Parameters),
        given => AssertNotLower(given.Item1, Each(given.Item1, l => l with { Parameters = [given.Item2] }), settles: true),
        Cases, g => $"{Shipments.Shown(g.Item1)}\n+ {g.Item2}");

    /// <summary>Every parameter in a unit of its own, below, around and above what thresholds ask for.</summary>
    private static readonly Gen<TechnicalParameter> Parameters = Gen.Select(
        Gen.OneOf([.. Shipped.Data.RuleSet.Parameters]), Gen.OneOf(0m, 1m, 4m, 5m, 20m, 90m, 1000m, 5000m, 1e9m),
        (row, value) => new TechnicalParameter(row.Parameter, value, row.Unit.Length == 0 ? null : row.Unit));

    /// <summary>A word no rule knows stands between, so that the two do not grow together into another phrase.</summary>
    [Fact]
    public void A_further_word_of_a_category_never_lowers_a_score_unless_it_weakens_or_settles() => Property.Holds(
        Gen.Select(Shipments.Any, Gen.OneOf(Shipments.Terms)),
        given =>
        {
            var more = Each(given.Item1, l => l with { Description = $"{l.Description} xqzt {given.Item2}" });
            foreach (var ((line, longer), (was, now)) in given.Item1.Lines.Zip(more.Lines).Zip(given.Item1.Screen().Lines.Zip(more.Screen().Lines)))
            {
                Assert.True(
                    now.RiskScore >= was.RiskScore || Weakenings(longer, given.Item1) > Weakenings(line, given.Item1) || was.HasFinding("vagueListedItem") || was.HasFinding("codeContradictsDescription"),
                    $"from {was.RiskScore} to {now.RiskScore}\n{Ship.Json(was.Contributions)}\n{Ship.Json(now.Contributions)}");
            }
        },
        Cases, g => $"{Shipments.Shown(g.Item1)}\n+ {g.Item2}");

    [Theory]
    [InlineData("quadcopter", "toy quadcopter")]
    [InlineData("ballistic helmet", "ballistic helmet toy for kids")]
    public void An_exclusion_word_lowers_the_score_and_says_so(string plain, string weakened)
    {
        var (before, after) = (Ship.Goods(plain).To("AE").Line(), Ship.Goods(weakened).To("AE").Line());
        Assert.True(after.RiskScore < before.RiskScore);
        Assert.True(after.HasFinding("termDiscounted"));
    }

    [Fact]
    public void A_description_in_place_of_a_vague_one_settles_the_question_and_may_lower_the_score()
    {
        var (vague, plain) = (Ship.Goods("spare parts", hs: "8542.31").To("AE").Line(), Ship.Goods("Processor chip", hs: "8542.31").To("AE").Line());
        Assert.Contains(vague.Contributions, c => c.Reason == "vagueListedItem");
        Assert.DoesNotContain(plain.Contributions, c => c.Reason == "vagueListedItem");
    }

    /// <summary>How much was taken off the line's terms; also off those that then count for nothing and are not shown.</summary>
    private static double Weakenings(LineItem line, Shipment shipment) =>
        (EvidenceCollector.Collect(line, Shipped.Snapshot.Rules, shipment.DecisiveDate, MatchingScratch.OfThisThread, out _) ?? []).Sum(e => 1 - (e.Evidence.WeakenedBy?.Factor ?? 1));

    /// <param name="settles">True where what was added may answer the question that a line stood open for.</param>
    private static void AssertNotLower(Shipment less, Shipment more, bool settles = false)
    {
        foreach (var (was, now) in less.Screen().Lines.Zip(more.Screen().Lines))
        {
            Assert.True(now.RiskScore >= was.RiskScore, $"the score fell from {was.RiskScore} to {now.RiskScore}\n{Ship.Json(was.Contributions)}\n{Ship.Json(now.Contributions)}");
            Assert.True(now.Verdict.IsAtLeast(was.Verdict) || (settles && was.Verdict == Verdict.Incomplete), $"the verdict fell from {was.Verdict} to {now.Verdict}");
            Assert.All(was.Findings.Where(f => Flags.Contains(f.Code)), flag => Assert.True(now.HasFinding(flag.Code), $"the flag {flag.Code} fell"));
        }
    }

    private static Shipment Each(Shipment shipment, Func<LineItem, LineItem> change) => shipment with { Lines = [.. shipment.Lines.Select(change)] };
}
