using Screening.Engine.Items;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Scoring;

/// <summary>The cases that the service was asked to get right, on the shipped rules.</summary>
public sealed class AcceptanceTests
{
    private static readonly LineItem Chip = Ship.Goods("Processor chip", hs: "8542.31");

    [Fact]
    public void A_processor_chip_to_Russia_is_prohibited()
    {
        var line = Chip.To("RU").Line();
        Assert.Equal(Verdict.Prohibited, line.Verdict);
        Assert.Equal(RiskLevel.Critical, line.RiskLevel);
        Assert.Contains(line.Listings, l => l is { List: "CHPL", Tier: "1", Code: "854231" });
    }

    [Fact]
    public void A_processor_chip_to_the_Emirates_is_reviewed_and_transshipment_is_said()
    {
        var line = Chip.To("AE").Line();
        Assert.True(line.Verdict.IsAtLeast(Verdict.Review), $"{line.Verdict}");
        Assert.Contains(line.Destination.Reasons, r => r.Code == "transshipment");
        Assert.Contains(line.Contributions, c => c.Reason == "transshipmentHighPriority");
    }

    [Fact]
    public void A_processor_chip_to_Germany_is_no_finding_or_low()
    {
        var line = Chip.To("DE").Line();
        Assert.True(line.Verdict == Verdict.NoFinding || line.RiskLevel == RiskLevel.Low, $"{line.Verdict} {line.RiskLevel}");
        Assert.Contains(line.Categories, c => c.Code == "semiconductor" && c.Confidence >= 0.5);
    }

    [Theory]
    [InlineData("fishing vest")]
    [InlineData("Fishing Vest, khaki, size L")]
    [InlineData("bicycle helmet")]
    [InlineData("Bike helmet for adults")]
    [InlineData("toy drone")]
    [InlineData("Toy drone for kids with LED lights")]
    [InlineData("radio-controlled car")]
    [InlineData("Radio controlled car, scale 1:18")]
    [InlineData("kitchen radio")]
    [InlineData("Kitchen radio FM/DAB")]
    [InlineData("wooden drill press toy")]
    public void Everyday_goods_that_sound_alike_are_nothing(string description)
    {
        var line = Ship.Goods(description).To("DE").Line();
        Assert.Equal(Verdict.NoFinding, line.Verdict);
        Assert.Equal(RiskLevel.Low, line.RiskLevel);
        Assert.DoesNotContain(line.Categories, c => c.Confidence >= 0.5);
    }

    public static TheoryData<string> UnderArmsEmbargo =>
        [.. Shipped.Data.Destinations.Embargoes.Where(e => e.Kind == "arms" && e.ValidFrom <= Ship.Today && e.ValidTo >= Ship.Today).Select(e => e.Code).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(UnderArmsEmbargo))]
    public void A_ballistic_helmet_to_a_country_under_an_arms_embargo_is_reviewed(string country)
    {
        var line = Ship.Goods("Ballistic helmet, aramid, NIJ IIIA").To(country).Line();
        Assert.True(line.Verdict.IsAtLeast(Verdict.Review), $"{country}: {line.Verdict}");
        Assert.NotEqual(RiskLevel.Low, line.RiskLevel);
    }

    [Theory]
    [InlineData("Crimea")]
    [InlineData("CRIMEA")]
    [InlineData("Republic of Crimea")]
    [InlineData("Crimea, Ukraine")]
    [InlineData("Ukraine (Crimea)")]
    [InlineData("Autonomous Republic of Crimea")]
    [InlineData("UA-43")]
    [InlineData("ua-43")]
    [InlineData("Крым")]
    [InlineData("Республика Крым")]
    [InlineData("克里米亚")]
    [InlineData("Sevastopol")]
    [InlineData("Севастополь")]
    [InlineData("Crimea, Russia")]
    [InlineData("Simferopol, Crimea")]
    public void Crimea_is_never_low_risk(string spelling)
    {
        foreach (var goods in new[] { Ship.Goods("cotton shirts"), Ship.Goods("Processor chip", hs: "8542.31"), Ship.Goods("goods") })
        {
            var line = goods.To(spelling).Line();
            Assert.InRange(line.Destination.Risk, 0.75, 1);
            Assert.NotEqual(Verdict.NoFinding, line.Verdict);
        }
    }

    [Theory]
    [InlineData("Crimea")]
    [InlineData("Republic of Crimea")]
    [InlineData("Crimea, Ukraine")]
    [InlineData("Крым")]
    [InlineData("Sevastopol")]
    public void Crimea_is_known_as_embargoed(string spelling) => Assert.True(Ship.Goods("cotton shirts").To(spelling).Line().Destination.Embargoed);

    [Theory]
    [InlineData("Atlantis")]
    [InlineData("Congo")]
    [InlineData("Shangri-La Trading Zone 7")]
    [InlineData("???")]
    [InlineData("Freedonia, Sylvania")]
    public void An_unknown_country_is_a_finding_and_never_looks_low(string name)
    {
        var shirts = Ship.Goods("cotton shirts").To(name).Line();
        Assert.Contains(shirts.Findings, f => f.Code == "unknownCountry" && f.Text.Contains(name, StringComparison.Ordinal));
        Assert.Equal(Verdict.Incomplete, shirts.Verdict);
        Assert.Contains(shirts.Questions, q => q.Parameter == "destination");
        Assert.Null(shirts.Destination.Country);
        Assert.InRange(shirts.Destination.Risk, 0.5, 1);

        var chip = Chip.To(name).Line();
        Assert.True(chip.Verdict.IsAtLeast(Verdict.Review), $"{chip.Verdict}");
    }

    [Theory]
    [InlineData("IR")]
    [InlineData("KP")]
    [InlineData("SY")]
    [InlineData("CU")]
    [InlineData("UA-43")]
    public void An_end_user_under_embargo_decides_whatever_the_destination(string country)
    {
        var line = Ship.Goods("Quadcopter with thermal camera").To("AE").With(PartyRole.EndUser, country).Line();
        Assert.True(line.HasFinding("endUserEmbargoed"), string.Join(", ", line.Findings.Select(f => f.Code)));
        Assert.True(line.Verdict.IsAtLeast(Verdict.Review), $"{line.Verdict}");
        Assert.InRange(line.RiskScore, 60, 100);
    }

    [Fact]
    public void A_Russian_end_user_of_high_priority_goods_makes_a_shipment_to_the_Emirates_prohibited()
    {
        var line = Chip.To("AE").With(PartyRole.EndUser, "RU").Line();
        Assert.Equal(Verdict.Prohibited, line.Verdict);
        Assert.Contains(line.Route, p => p is { Role: Engine.Destinations.PlaceRole.EndUser, Country: "RU" });
    }
}
