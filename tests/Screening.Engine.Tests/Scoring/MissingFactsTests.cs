using CsCheck;
using Screening.Engine.Items;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Scoring;

/// <summary>What is not known is never taken for harmless.</summary>
public sealed class MissingFactsTests
{
    /// <summary>Goods that are concerning in different ways: high-priority, controlled, military, of the categories that weigh more in some places.</summary>
    private static readonly LineItem[] Concerning =
    [
        Ship.Goods("Processor chip", hs: "8542.31"), Ship.Goods("spare parts", hs: "8542.31"), Ship.Goods("Quadcopter drone, unmanned aircraft", hs: "8806.23", eccn: "9A012"),
        Ship.Goods("5-axis CNC machining centre", hs: "8457.10", eccn: "2B001"), Ship.Goods("military tactical radio transceiver", hs: "8517.62"),
        Ship.Goods("ball bearings", hs: "8482.10", eccn: "2A001"), Ship.Goods("Ballistic helmet NIJ IIIA", eccn: "1A613"), Ship.Goods("missile guidance", eccn: "7A103"),
        Ship.Goods("jet fuel", hs: "2710.19"), Ship.Goods("rifle", hs: "9301.20", eccn: "0A501"),
    ];

    private static readonly Gen<string?> Vague = Gen.OneOf<string?>("goods", "spare parts", "see invoice", "配件", "запчасти", "12 34", "", "???", null);

    [Fact]
    public void A_line_that_says_nothing_is_incomplete_where_some_goods_would_be_reviewed() => Property.Holds(
        Gen.Select(Shipments.Any, Vague),
        given =>
        {
            var route = given.Item1;
            if (!Concerning.Any(goods => Concerns((route with { Lines = [goods] }).Line())))
            {
                return;
            }

            var line = (route with { Lines = [Ship.Goods(given.Item2)] }).Line();
            Assert.True(line.Verdict.IsAtLeast(Verdict.Incomplete), $"{line.Verdict}");
            Assert.NotEmpty(line.Questions);
        },
        cases: 3_000, show: g => $"'{g.Item2}' instead of {Shipments.Shown(g.Item1)}");

    /// <summary>That some goods would need a license is true of every place: it asks nobody back.</summary>
    private static bool Concerns(LineResult line) =>
        line.Findings.Any(f => f.Severity <= FindingSeverity.Review && !f.Code.StartsWith("license", StringComparison.Ordinal))
        || line.Contributions.Where(c => !c.Reason.StartsWith("license", StringComparison.Ordinal)).Sum(c => c.Points) >= (decimal)Shipped.Snapshot.Policy.ReviewThreshold;

    [Theory]
    [InlineData("RU")]
    [InlineData("CN")]
    [InlineData("AE")]
    [InlineData("IR")]
    [InlineData("KG")]
    public void Vague_goods_to_a_risky_place_are_asked_back(string destination)
    {
        foreach (var description in new[] { "goods", "spare parts", "配件 10", "запчасти", "12", null })
        {
            var line = Ship.Goods(description).To(destination).Line();
            Assert.True(line.Verdict.IsAtLeast(Verdict.Incomplete), $"'{description}': {line.Verdict}");
            Assert.Contains(line.Questions, q => q.Parameter is "hsCode" or "description");
        }
    }

    [Fact]
    public void Nobody_is_bothered_where_nothing_could_follow()
    {
        var line = Ship.Goods("spare parts").To("DE").Line();
        Assert.Equal(Verdict.NoFinding, line.Verdict);
        Assert.Empty(line.Questions);
    }

    [Fact]
    public void A_code_that_is_too_short_is_asked_for_more_digits()
    {
        var line = Ship.Goods("Processors", hs: "8542").To("AE").Line();
        Assert.Contains(line.Questions, q => q.Parameter == "hsCode" && q.Why.Contains("too short", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PartyRole.EndUser, "endUser")]
    [InlineData(PartyRole.Consignee, "consignee")]
    [InlineData(PartyRole.IntermediateConsignee, "intermediateConsignee")]
    public void The_unknown_country_of_a_party_is_asked_for_and_never_low(PartyRole role, string parameter)
    {
        var line = Ship.Goods("cotton shirts").To("DE").With(role, "Atlantis").Line();
        Assert.Equal(Verdict.Incomplete, line.Verdict);
        Assert.Contains(line.Questions, q => q.Parameter == parameter);
        Assert.True(line.HasFinding("unknownCountry"));
    }

    [Fact]
    public void A_place_without_a_row_on_the_date_counts_as_unknown()
    {
        var snapshot = Shipped.WithDestinations(d => d with
        {
            Destinations = [.. d.Destinations.Select(r => r.Code == "DE" ? r with { Validity = new(Ship.Today.AddDays(1), null) } : r)],
        });
        var line = Assert.Single(ScreeningEngine.Screen(Ship.Goods("Processor chip", hs: "8542.31").To("DE"), snapshot).Lines);
        Assert.True(line.HasFinding("unknownCountry"));
        Assert.Equal(snapshot.Policy.UnknownPlaceRisk, line.Destination.Risk);
        Assert.True(line.Verdict.IsAtLeast(Verdict.Review));
    }
}
