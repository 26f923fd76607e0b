using System.Collections.Immutable;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

/// <summary>Parties looked up in small lists.</summary>
public sealed class PartyMatcherTests
{
    private static readonly NameLexicon Names = Shipped.Snapshot.Names!;
    private static readonly MatchOptions Usual = new() { Threshold = Names.Threshold, Cutoff = Names.Cutoff };

    private static readonly Watchlist List = Build("A",
        Lists.Entry("1", "Harrowgate Optics Ltd", aliases: ["Kestrel Pallasite", "Фирма Заря", "Zhongguo Takagawa"]),
        Lists.Entry("2", "Bellweather Chandlery", aliases: "Delmarsh Rope Works"),
        Lists.Entry("3", "MAKARENKO, Ivan Petrovich"),
        Lists.Entry("4", "Quartzmoor Holding") with { Names = [new("Quartzmoor Holding", WatchlistNameKind.Primary), new("Wexcombe Jorvik", WatchlistNameKind.Weak), new("Ulmenhof Lindholm", WatchlistNameKind.Former)] },
        Lists.Entry("5", "Northwind Vessels") with { Identifiers = [new EntryIdentifier("IMO", "IMO 9123456", null), new EntryIdentifier("Passport", "12-34", null)] });

    public static TheoryData<string, string> AllNames => new(List.Entries.SelectMany(e => e.Names.Select(n => (e.Id, n.Text))));

    [Theory, MemberData(nameof(AllNames))]
    public void Every_name_of_an_entry_finds_it(string entry, string name)
    {
        var match = Match(name)[0];
        Assert.Equal((entry, name), (match.Entry.Id, match.Name.Text));
        Assert.True(match.IsHit, $"{match.Score}");
        Assert.NotEmpty(match.Explanation);
    }

    [Theory, MemberData(nameof(AllNames))]
    public void A_name_is_scored_as_two_names_are_compared(string entry, string name)
    {
        foreach (var sent in new[] { name, name.ToLowerInvariant(), "The " + name, name + " Zarmandia", name.Replace('a', 'e') })
        {
            foreach (var match in Match(sent, Usual with { Cutoff = 0.3 }))
            {
                var compared = new NameComparer(Names).Compare(sent, match.Name.Text);
                Assert.Equal(Ship.Json(compared.Explanation), Ship.Json(match.Explanation));
                Assert.True(match.Name.Kind == WatchlistNameKind.Weak ? match.Score <= compared.Score : match.Score == compared.Score, $"{entry}: {sent} / {match.Name.Text}: {match.Score}, {compared.Score}");
            }
        }
    }

    [Fact]
    public void A_weak_alias_alone_confirms_nothing()
    {
        var match = Match("Wexcombe Jorvik")[0];
        Assert.Equal(WatchlistNameKind.Weak, match.Name.Kind);
        Assert.True(match.Strength < Names.Confirmed, $"{match.Strength}");
        Assert.Contains(match.Evidence, e => e is { Field: "alias", Bearing: EvidenceBearing.Neutral });
        Assert.DoesNotContain(Match("Quartzmoor Holding")[0].Evidence, e => e.Field == "alias");
    }

    [Theory]
    [InlineData("9999999", false)]
    [InlineData("IMO 9123456", true)]
    [InlineData("imo-9123456", true)]
    [InlineData("1234", false)]
    [InlineData("", false)]
    [InlineData("--", false)]
    public void An_identifier_finds_an_entry_whatever_its_name(string identifier, bool isFound)
    {
        var matches = Matcher().Match(new PartyQuery { Name = "Qwertz Uiop", Identifiers = [identifier] }, [List], Usual with { Cutoff = 0.3 }).Where(m => m.Evidence.Any(e => e.Field == "identifier"));
        Assert.Equal(isFound ? ["5"] : [], matches.Select(m => m.Entry.Id));
        Assert.All(matches, m => Assert.Equal((0, true, "Northwind Vessels"), (m.Score, m.Explanation.IsEmpty, m.Name.Text)));
        Assert.All(matches, m => Assert.Equal(EvidenceBearing.Supports, m.Evidence.Single().Bearing));
    }

    [Fact]
    public void What_is_excluded_takes_no_place_from_others()
    {
        var many = Build("M", [.. Enumerable.Range(0, 12).Select(i => Lists.Entry($"{i:00}", "Harrowgate Optics"))]);
        var matches = Match("Harrowgate Optics", Usual with { Limit = 3, IsExcluded = (list, entry) => list.Code == "M" && string.CompareOrdinal(entry.Id, "09") < 0 }, many);
        Assert.Equal(["09", "10", "11"], matches.Select(m => m.Entry.Id));
    }

    [Fact]
    public void Only_the_lists_that_are_named_are_searched()
    {
        Watchlist[] lists = [Build("B", Lists.Entry("1", "Harrowgate Optics")), Build("A", Lists.Entry("1", "Harrowgate Optics")), Build("C", Lists.Entry("1", "Harrowgate Optics"))];
        Assert.Equal(["A", "B", "C"], Match("Harrowgate Optics", Usual, lists).Select(m => m.List.Code));
        Assert.Equal(["B"], Match("Harrowgate Optics", Usual with { Lists = ["B"] }, lists).Select(m => m.List.Code));
        Assert.Empty(Match("Harrowgate Optics", Usual with { Lists = ["D"] }, lists));
        Assert.Empty(Match("Harrowgate Optics", Usual with { Lists = [] }, lists));
    }

    [Fact]
    public void Equally_sure_entries_stand_in_the_order_of_list_and_number_whatever_the_order_of_the_lists()
    {
        WatchlistEntry[] entries = [.. "dbcae".Select(c => Lists.Entry(c.ToString(), "Harrowgate Optics"))];
        var (one, other) = (Build("X", [.. entries]), Build("W", [.. entries]));
        string[] expected = ["W/a", "W/b", "W/c", "W/d", "W/e", "X/a", "X/b", "X/c", "X/d", "X/e"];
        Assert.Equal(expected, Match("Harrowgate Optics", Usual, one, other).Select(m => $"{m.List.Code}/{m.Entry.Id}"));
        Assert.Equal(expected, Match("Harrowgate Optics", Usual, other, one).Select(m => $"{m.List.Code}/{m.Entry.Id}"));
    }

    [Fact]
    public void Matches_come_surest_first_and_an_entry_comes_once()
    {
        var list = Build("A", Lists.Entry("1", "Harrowgate Pallasite Optics", aliases: "Harrowgate Optics"), Lists.Entry("2", "Harrowgate Optik"), Lists.Entry("3", "Harowgate Optics"));
        var matches = Match("Harrowgate Optics", Usual with { Cutoff = 0.3 }, list);
        Assert.Equal(matches.OrderByDescending(m => m.Strength).Select(m => m.Entry.Id), matches.Select(m => m.Entry.Id));
        Assert.Equal(matches.Select(m => m.Entry.Id).Distinct(), matches.Select(m => m.Entry.Id));
        Assert.Equal(("1", "Harrowgate Optics"), (matches[0].Entry.Id, matches[0].Name.Text));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void The_threshold_of_the_caller_says_what_a_hit_is(double threshold, bool isHit) =>
        Assert.Equal(isHit, Match("Harowgate Optics", Usual with { Threshold = threshold })[0].IsHit);

    [Fact]
    public void Nothing_below_the_cutoff_is_returned()
    {
        var matches = Match("Harrowgate Optical", Usual with { Cutoff = 0.3 });
        Assert.All(matches, m => Assert.True(m.Strength >= 0.3));
        Assert.Empty(Match("Harrowgate Optical", Usual with { Cutoff = 1 }));
        Assert.Equal("1", Match("harrowgate optics ltd", Usual with { Cutoff = 1 })[0].Entry.Id);
    }

    [Fact]
    public void A_matcher_that_looked_others_up_before_says_the_same()
    {
        var used = Matcher();
        string[] names = [.. List.Entries.SelectMany(e => e.Names).Select(n => n.Text), "!!", "Harrowgate", "LLC", "9123456"];
        foreach (var name in names.Concat(names.Reverse()))
        {
            var query = new PartyQuery { Name = name };
            Assert.Equal(Shown(Matcher().Match(query, [List], Usual)), Shown(used.Match(query, [List], Usual)));
        }
    }

    [Theory]
    [InlineData("?!")]
    [InlineData("\uD800")]
    [InlineData("Ltd")]
    [InlineData("and")]
    public void A_name_of_next_to_nothing_is_no_hit(string name) => Assert.DoesNotContain(Match(name), m => m.IsHit);

    [Fact]
    public void An_empty_list_has_nobody() => Assert.Empty(Match("Harrowgate Optics", Usual, Build("E")));

    private static string[] Shown(ImmutableArray<PartyMatch> matches) => [.. matches.Select(m => $"{m.List.Code}/{m.Entry.Id} {m.Name.Text} {m.Score} {m.Strength} {m.IsHit} {Ship.Json(m.Explanation)}")];

    private static Watchlist Build(string code, params ImmutableArray<WatchlistEntry> entries) => Watchlist.Build(code, "2026-11-01", entries, Names);

    private static PartyMatcher Matcher() => new(Names);

    private static ImmutableArray<PartyMatch> Match(string name, MatchOptions? options = null, params Watchlist[] lists) =>
        Matcher().Match(new PartyQuery { Name = name }, lists.Length == 0 ? [List] : lists, options ?? Usual);
}
