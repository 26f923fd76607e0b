using System.Collections.Immutable;
using CsCheck;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Ownership;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

/// <summary>Owners are written as "owned&lt;owner share"; capital letters L and M are listed, R is listed in a part without the rule.</summary>
public sealed class OwnershipChainsTests
{
    private static readonly WatchlistSectionRow Blocked = new("X-1", "A", "A part", WatchlistEffect.Prohibited, 1, true, "Blocked.", "rule of A", default);
    private static readonly WatchlistSectionRow Other = new("X-2", "B", "Another part", WatchlistEffect.LicenseRequired, 1, true, "Licensed.", "rule of B", default);
    private static readonly WatchlistSectionRow Unruled = new("X-3", "C", "A part without the rule", WatchlistEffect.Review, 0.5, false, "Look.", "no rule", default);

    [Theory]
    [InlineData("one owner by half", "x<L 0.5", OwnershipFinding.Owned, 0.5)]
    [InlineData("one owner by less than half", "x<L 0.4999", OwnershipFinding.Minority, 0.4999)]
    [InlineData("two owners by half in sum", "x<L 0.25;x<M 0.25", OwnershipFinding.Owned, 0.5)]
    [InlineData("through a company that is itself owned by half, which counts as a whole", "x<a 0.5;a<L 0.5", OwnershipFinding.Owned, 0.5)]
    [InlineData("through a company that is owned by less than half, which does not count", "x<a 0.9;a<L 0.49", null, 0)]
    [InlineData("directly and through a company", "x<L 0.25;x<a 0.25;a<M 0.6", OwnershipFinding.Owned, 0.5)]
    [InlineData("directly, and through a company that does not count", "x<L 0.25;x<a 0.25;a<M 0.4", OwnershipFinding.Minority, 0.25)]
    [InlineData("through two companies that one owner holds by a quarter each of a third", "x<a 1;a<b 0.25;a<c 0.25;b<L 0.5;c<L 1", OwnershipFinding.Owned, 1)]
    [InlineData("owners who own one another and of whom none is listed", "x<a 0.6;a<b 0.6;b<a 0.6;b<x 0.4", null, 0)]
    [InlineData("owners who own one another and of whom one is owned", "x<a 0.6;a<b 0.6;b<a 0.4;b<L 0.6", OwnershipFinding.Owned, 0.6)]
    [InlineData("a circle holds itself up by no more than comes into it", "x<a 0.6;a<x 0.6;x<L 0.3", OwnershipFinding.Minority, 0.3)]
    [InlineData("an owner whose part of a list has no such rule", "x<R 1", null, 0)]
    [InlineData("an owner in a part without the rule whom a listed one owns", "x<R 1;R<L 0.5", OwnershipFinding.Owned, 1)]
    [InlineData("a share that is not known", "x<L ?", OwnershipFinding.ShareUnknown, 0)]
    [InlineData("a share that is not known beside one that does not suffice", "x<L 0.2;x<M ?", OwnershipFinding.ShareUnknown, 0.2)]
    [InlineData("a share that is not known beside one that suffices", "x<L 0.5;x<M ?", OwnershipFinding.Owned, 0.5)]
    [InlineData("a share of an owner's that is not known", "x<a 0.7;a<L ?", OwnershipFinding.ShareUnknown, 0)]
    [InlineData("a share that is not known of an owner who cannot count", "x<a ?;a<L 0.2", null, 0)]
    [InlineData("shares of more than all in sum", "x<L 0.8;x<M 0.8", OwnershipFinding.Owned, 1)]
    [InlineData("the same owner twice is one owner", "x<L 0.3;x<L 0.3", OwnershipFinding.Minority, 0.3)]
    [InlineData("of two shares of one owner the larger", "x<L 0.1;x<L 0.6;x<L ?", OwnershipFinding.Owned, 0.6)]
    [InlineData("no share at all", "x<L 0", null, 0)]
    [InlineData("thirds and sixths", "x<L 0.333333;x<M 0.166667", OwnershipFinding.Owned, 0.5)]
    public void An_owner_counts_as_far_as_the_rules_say(string what, string owners, OwnershipFinding? finding, double share)
    {
        var hit = Find(Rows(owners));
        Assert.True((hit?.Finding, (double)(hit?.Share ?? 0)) == (finding, share), $"{what}: found {hit?.Finding} {hit?.Share}, expected {finding} {share}");
    }

    [Fact]
    public void A_hit_shows_its_chain_from_the_party_outwards_with_the_rules_that_made_it()
    {
        var hit = Find(Rows("x<a 0.3;x<M 0.25;a<L 0.4;a<b 0.3;b<L 0.9;x<c 0.2;c<d 1"))!;
        Assert.Equal(["x<a 0.3", "x<M 0.25", "a<L 0.4", "a<b 0.3", "b<L 0.9"], hit.Chain.Select(s => FormattableString.Invariant($"{s.Owned.Name}<{s.Owner.Name} {s.Share}")));
        Assert.Equal(["", "X-2", "X-1", "", "X-1"], hit.Chain.Select(s => string.Join(',', s.Listed.Select(l => l.List))));
        Assert.Equal(["X-1/A", "X-2/B"], hit.Sections.Select(s => $"{s.List}/{s.Section}"));
        Assert.Equal("rule of A; rule of B", hit.Citation);
        Assert.Equal("Listed parties own 55 % of it in sum (a, itself so owned: 30 %, M: 25 %): from 50 % on it counts as listed, too.", hit.Text);
        Assert.True(hit.IsHit);
    }

    [Fact]
    public void A_question_names_whose_share_is_not_known()
    {
        var hit = Find(Rows("x<a 0.7;a<L ?"))!;
        Assert.Equal(["x<a 0.7", "a<L "], hit.Chain.Select(s => FormattableString.Invariant($"{s.Owned.Name}<{s.Owner.Name} {s.Share}")));
        Assert.False(hit.IsHit);
        Assert.Contains("how much is it?", hit.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_threshold_is_the_callers() => Assert.Equal(OwnershipFinding.Owned, Find(Rows("x<L 0.25"), 0.25m)!.Finding);

    [Fact]
    public void A_name_spelt_again_is_the_same_party() => Assert.Equal(OwnershipFinding.Owned, Find(Rows("X.<L 0.3;x<m 0.3"))?.Finding);

    [Fact]
    public void More_listed_owners_never_turn_a_hit_off() => Property.Holds(Gen.Select(Graphs, Edges), pair =>
    {
        var (before, after) = (Find(pair.Item1), Find([.. pair.Item1, pair.Item2]));
        Assert.True((before?.Finding ?? (OwnershipFinding)(-1)) <= (after?.Finding ?? (OwnershipFinding)(-1)) || (before!.Finding == OwnershipFinding.ShareUnknown && after is not null));
        Assert.True((before?.Share ?? 0) <= (after?.Share ?? 0));
    });

    [Fact]
    public void The_order_of_rows_changes_nothing() => Property.Holds(Graphs.SelectMany(g => Gen.Shuffle(g.ToArray()).Select(s => (Before: g, After: s))), pair =>
        Assert.Equal(Shown(Find(pair.Before)), Shown(Find([.. pair.After]))));

    [Fact]
    public void A_long_chain_and_a_large_circle_come_to_an_end()
    {
        const int Length = 50_000;
        ImmutableArray<OwnershipRow> chain = [.. Enumerable.Range(0, Length).Select(i => Row(i == 0 ? "x" : $"n{i}", i == Length - 1 ? "L" : $"n{i + 1}", 0.5m))];
        Assert.Equal(Length, Find(chain)!.Chain.Length);
        Assert.Null(Find([.. chain[..^1], Row($"n{Length - 1}", "x", 1)]));
    }

    [Theory]
    [InlineData("", "L", 0.5, "row 1: owned: found neither a name nor a list with an entry, expected one of them")]
    [InlineData("x", "  ", 0.5, "row 1: owner: found neither a name nor a list with an entry, expected one of them")]
    [InlineData("x", "L", 1.5, "row 1: share: found 1.5, expected 0 to 1")]
    [InlineData("x", "L", -0.1, "row 1: share: found -0.1, expected 0 to 1")]
    [InlineData("x y", "X-Y", 0.5, "row 1: owner: found the owned party itself, expected another")]
    public void A_row_that_makes_no_sense_is_refused_with_its_place(string owned, string owner, double share, string expected)
    {
        Assert.Null(OwnershipTable.Compile([Row(owned, owner, (decimal)share)], out var found, out _));
        Assert.Equal([expected], found.Select(d => d.ToString()));
    }

    [Fact]
    public void Shares_of_more_than_all_are_remarked_upon()
    {
        Assert.NotNull(OwnershipTable.Compile(Rows("x<L 0.8;x<M 0.8"), out _, out var remarks));
        Assert.Equal(["x: found shares of 1.6 in sum, expected at most 1: one of them is not current"], remarks.Select(r => r.ToString()));
    }

    private static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<string> Names => One("x", "a", "b", "c", "d", "L", "M", "R");

    private static Gen<OwnershipRow> Edges => Gen.Select(Names, Names, One<decimal?>(0, 0.1m, 0.2m, 0.25m, 0.3m, 0.5m, 0.6m, 1, null)).Where((owned, owner, _) => owned != owner).Select((owned, owner, share) => Row(owned, owner, share));

    private static Gen<ImmutableArray<OwnershipRow>> Graphs => Edges.Array[0, 14].Select(e => e.ToImmutableArray());

    private static string Shown(OwnershipHit? hit) =>
        hit is null ? "" : FormattableString.Invariant($"{hit.Finding} {hit.Share} {hit.Text} {string.Join(';', hit.Chain.Select(s => $"{s.Owned.Key}<{s.Owner.Key} {s.Share}"))} {hit.Citation}");

    private static OwnershipHit? Find(ImmutableArray<OwnershipRow> rows, decimal threshold = 0.5m)
    {
        var table = OwnershipTable.Compile(rows, out var diagnostics, out _);
        Assert.Empty(diagnostics);
        return new OwnershipChains(table!, ListingsOf, threshold).Find(new OwnershipParty("x"));
    }

    private static ImmutableArray<WatchlistSectionRow> ListingsOf(OwnershipParty party) => party.Name switch { "L" => [Blocked], "M" or "m" => [Other], "R" => [Unruled], _ => [] };

    private static ImmutableArray<OwnershipRow> Rows(string text) => [.. text.Split(';').Select(part => part.Split('<', ' ')).Select(p => Row(p[0], p[1], p[2] == "?" ? null : decimal.Parse(p[2], System.Globalization.CultureInfo.InvariantCulture)))];

    private static OwnershipRow Row(string owned, string owner, decimal? share) => new(new OwnershipParty(owned), new OwnershipParty(owner), share, "test");
}
