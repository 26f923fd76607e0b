using Screening.Engine.Matching;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;
using static Screening.Engine.Tests.Support.Vocabulary;

namespace Screening.Engine.Tests.Matching;

public sealed class WeakeningTests
{
    private static readonly CompiledRuleSet Rules = Compile(Document(
        Term("uav.drone", "uav", 0.8, "drone", "无人机"),
        Term("radio.set", "radio", 0.8, "radio"),
        Exclusion("common.negation", 0, ExclusionScope.Following, "*", "without", "no", "not a", "不含"),
        Exclusion("common.negation-after", 0, ExclusionScope.Preceding, "*", "not included"),
        Exclusion("common.for", 0.1, ExclusionScope.Following, "*", "bag for"),
        Exclusion("common.head", 0.2, ExclusionScope.Head, "*", "bag", "背包"),
        Exclusion("common.dronebag", 0.1, ExclusionScope.Phrase, "*", "drone bag"),
        Exclusion("common.vest", 0.1, ExclusionScope.Phrase, "*", "radio flyer"),
        Exclusion("common.toy", 0.3, ExclusionScope.Text, "*", "toy")) with
    {
        Makers = [new MakerRow("dji", ["DJI"], [new("uav", 0.6)], "maker of drones", "test", "yes", Always)],
        Families = [new FamilyRow("dji", "mavic", "uav", ["Mavic #*"], 0.9, 0.7, "drone", "test", "yes", Always)],
    });

    [Theory]
    [InlineData("radio without drone", "radio.set=0.8 uav.drone=0")]
    [InlineData("radio, no drone, with case", "radio.set=0.8 uav.drone=0")]
    [InlineData("no case, drone", "uav.drone=0.8")]
    [InlineData("radio, drone not included", "radio.set=0.8 uav.drone=0")]
    [InlineData("drone, battery not included", "uav.drone=0.8")]
    [InlineData("drone battery not included", "uav.drone=0.8")]
    [InlineData("不含无人机", "uav.drone=0")]
    [InlineData("bag for drone", "uav.drone=0.08")]
    [InlineData("drone bag", "uav.drone=0.08")]
    [InlineData("BAG,DRONE", "uav.drone=0.08")]
    [InlineData("bag and drone", "uav.drone=0.8")]
    [InlineData("drone, bag", "uav.drone=0.8")]
    [InlineData("无人机背包", "uav.drone=0.16")]
    [InlineData("radio flyer", "radio.set=0.08")]
    [InlineData("flyer radio", "radio.set=0.8")]
    [InlineData("flyer, radio", "radio.set=0.08")]
    [InlineData("bag for Mavic 3", "model.dji.mavic=0.07")]
    [InlineData("DJI Mavic 3 bag", "maker.dji=0.6 model.dji.mavic=0.18")]
    [InlineData("drone, not a toy", "uav.drone=0.8")]
    [InlineData("drone, bag included", "uav.drone=0.8")]
    [InlineData("toy DJI Mavic 3", "maker.dji=0.18 model.dji.mavic=0.27")]
    public void Words_around_a_term_weaken_as_far_as_they_reach(string text, string expected) => Assert.Equal(expected, Shown(Collect(text)));

    [Theory]
    [InlineData("Mavic 3", null, null, "model.dji.mavic=0.7")]
    [InlineData("flying thing", "Mavic 3", null, "model.dji.mavic=0.7")]
    [InlineData("flying thing", "Mavic 3", "DJI", "maker.dji=0.6 model.dji.mavic=0.9")]
    [InlineData("flying thing", null, "DJI Innovations", "maker.dji=0.6")]
    [InlineData("toy", "Mavic 3", "DJI", "maker.dji=0.18 model.dji.mavic=0.27")]
    [InlineData(null, "Mavic 3", null, "model.dji.mavic=0.7")]
    public void Part_number_and_maker_count_in_fields_of_their_own(string? description, string? part, string? maker, string expected)
    {
        var line = Ship.Goods(description) with { PartNumber = part, Manufacturer = maker };
        var evidence = Collect(line);
        Assert.Equal(expected, Shown(evidence));
        Assert.All(evidence, e => Assert.Equal(
            e.Text, (e.Field switch { "description" => description, "partNumber" => part, _ => maker })!.Substring(e.Start!.Value, e.Length!.Value)));
    }

    [Fact]
    public void An_ambiguous_name_counts_only_beside_a_model_of_the_maker_and_another_makers_name_takes_nothing_away()
    {
        var rules = Compile(Document() with
        {
            Makers =
            [
                new MakerRow("star", ["?Star", "Star Micronics"], [new("radio", 0.6)], "", "test", "yes", Always),
                new MakerRow("plain", ["Yageo"], [], "", "test", "yes", Always),
            ],
            Families = [new FamilyRow("star", "sr", "radio", ["SR-##"], 0.9, 0.6, "", "test", "yes", Always)],
        });
        Assert.Equal("", Shown(Collect(Ship.Goods("Star"), rules)));
        Assert.Equal("model.star.sr=0.9", Shown(Collect(Ship.Goods("Star SR-20"), rules)));
        Assert.Equal("model.star.sr=0.6", Shown(Collect(Ship.Goods("SR-20"), rules)));
        Assert.Equal("model.star.sr=0.6", Shown(Collect(Ship.Goods("SR-20 YAGEO"), rules)));
        Assert.Equal("maker.star=0.6", Shown(Collect(Ship.Goods("thing") with { Manufacturer = "Star" }, rules)));
    }

    private static string Shown(IEnumerable<Evidence> evidence) =>
        string.Join(' ', evidence.Select(e => FormattableString.Invariant($"{e.Rule}={e.Weight:0.##}")).Order(StringComparer.Ordinal));

    private static List<Evidence> Collect(string text) => Collect(Ship.Goods(text));

    private static List<Evidence> Collect(Screening.Engine.Items.LineItem line, CompiledRuleSet? rules = null) =>
        [.. (EvidenceCollector.Collect(line, rules ?? Rules, Ship.Today, MatchingScratch.OfThisThread, out _) ?? []).Select(e => e.Evidence)];
}
