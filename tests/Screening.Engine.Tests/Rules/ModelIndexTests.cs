using CsCheck;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Rules;

public sealed class ModelIndexTests
{
    [Theory]
    [InlineData("XC7K#+T*", "XC7K410T-2FFG900I XILINX", "XC7K410T-2FFG900I")]
    [InlineData("XC7K#+T*", "chip xc7k70t", "xc7k70t")]
    [InlineData("XC7K#+T*", "XC7Kx", null)]
    [InlineData("STM32@#*", "STM32F103C8T6TR", "STM32F103C8T6TR")]
    [InlineData("STM32@#*", "MYSTM32F103", null)]
    [InlineData("Mavic 3*", "DJI MAVIC-3 PRO", "MAVIC-3")]
    [InlineData("Mavic 3", "Mavic3 Pro", "Mavic3")]
    [InlineData("Mavic 3", "Mavic 30", null)]
    [InlineData("LB #000", "okuma lb3000", "lb3000")]
    [InlineData("LB #000", "OKUMA LB 3000 EX", "LB 3000")]
    [InlineData("FT-#+@+", "yaesu ft60r", "ft60r")]
    [InlineData("FT-#+@+", "FT-8900 R", null)]
    [InlineData("FT-#+@+", "FT 8900-R", "FT 8900-R")]
    [InlineData("EN39*", "EN 397", null)]
    [InlineData("BC8##@*", "BC847C-7-F DIODES", "BC847C-7-F")]
    [InlineData("LT####*", "LT1615IS5#TRPBF", "LT1615IS5#TRPBF")]
    [InlineData("BAS16*", "BAS16H,115 NXP", "BAS16H")]
    [InlineData("К1986ВЕ#+@*", "микросхема K1986BE92QI", "K1986BE92QI")]
    [InlineData("К1986ВЕ#+@*", "К1986ВЕ92У", "К1986ВЕ92У")]
    [InlineData("UV-5R*", "BAOFENG UV5R+", "UV5R")]
    [InlineData("UV-5R*", "(UV-5R)", "UV-5R")]
    [InlineData("A #+ B", "A 12", null)]
    [InlineData("Mavic 3", "M\u0430v\u0456c 3", "M\u0430v\u0456c 3")]
    [InlineData("Mavic 3", "Ma\u200Bvic 3", "Ma\u200Bvic 3")]
    [InlineData("无人机#*", "无人机3代", "无人机3代")]
    public void A_pattern_finds_what_it_describes(string pattern, string text, string? found)
    {
        var hits = Find([pattern], text);
        Assert.Equal(found is null ? [] : [found], hits.Select(h => text[h.Start..h.End]));
    }

    [Fact]
    public void Of_two_patterns_of_a_family_the_longer_match_counts_and_families_do_not_hide_each_other()
    {
        var hits = Find(["AB#*", "AB#+CD"], "AB12CD");
        Assert.Equal([0, 1], hits.Select(h => h.Family).Order());
    }

    [Theory]
    [InlineData("A*B")]
    [InlineData("")]
    [InlineData("--")]
    [InlineData("*")]
    public void A_pattern_that_cannot_be_read_is_refused_with_a_reason(string pattern)
    {
        Assert.False(new ModelIndexBuilder(WordRules.None).Add(pattern, 0, out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void A_part_number_made_from_a_pattern_is_found_by_it() => Property.Holds(
        Gen.Select(Gen.OneOf("AB#", "X#+Y", "Q@@#*", "Z9@+", "K#+@+#"), Gen.Int[0, 9], Gen.Char['A', 'Z'], Gen.Int[1, 99999]),
        given =>
        {
            var (pattern, digit, letter, number) = given;
            var text = pattern.Replace("#+", $"{number}", StringComparison.Ordinal).Replace("@+", $"{letter}{letter}", StringComparison.Ordinal)
                .Replace("#", $"{digit}", StringComparison.Ordinal).Replace("@", $"{letter}", StringComparison.Ordinal).Replace("*", "-7TR", StringComparison.Ordinal);
            Assert.Contains(Find([pattern], $"1 pc {text}, new"), h => h.End - h.Start == text.Length);
        },
        cases: 2_000);

    [Fact]
    public void Never_throws_and_points_into_the_text() => Property.Holds(
        Gen.Select(Texts.Any.Array[1, 4], Texts.Any),
        given => Assert.All(Find(given.Item1, given.Item2), h => Assert.InRange(h.End, h.Start + 1, given.Item2.Length)),
        cases: 3_000);

    /// <summary>Many patterns that all fit the same long word: the nodes held stay few, and the walk ends.</summary>
    [Fact]
    public void Patterns_that_all_fit_cost_no_more_than_text_times_nodes()
    {
        var patterns = Enumerable.Range(1, 20).Select(n => string.Concat(Enumerable.Repeat("@+#+", n))).Append("@+*").ToArray();
        Assert.NotEmpty(Find(patterns, string.Concat(Enumerable.Repeat("A1", 2_000))));
    }

    /// <summary>Every second family counts only beside its maker.</summary>
    [Fact]
    public void Where_no_maker_is_named_it_finds_what_the_families_find_that_do_without() => Property.Holds(
        Gen.Select(Gen.String[Gen.Char["AB1#@+*- 中д"], 1, 6].Array[1, 8], Gen.String[Gen.Char["AB12x- .中д"], 0, 24]),
        given =>
        {
            var (patterns, text) = given;
            var all = Find(patterns, text, needsMaker: family => family % 2 == 1);
            Assert.Equal(all.Where(h => h.Family % 2 == 0), Find(patterns, text, aloneOnly: true, needsMaker: family => family % 2 == 1));
            Assert.Equal(all, Find(patterns, text));
        },
        cases: 5_000);

    private static List<ModelHit> Find(string[] patterns, string text, bool aloneOnly = false, Func<int, bool>? needsMaker = null)
    {
        var builder = new ModelIndexBuilder(new WordRules(new WordRulesDocument
        {
            LookAlikes = [.. Shipped.Data.RuleSet.LookAlikes.Select(l => new LookAlikeRow(l.Character[0], l.Latin, l.Cyrillic, l.Citation))],
        }), needsMaker);
        foreach (var (family, pattern) in patterns.Index())
        {
            builder.Add(pattern, family, out _);
        }

        var hits = new List<ModelHit>();
        builder.Build().Find(text, hits, aloneOnly);
        return hits;
    }
}
