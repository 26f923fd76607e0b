using System.Collections.Immutable;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using Screening.Engine.Parties.Ownership;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

public sealed class OwnershipScreeningTests
{
    private static NameLexicon Lexicon => Shipped.Snapshot.Names!;

    private static readonly DateOnly Before = new(2026, 11, 9), From = new(2026, 11, 10);

    private static readonly SectionTable Sections = new(
    [
        new("X-1", "EL", "Entities", WatchlistEffect.LicenseRequired, 1, false, "", "no rule", new Validity(null, Before)),
        new("X-1", "EL", "Entities", WatchlistEffect.LicenseRequired, 1, true, "", "affiliates rule", new Validity(From, null)),
        new("X-1", "SDN", "Blocked", WatchlistEffect.Prohibited, 1, true, "", "50 percent rule", default),
    ]);

    private static readonly Watchlist List = Watchlist.Build("X-1", "1",
    [
        Entry("1", "SDN", "Zhelezobeton Kuznetsk Holding") with { Owners = [] },
        Entry("2", "EL", "Quarzwerk Optronika"),
        Entry("3", "OTHER", "Vostok Marlin Shipping") with { Owners = [new Owner("", "1", 0.75)] },
    ], Lexicon);

    [Fact]
    public void An_owned_party_is_found_by_its_name_and_its_owner_by_its_own()
    {
        var hit = Assert.Single(Find("Tramontane Bearings, LLC", From, Row("Tramontane Bearings LLC", "ZHELEZOBETON-KUZNETSK Holding", 0.6m)));
        Assert.Equal((OwnershipFinding.Owned, 0.6m, "50 percent rule"), (hit.Finding, hit.Share, hit.Citation));
    }

    [Fact]
    public void An_owner_known_by_its_entry_is_found_by_it() =>
        Assert.Equal(OwnershipFinding.Owned, Assert.Single(Find("Tramontane Bearings LLC", From, new OwnershipRow(new("Tramontane Bearings LLC"), new("", "X-1", "1"), 0.5m))).Finding);

    [Fact]
    public void An_entry_that_is_gone_is_looked_for_by_its_name()
    {
        Assert.Single(Find("Tramontane Bearings LLC", From, new OwnershipRow(new("Tramontane Bearings LLC"), new("Zhelezobeton Kuznetsk Holding", "X-1", "99"), 0.5m)));
        Assert.Empty(Find("Tramontane Bearings LLC", From, new OwnershipRow(new("Tramontane Bearings LLC"), new("", "X-1", "99"), 0.5m)));
    }

    [Fact]
    public void A_rule_holds_from_its_day_on()
    {
        var row = Row("Tramontane Bearings LLC", "Quarzwerk Optronika", 1);
        Assert.Empty(Find("Tramontane Bearings LLC", Before, row));
        Assert.Equal("affiliates rule", Assert.Single(Find("Tramontane Bearings LLC", From, row)).Citation);
    }

    [Fact]
    public void Owners_that_an_entry_carries_count()
    {
        var hit = Assert.Single(Find("Vostok Marlin Shipping", From));
        Assert.Equal((OwnershipFinding.Owned, 0.75m, "X-1"), (hit.Finding, hit.Share, hit.Chain[0].Owner.List));
    }

    [Fact]
    public void Owners_of_a_party_known_by_its_entry_alone_are_found_where_the_party_is_that_entry()
    {
        var rows = new[] { new OwnershipRow(new("", "X-1", "2"), new("", "X-1", "1"), 0.5m) };
        Assert.Equal(OwnershipFinding.Owned, Assert.Single(Find("Quarzwerk Optronika", Before, rows)).Finding);
        Assert.Empty(Find("Somebody Else Entirely", Before, rows));
    }

    [Fact]
    public void Parties_without_listed_owners_are_no_hit() => Assert.Empty(Find("Tramontane Bearings LLC", From, Row("Tramontane Bearings LLC", "Baker & Sons Plumbing", 1)));

    private static ImmutableArray<OwnershipHit> Find(string name, DateOnly date, params OwnershipRow[] rows)
    {
        var table = OwnershipTable.Compile([.. rows], out var diagnostics, out _);
        Assert.Empty(diagnostics);
        var (party, matcher) = (new PartyQuery { Name = name }, new PartyMatcher(Lexicon));
        var hits = matcher.Match(party, [List], new MatchOptions { Threshold = Lexicon.Threshold, Cutoff = Lexicon.Cutoff });
        return new OwnershipScreening(table!, [List], Sections, Lexicon, 0.5m).Find(party, hits, matcher, date);
    }

    private static OwnershipRow Row(string owned, string owner, decimal? share) => new(new OwnershipParty(owned), new OwnershipParty(owner), share);

    private static WatchlistEntry Entry(string id, string section, string name) => new() { Id = id, Section = section, Kind = EntryKind.Entity, Names = [new(name, WatchlistNameKind.Primary)] };
}
