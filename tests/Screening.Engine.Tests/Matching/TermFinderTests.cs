using CsCheck;
using Screening.Engine.Matching;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;
using static Screening.Engine.Tests.Support.Vocabulary;

namespace Screening.Engine.Tests.Matching;

public sealed class TermFinderTests
{
    private static readonly CompiledRuleSet Rules = Compile(
        Term("uav.drone", "uav", 0.8, "drone", "quad copter"),
        Term("uav.pair", "uav", 0.9, "camera & flying & gimbal"),
        Term("helmet.ballistic", "helmet", 0.9, "helmet & ballistic"),
        Term("radio.set", "radio", 0.7, "radio"),
        Exclusion("common.toy", 0.25, ExclusionScope.Text, "*", "toy"),
        Exclusion("common.kids", 0.1, ExclusionScope.Text, "*", "for kids"),
        Exclusion("common.bee", 0, ExclusionScope.Phrase, "uav", "drone bee"),
        Exclusion("common.kitchen", 0.2, ExclusionScope.Text, "radio", "kitchen & oven"));

    [Theory]
    [InlineData("drone", 0.8, null)]
    [InlineData("toy drone", 0.2, "common.toy")]
    [InlineData("drone, a toy", 0.2, "common.toy")]
    [InlineData("toy drone for kids", 0.08, "common.kids")]
    [InlineData("drone bee", 0.0, "common.bee")]
    [InlineData("drone bee and a drone", 0.8, null)]
    [InlineData("drone bee, toy drone", 0.2, "common.toy")]
    [InlineData("bee drone", 0.8, null)]
    public void An_exclusion_weakens_and_says_so(string text, double weight, string? by)
    {
        var piece = Assert.Single(Collect(text));
        Assert.Equal("uav.drone", piece.Rule);
        Assert.Equal(weight, piece.Weight, 0.0001);
        Assert.Equal(by, piece.WeakenedBy?.Rule);
    }

    [Fact]
    public void A_weakening_quotes_the_words_that_caused_it()
    {
        var weakening = Assert.Single(Collect("A TOY quadcopter")).WeakenedBy;
        Assert.Equal(("common.toy", "TOY", 0.25, "note"), (weakening!.Rule, weakening.Text, weakening.Factor, weakening.Note));
    }

    [Fact]
    public void An_exclusion_of_one_category_leaves_the_others_alone()
    {
        var pieces = Collect("kitchen oven with radio and drone").ToDictionary(e => e.Rule);
        Assert.Equal(0.14, pieces["radio.set"].Weight, 0.0001);
        Assert.Equal(0.8, pieces["uav.drone"].Weight, 0.0001);
        Assert.Null(pieces["uav.drone"].WeakenedBy);
    }

    [Theory]
    [InlineData("helmet ballistic", "helmet ballistic")]
    [InlineData("ballistic, aramid helmet", "ballistic, aramid helmet")]
    [InlineData("flying thing, gimbal, camera!", "flying thing, gimbal, camera")]
    [InlineData("camera camera flying gimbal", "camera camera flying gimbal")]
    public void A_conjunction_asks_for_all_its_parts_in_any_order_and_quotes_from_first_to_last(string text, string quoted) =>
        Assert.Equal(quoted, Assert.Single(Collect(text)).Text);

    [Theory]
    [InlineData("helmet")]
    [InlineData("ballistic")]
    [InlineData("camera gimbal")]
    [InlineData("kitchen radio helmet flying")]
    public void A_conjunction_is_not_met_by_some_of_its_parts(string text) =>
        Assert.DoesNotContain(Collect(text), e => e.Rule is "helmet.ballistic" or "uav.pair");

    [Fact]
    public void An_exclusion_that_is_a_conjunction_needs_all_its_parts()
    {
        Assert.Null(Assert.Single(Collect("kitchen radio")).WeakenedBy);
        Assert.Equal("common.kitchen", Assert.Single(Collect("radio for oven or kitchen")).WeakenedBy?.Rule);
    }

    [Fact]
    public void The_number_of_a_further_part_says_of_which_value_it_is_and_which_part() => Property.Holds(
        Gen.Select(Gen.Int[0, 10_000_000], Gen.Int[1, 3]),
        given =>
        {
            var number = LaterPart.Number(given.Item1, given.Item2);
            Assert.True(LaterPart.Is(number));
            Assert.Equal(given, (LaterPart.AlternativeOf(number), LaterPart.PartOf(number)));
        });

    [Fact]
    public void A_rule_gives_one_piece_of_evidence_however_often_it_fires() => Assert.Single(Collect("drone drone drone quadcopter"));

    [Theory]
    [InlineData("goods", true)]
    [InlineData("GOODS, 12 spare parts", true)]
    [InlineData("12 34", true)]
    [InlineData("", true)]
    [InlineData("!!!", true)]
    [InlineData("🚁", true)]
    [InlineData("goods xqzt", false)]
    [InlineData("spare", false)]
    [InlineData("goods: drone", false)]
    [InlineData("spare goods", false)]
    public void A_text_of_vague_words_and_numbers_says_nothing(string text, bool isVague)
    {
        EvidenceCollector.Collect(Ship.Goods(text), Rules, Ship.Today, MatchingScratch.OfThisThread, out var says);
        Assert.Equal(isVague, says);
    }

    [Fact]
    public void A_rule_counts_only_while_it_holds()
    {
        var rules = Compile(
            Term("uav.old", "uav", 0.5, "drone") with { Validity = new Validity(null, new DateOnly(2025, 12, 31)) },
            Term("uav.new", "uav", 0.6, "drone") with { Validity = new Validity(new DateOnly(2026, 1, 1), null) },
            Exclusion("x.later", 0, ExclusionScope.Text, "*", "toy") with { Validity = new Validity(new DateOnly(2027, 1, 1), null) },
            Code("uav.hs", "uav", RuleKind.HsCode, 0.4, "8806") with { Validity = new Validity(new DateOnly(2027, 1, 1), null) });
        Assert.Equal(["uav.new"], RulesAt("toy drone", new DateOnly(2026, 1, 1)));
        Assert.Equal(["uav.old"], RulesAt("toy drone", new DateOnly(2025, 12, 31)));
        Assert.Equal(["uav.hs", "uav.new"], RulesAt("toy drone", new DateOnly(2027, 1, 1)));

        string[] RulesAt(string text, DateOnly date) =>
            [.. EvidenceCollector.Collect(Ship.Goods(text, hs: "880623"), rules, date, MatchingScratch.OfThisThread, out _)!.Select(e => e.Evidence.Rule).Order(StringComparer.Ordinal)];
    }

    private static List<Evidence> Collect(string text) =>
        [.. (EvidenceCollector.Collect(Ship.Goods(text), Rules, Ship.Today, MatchingScratch.OfThisThread, out _) ?? []).Select(e => e.Evidence)];
}
