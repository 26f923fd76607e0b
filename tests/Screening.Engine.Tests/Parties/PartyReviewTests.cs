using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Ownership;
using Screening.Engine.Parties.Suppressions;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;
using ScreeningApi.Batches.Rows;

namespace Screening.Engine.Tests.Parties;

/// <summary>What a tenant decided and knows about parties, and what that makes of a shipment.</summary>
public sealed class PartyReviewTests
{
    private const string Listed = "Northwind Vessels", Owned = "Tramontane Bearings LLC";

    private static readonly Shipment Shirts = Ship.Goods("cotton shirts", hs: "6205.20").To("DE");
    private static readonly WatchlistEntry Entry = Lists.One.Lists[0].List.Entries[0];

    /// <summary>What entries own by half or more counts as listed.</summary>
    private static readonly WatchlistSet Owners = new(Lists.One.Lists, [], [.. Lists.Sections.Select(s => s with { OwnershipRule = true })]);

    [Fact]
    public void A_share_that_is_not_known_is_a_question_and_never_without_finding()
    {
        var line = Screen(Shirts.With(PartyRole.Consignee, null, Owned), Owners, Owns(new("", Lists.Code, "1"), null));
        Assert.Equal(Verdict.Incomplete, line.Verdict);
        Assert.Contains(line.Questions, q => q.Parameter == "ownership");
        Assert.Equal(OwnershipFinding.ShareUnknown, Assert.Single(line.Ownership).Finding);
        Assert.Equal("ownership:shareUnknown:0.00", ResultColumns.Of(line, 0.5).PartyHits);
    }

    /// <summary>Only where the party has the very name, and its owner is named by the entry, is nothing left to look at.</summary>
    [Theory]
    [InlineData(Owned, "1", Verdict.Prohibited)]
    [InlineData("TRAMONTANE BEARINGS, LLC", "1", Verdict.Prohibited)]
    [InlineData("Tramontana Bearings LLC", "1", Verdict.Review)]
    [InlineData(Owned, null, Verdict.Review)]
    public void An_owned_party_has_the_effect_of_its_owner_where_both_are_sure(string party, string? entry, Verdict verdict)
    {
        var owner = entry is null ? new OwnershipParty(Listed) : new OwnershipParty("", Lists.Code, entry);
        var line = Screen(Shirts.With(PartyRole.Consignee, null, party), Owners, Owns(owner, 0.6m));
        Assert.Equal(verdict, line.Verdict);
        Assert.True(line.HasFinding("partyOwned"));
        Assert.Equal(line.RiskScore, line.Contributions.Sum(c => c.Points));
        Assert.Equal((0.6m, OwnershipFinding.Owned), (Assert.Single(line.Ownership).Share, line.Ownership[0].Finding));
        Assert.Equal("ownership:owned:0.60", ResultColumns.Of(line, 0.5).PartyHits);
    }

    [Fact]
    public void What_was_decided_to_be_none_is_left_out_and_listed()
    {
        var decided = Decided();
        var line = Screen(Shirts.With(PartyRole.Consignee, null, Listed), Lists.One, Suppressing(decided));
        Assert.Equal((Verdict.NoFinding, 0m), (line.Verdict, line.RiskScore));
        Assert.Empty(line.Parties);
        var hit = Assert.Single(line.Suppressed);
        Assert.Equal((decided.Id, "1", Listed, null), (hit.SuppressionId, hit.EntryId, hit.ListedAs, hit.Lapse));
        var columns = ResultColumns.Of(line, 0.5);
        Assert.Equal("suppressed:TEST:1", columns.PartyHits);
        Assert.False(columns.SaysNothing);
    }

    [Fact]
    public void A_decision_that_holds_no_more_leaves_the_hit_and_says_why()
    {
        var line = Screen(Shirts.With(PartyRole.Consignee, null, Listed), Lists.One, Suppressing(Decided() with { ExpiresOn = Ship.Today.AddDays(-1) }));
        Assert.Equal(Verdict.Prohibited, line.Verdict);
        Assert.Equal(SuppressionLapse.Expired, Assert.Single(line.Suppressed).Lapse);
        Assert.DoesNotContain("suppressed", ResultColumns.Of(line, 0.5).PartyHits, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Quadcopter", "uav", true)]
    [InlineData("Quadcopter", "radio", false)]
    [InlineData("cotton shirts", "uav", false)]
    public void A_decision_about_a_category_holds_for_its_goods_alone(string goods, string category, bool holds)
    {
        var decided = Decided() with { Scope = new SuppressionScope { Categories = [category] } };
        var line = Screen(Ship.Goods(goods).To("DE").With(PartyRole.Consignee, null, Listed), Lists.One, Suppressing(decided));
        Assert.Equal(holds, line.Parties.IsEmpty);
    }

    [Fact]
    public void The_order_of_parties_changes_nothing()
    {
        string[] names = [Owned, Listed, "Harrowgate Optics", "Tramontana Bearings LLC"];
        var review = Suppressing(Decided()) with { Ownership = Owns(new("", Lists.Code, "1"), 0.6m).Ownership };
        string Answer(IEnumerable<string> order) => Ship.Json(Screen(order.Aggregate(Shirts, (s, n) => s.With(PartyRole.NotifyParty, null, n)), Owners, review));
        Assert.Equal(Answer(names), Answer(names.Reverse()));
    }

    /// <summary>Many people have one name: what contradicts it leaves the decision to a person, and the score as it is.</summary>
    [Theory]
    [InlineData(EntryKind.Individual, "IR", Verdict.Prohibited)]
    [InlineData(EntryKind.Individual, "DE", Verdict.Review)]
    [InlineData(EntryKind.Entity, "DE", Verdict.Prohibited)]
    public void The_very_name_of_a_person_elsewhere_asks_for_a_look(EntryKind kind, string country, Verdict verdict)
    {
        var list = Lists.Of(Lists.Entry("1", "Zarmand Pallas") with { Kind = kind, Nationalities = ["IR"] });
        var line = Screen(Shirts.With(PartyRole.Consignee, country, "Zarmand Pallas"), list, PartyReview.None);
        Assert.Equal(verdict, line.Verdict);
        Assert.NotEmpty(line.Parties);
    }

    [Fact]
    public void Lists_that_are_known_and_not_loaded_are_named()
    {
        var snapshot = Shipped.Snapshot with { Watchlists = Lists.One };
        var missing = ScreeningEngine.Screen(Shirts.With(PartyRole.Consignee, null, "Nobody"), snapshot).Coverage.NotEvaluated.Single(n => n.Check == "otherWatchlists");
        Assert.All(Shipped.Snapshot.WatchlistRules.Lists, l => Assert.Contains(l.Code, missing.Reason, StringComparison.Ordinal));
        Assert.DoesNotContain(Lists.Code, missing.Reason, StringComparison.Ordinal);
    }

    /// <summary>The same whether the goods were recognised before or not.</summary>
    private static LineResult Screen(Shipment shipment, WatchlistSet lists, PartyReview review)
    {
        var snapshot = Shipped.Snapshot with { Watchlists = lists, Review = review };
        var line = Assert.Single(ScreeningEngine.Screen(shipment, snapshot).Lines);
        KnownLine[] known = [.. shipment.Lines.Select(l => new KnownLine(LineTerms.Of(l), ScreeningEngine.Recognize(l, snapshot, shipment.DecisiveDate)))];
        Assert.Equal(Ship.Json(line), Ship.Json(Assert.Single(ScreeningEngine.Screen(shipment with { Lines = [] }, known, snapshot, new ScreeningMemory().Of(snapshot)).Lines)));
        return line;
    }

    private static PartyReview Suppressing(params ImmutableArray<Suppression> decided) => new(new SuppressionSet(decided, new SectionTable(Lists.Sections)), null, Ship.Today);

    private static PartyReview Owns(OwnershipParty owner, decimal? share)
    {
        var table = OwnershipTable.Compile([new OwnershipRow(new(Owned), owner, share)], out var faults, out _);
        Assert.Empty(faults);
        return new PartyReview(SuppressionSet.Empty, new OwnershipScreening(table!, Owners.Usable, Owners.Sections, Shipped.Snapshot.Names!, 0.5m), Ship.Today);
    }

    private static Suppression Decided() => new()
    {
        Id = new Guid("0199bbbb-0000-7000-8000-000000000001"), PartyKey = PartyKey.Of(Listed), List = Lists.Code, EntryId = Entry.Id, EntryDigest = EntryContent.DigestOf(Entry),
        Effect = WatchlistEffect.Prohibited, ReasonCode = "otherParty", Reason = "another company", Author = "key:1", ExpiresOn = Ship.Today.AddDays(30),
    };
}
