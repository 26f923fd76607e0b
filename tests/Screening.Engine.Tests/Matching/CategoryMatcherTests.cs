using CsCheck;
using Screening.Engine.Matching;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Matching;

public sealed class CategoryMatcherTests
{
    private static readonly Gen<(int Category, Evidence Evidence)> Piece = Gen.Select(Gen.Int[0, 2], Gen.Enum<EvidenceKind>(), Gen.Int[0, 100]).Select(
        (category, kind, weight) => (category, Make(kind, weight / 100.0, $"rule{weight}")));

    [Fact]
    public void Within_a_kind_the_strongest_counts_and_across_kinds_witnesses_are_independent() => Property.Holds(
        Piece.Array[0, 12],
        pieces =>
        {
            var matches = CategoryMatcher.Fold([.. pieces], Vocabulary.Compile(), cutoff: 0);
            foreach (var group in pieces.GroupBy(p => p.Category))
            {
                var doubt = group.GroupBy(p => p.Evidence.Kind).Aggregate(1.0, (d, kind) => d * (1 - kind.Max(p => p.Evidence.Weight)));
                Assert.Equal(1 - doubt, matches.Single(m => m.Code == Vocabulary.Compile().Categories[group.Key].Code).Confidence, 0.0001);
            }
        });

    [Fact]
    public void The_order_of_evidence_changes_nothing() => Property.Holds(
        Gen.Select(Piece.Array[0, 12], Gen.Int),
        given =>
        {
            var shuffled = given.Item1.ToArray();
            new Random(given.Item2).Shuffle(shuffled);
            var rules = Vocabulary.Compile();
            Assert.Equal(Ship.Json(CategoryMatcher.Fold([.. given.Item1], rules, 0)), Ship.Json(CategoryMatcher.Fold([.. shuffled], rules, 0)));
        });

    [Fact]
    public void More_evidence_never_makes_less_sure() => Property.Holds(
        Gen.Select(Piece.Array[1, 8], Piece),
        given =>
        {
            var rules = Vocabulary.Compile();
            var before = CategoryMatcher.Fold([.. given.Item1], rules, 0);
            var after = CategoryMatcher.Fold([.. given.Item1, given.Item2], rules, 0);
            Assert.All(before, b => Assert.True(after.Single(a => a.Code == b.Code).Confidence >= b.Confidence));
        });

    [Fact]
    public void Surest_first_then_by_code_and_nothing_below_the_cutoff()
    {
        List<(int, Evidence)> evidence = [(0, Make(EvidenceKind.Term, 0.3, "a")), (1, Make(EvidenceKind.Term, 0.6, "b")), (2, Make(EvidenceKind.Term, 0.6, "c")), (0, Make(EvidenceKind.HsCode, 0.1, "d"))];
        var rules = Vocabulary.Compile();
        Assert.Equal(["radio", "uav", "helmet"], CategoryMatcher.Fold(evidence, rules, 0.25).Select(m => m.Code));
        Assert.Equal(["radio", "uav"], CategoryMatcher.Fold(evidence, rules, 0.5).Select(m => m.Code));
        Assert.Empty(CategoryMatcher.Fold(null, rules, 0));
    }

    private static Evidence Make(EvidenceKind kind, double weight, string rule) =>
        new() { Kind = kind, Field = "description", Text = "x", Rule = rule, Weight = weight, Note = "", Citation = "test" };
}
