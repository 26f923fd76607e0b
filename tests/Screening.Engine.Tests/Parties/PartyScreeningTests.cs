using System.Collections.Immutable;
using CsCheck;
using Screening.Engine.Items;
using Screening.Engine.Parties;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

/// <summary>What lists of parties make of a shipment.</summary>
public sealed class PartyScreeningTests
{
    private const string Listed = "Northwind Vessels", Licensed = "Harrowgate Optics", Looked = "Bellweather Chandlery", Nobody = "Maison Bleue";

    private static readonly Shipment Shirts = Ship.Goods("cotton shirts", hs: "6205.20").To("DE");

    [Theory]
    [InlineData(Listed, Verdict.Prohibited, MeasureEffect.Prohibited, "partyListed")]
    [InlineData(Licensed, Verdict.LicenseRequired, MeasureEffect.LicenseRequired, "partyListed")]
    [InlineData(Looked, Verdict.Review, MeasureEffect.Review, "partyHit")]
    public void A_sure_hit_has_the_effect_of_its_section(string name, Verdict verdict, MeasureEffect effect, string finding)
    {
        var line = Screen(Shirts.With(PartyRole.Consignee, null, name.ToUpperInvariant()), Lists.One);
        Assert.Equal(verdict, line.Verdict);
        Assert.True((double)line.RiskScore >= Shipped.Snapshot.Policy.PartyFloor(effect), $"{line.RiskScore}");
        Assert.Equal(line.RiskScore, line.Contributions.Sum(c => c.Points));
        Assert.Contains(line.Contributions, c => c.Factor == ScoreFactor.Party && c.Reason == "party:TEST" && c.Citation == "a law");
        var said = Assert.Single(line.Findings, f => f.Code.StartsWith("party", StringComparison.Ordinal));
        Assert.Equal((finding, "a law"), (said.Code, said.Citation));
        Assert.Contains($"The consignee '{name.ToUpperInvariant()}'", said.Text, StringComparison.Ordinal);
        Assert.EndsWith("What it means.", said.Text, StringComparison.Ordinal);
    }

    /// <summary>How sure each of these is depends on the weights; some are hits and no more, whatever they are.</summary>
    [Fact]
    public void A_hit_that_is_not_sure_asks_for_a_look_whatever_its_section()
    {
        string[] near = ["Northwynd Vessels", "Nortwind Vesels", "Northwind Vessels Pallasite", "Northwind Vessel", "Nordwind Vesels", "The Northwind Vessels Kestrel Pallasite", "Northwind Wessel", "Norhtwnd Vessels Trading"];
        var lines = near.Select(n => Screen(Shirts.With(PartyRole.EndUser, null, n), Lists.One)).Where(l => !l.Parties.IsEmpty && l.Parties[0].Strength < Shipped.Snapshot.Names!.Confirmed).ToArray();
        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            Assert.Equal(Verdict.Review, line.Verdict);
            Assert.True(Assert.Single(line.Parties).Strength >= Shipped.Snapshot.Names!.Threshold);
            Assert.True((double)line.RiskScore >= Shipped.Snapshot.Policy.PartyFloor(MeasureEffect.Review));
            Assert.True(line.HasFinding("partyHit") && !line.HasFinding("partyListed"));
        });
    }

    [Fact]
    public void A_hit_says_whom_where_and_what_it_means()
    {
        var entry = Lists.Entry("17", Listed, aliases: "Quartzmoor Lines") with
        {
            Programs = ["PROGRAM-1", "PROGRAM-2"],
            Nationalities = ["IR"],
            Addresses = [new("Dubai", "AE"), new("?", null)],
            LicenseRequirement = "All items",
            LicensePolicy = "Denial",
            Notice = "89 FR 1",
            Url = "https://example.org/17",
        };
        var hit = Assert.Single(Screen(Shirts.With(PartyRole.EndUser, "IR", "Quartzmoor Lines"), Lists.Of(entry)).Parties);
        Assert.Equal((PartyRole.EndUser, "Quartzmoor Lines", Lists.Code, "17", "Prohibited"), (hit.Role, hit.Party, hit.List, hit.EntryId, hit.Section));
        Assert.Equal(("Quartzmoor Lines", WatchlistNameKind.Strong, Listed, true), (hit.Name, hit.NameKind, hit.ListedAs, hit.IsHit));
        Assert.Equal((WatchlistEffect.Prohibited, "What it means.", "a law"), (hit.Effect, hit.Meaning, hit.Citation));
        Assert.Equal(("PROGRAM-1; PROGRAM-2", "All items", "Denial", "89 FR 1", "https://example.org/17"), (hit.Program, hit.LicenseRequirement, hit.LicensePolicy, hit.Notice, hit.Url));
        Assert.Equal(["AE", "IR"], hit.Countries);
        Assert.Equal(["Quartzmoor", "Lines"], hit.Explanation.Select(s => s.Left));
        Assert.Contains(hit.Evidence, e => e is { Field: "country", Bearing: EvidenceBearing.Supports });
    }

    [Fact]
    public void A_section_that_no_data_describe_asks_for_a_look()
    {
        var line = Screen(Shirts.With(PartyRole.Consignee, null, Listed), Lists.Of(Lists.Entry("1", Listed, section: "UNHEARD-OF")));
        Assert.Equal((Verdict.Review, WatchlistEffect.Review), (line.Verdict, line.Parties[0].Effect));
        Assert.NotEmpty(line.Parties[0].Meaning);
    }

    [Fact]
    public void Every_line_of_the_shipment_has_the_hits_and_every_role_counts()
    {
        foreach (var role in Enum.GetValues<PartyRole>())
        {
            var shipment = Ship.Lines(Ship.Goods("cotton shirts", hs: "6205.20"), Ship.Goods("wooden chairs", hs: "9401.61", lineNo: 2)).To("DE").With(role, null, Listed);
            var result = ScreeningEngine.Screen(shipment, Snapshot(Lists.One));
            Assert.Equal(Verdict.Prohibited, result.Verdict);
            Assert.All(result.Lines, l => Assert.Equal((Verdict.Prohibited, role), (l.Verdict, l.Parties.Single().Role)));
        }
    }

    [Fact]
    public void The_order_of_parties_changes_nothing()
    {
        string[] names = [Listed, Licensed, Looked, Nobody, "Northwynd Vessels"];
        var parties = names.Select((n, i) => new Party((PartyRole)(i % 3), n, null, null)).ToArray();
        var expected = Ship.Json(ScreeningEngine.Screen(Shirts with { Parties = [.. parties] }, Snapshot(Lists.One)));
        Property.Holds(Gen.Shuffle(parties), order => Assert.Equal(expected, Ship.Json(ScreeningEngine.Screen(Shirts with { Parties = [.. order] }, Snapshot(Lists.One)))), cases: 100);
    }

    [Fact]
    public void Another_party_never_lowers_a_score_or_a_verdict_and_contributions_sum_up() => Property.Holds(
        Gen.Select(Shipments.Any, Gen.Enum<PartyRole>(), Gen.OneOf(Listed, Licensed, Looked, Nobody, "Northwynd Vessels", "Harrowgate", "!"), Gen.Enum<WatchlistState>()),
        given =>
        {
            var (shipment, role, name, state) = given;
            var snapshot = Snapshot(Lists.In(state, [.. Lists.One.Lists[0].List.Entries]));
            var (less, more) = (ScreeningEngine.Screen(shipment, snapshot), ScreeningEngine.Screen(shipment with { Parties = shipment.Parties.Add(new Party(role, name, null, null)) }, snapshot));
            Assert.True(more.RiskScore >= less.RiskScore, $"{less.RiskScore} > {more.RiskScore}");
            Assert.True(role == PartyRole.Exporter || more.Verdict.IsAtLeast(less.Verdict), $"{less.Verdict} > {more.Verdict}");
            Assert.All(more.Lines, l => Assert.Equal(l.RiskScore, l.Contributions.Sum(c => c.Points)));
            Assert.All(more.Lines, l => Assert.InRange(l.RiskScore, 0, 100));
        },
        cases: 300, g => $"{Shipments.Shown(g.Item1)}\n+ {g.Item2} {g.Item3}, the list is {g.Item4}");

    [Theory]
    [InlineData(WatchlistState.Fresh, Verdict.NoFinding)]
    [InlineData(WatchlistState.Aging, Verdict.NoFinding)]
    [InlineData(WatchlistState.Stale, Verdict.NotScreened)]
    [InlineData(WatchlistState.Overridden, Verdict.NotScreened)]
    public void Finding_nobody_says_something_only_where_the_list_is_recent(WatchlistState state, Verdict verdict)
    {
        var result = ScreeningEngine.Screen(Shirts.With(PartyRole.Consignee, null, Nobody), Snapshot(Lists.In(state, [.. Lists.One.Lists[0].List.Entries])));
        Assert.Equal(verdict, result.Verdict);
        AssertCoverage(result, verdict == Verdict.NoFinding ? null : "TEST is too old");
        Assert.Equal(verdict == Verdict.NotScreened, result.Lines[0].HasFinding("watchlistStale"));
    }

    [Theory]
    [InlineData(WatchlistState.Aging, true)]
    [InlineData(WatchlistState.Overridden, true)]
    [InlineData(WatchlistState.Stale, false)]
    public void A_list_that_an_operator_lets_pass_is_searched_and_a_stale_one_is_not(WatchlistState state, bool isFound)
    {
        var line = Screen(Shirts.With(PartyRole.Consignee, null, Listed), Lists.In(state, [.. Lists.One.Lists[0].List.Entries]));
        Assert.Equal((isFound ? Verdict.Prohibited : Verdict.NotScreened, isFound), (line.Verdict, !line.Parties.IsEmpty));
    }

    [Fact]
    public void A_missing_list_leaves_no_finding_unsaid_and_hits_of_the_others_stand()
    {
        var lists = new WatchlistSet(Lists.One.Lists, ["ABSENT"], Lists.Sections);
        var nobody = ScreeningEngine.Screen(Shirts.With(PartyRole.Consignee, null, Nobody), Snapshot(lists));
        Assert.Equal(Verdict.NotScreened, nobody.Verdict);
        AssertCoverage(nobody, "ABSENT is not loaded");
        Assert.Equal(Verdict.Prohibited, Screen(Shirts.With(PartyRole.Consignee, null, Listed), lists).Verdict);
        Assert.Equal(Verdict.NotScreened, Screen(Shirts.With(PartyRole.Consignee, null, Listed), new WatchlistSet([], ["ABSENT"], [])).Verdict);
    }

    [Fact]
    public void No_list_and_no_party_are_said_and_are_no_doubt()
    {
        var noList = ScreeningEngine.Screen(Shirts.With(PartyRole.Consignee, null, Listed), Snapshot(WatchlistSet.None));
        Assert.Equal(Verdict.NoFinding, noList.Verdict);
        AssertCoverage(noList, "no watchlist is loaded");
        var noParty = ScreeningEngine.Screen(Shirts, Snapshot(Lists.One));
        Assert.Equal(Verdict.NoFinding, noParty.Verdict);
        AssertCoverage(noParty, "the shipment names no party");
        Assert.Equal("2026-11-01", noParty.Versions.Watchlists[Lists.Code]);
    }

    [Fact]
    public void The_same_shipment_gives_the_same_answer_on_any_thread()
    {
        var shipment = Shirts.With(PartyRole.Consignee, "AE", "Northwynd Vessels").With(PartyRole.EndUser, null, Licensed);
        var expected = Ship.Json(ScreeningEngine.Screen(shipment, Snapshot(Lists.One)));
        Parallel.For(0, 200, _ => Assert.Equal(expected, Ship.Json(ScreeningEngine.Screen(shipment, Snapshot(Lists.One)))));
    }

    private static void AssertCoverage(ScreeningResult result, string? doubt)
    {
        Assert.Equal(doubt is null, result.Coverage.Evaluated.Contains("parties"));
        var reasons = result.Coverage.NotEvaluated.Where(n => n.Check == "parties").Select(n => n.Reason).ToImmutableArray();
        Assert.True(doubt is null ? reasons.IsEmpty : reasons.Single().StartsWith(doubt, StringComparison.Ordinal), string.Join(';', reasons));
    }

    private static LineResult Screen(Shipment shipment, WatchlistSet lists) => Assert.Single(ScreeningEngine.Screen(shipment, Snapshot(lists)).Lines);

    private static ScreeningSnapshot Snapshot(WatchlistSet lists) => Shipped.Snapshot with { Watchlists = lists };
}
