using System.Collections.Immutable;
using CsCheck;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Scoring;

/// <summary>The same facts give the same bytes, in whatever order and on however many threads.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public void The_order_of_lines_parties_and_transit_changes_no_line() => Property.Holds(
        Gen.Select(Shipments.Any, Gen.Int),
        given =>
        {
            var random = new Random(given.Item2);
            var shuffled = given.Item1 with
            {
                Lines = Shuffle(given.Item1.Lines, random),
                Parties = Shuffle(given.Item1.Parties, random),
                Transit = Shuffle(given.Item1.Transit, random),
            };
            Assert.Equal(Ship.Json(given.Item1.Screen().Lines), Ship.Json(shuffled.Screen().Lines.OrderBy(l => l.LineNo)));
        },
        cases: 1_500, show: g => Shipments.Shown(g.Item1));

    [Fact]
    public void A_line_alone_is_screened_as_it_is_among_others() => Property.Holds(
        Shipments.Any,
        shipment =>
        {
            var together = shipment.Screen().Lines;
            Assert.All(shipment.Lines.Zip(together), pair => Assert.Equal(Ship.Json(pair.Second), Ship.Json((shipment with { Lines = [pair.First] }).Line())));
        },
        show: Shipments.Shown);

    [Fact]
    public void Many_threads_say_what_one_says()
    {
        var random = new PCG(1, 7);
        var shipments = Enumerable.Range(0, 400).Select(_ => Shipments.Any.Generate(random, null, out var _)).ToArray();
        var alone = shipments.Select(s => Ship.Json(s.Screen())).ToArray();
        var together = new string[shipments.Length * 4];
        Parallel.For(0, together.Length, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i => together[i] = Ship.Json(shipments[i % shipments.Length].Screen()));
        Assert.All(together.Index(), t => Assert.Equal(alone[t.Index % shipments.Length], t.Item));
    }

    [Fact]
    public void Another_snapshot_of_the_same_rules_says_the_same() => Property.Holds(
        Shipments.Any,
        shipment => Assert.Equal(Ship.Json(shipment.Screen()), Ship.Json(ScreeningEngine.Screen(shipment, OtherSnapshot.Value))),
        cases: 200, show: Shipments.Shown);

    /// <summary>Compiled from the same rows in the opposite order.</summary>
    private static readonly Lazy<ScreeningSnapshot> OtherSnapshot = new(() => ScreeningApi.Reference.SnapshotCompiler.Compile(Shipped.Data with
    {
        RuleSet = Shipped.Data.RuleSet with
        {
            Rules = [.. Shipped.Data.RuleSet.Rules.Reverse()],
            Listings = [.. Shipped.Data.RuleSet.Listings.Reverse()],
            Categories = [.. Shipped.Data.RuleSet.Categories.Reverse()],
            Lists = [.. Shipped.Data.RuleSet.Lists.Reverse()],
            Controls = [.. Shipped.Data.RuleSet.Controls.Reverse()],
        },
    }));

    private static ImmutableArray<T> Shuffle<T>(ImmutableArray<T> items, Random random)
    {
        var copy = items.ToArray();
        random.Shuffle(copy);
        return [.. copy];
    }
}
