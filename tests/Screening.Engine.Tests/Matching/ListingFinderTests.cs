using Screening.Engine.Matching;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;
using static Screening.Engine.Tests.Support.Vocabulary;

namespace Screening.Engine.Tests.Matching;

public sealed class ListingFinderTests
{
    private static readonly CompiledRuleSet Rules = Compile(Document() with
    {
        Lists = [List("A", 0.9, "1"), List("A", 0.5, "2"), List("B"), List("C") with { Validity = new Validity(new DateOnly(2027, 1, 1), null) }],
        Listings =
        [
            Listing("A", "854231", tier: "1"), Listing("A", "8482", tier: "2"), Listing("B", "85423190"), Listing("B", "85423110"), Listing("B", "8806", partial: true),
            Listing("B", "9013") with { Validity = new Validity(null, new DateOnly(2025, 1, 1)) }, Listing("C", "9014"),
        ],
    });

    [Theory]
    [InlineData("8542.31", "A 854231 Full, B 85423110 Possible")]
    [InlineData("8542.31.90", "A 854231 Full, B 85423190 Full")]
    [InlineData("8542.31.99", "A 854231 Full")]
    [InlineData("8542", "A 854231 Possible, B 85423110 Possible")]
    [InlineData("84", "A 8482 Possible")]
    [InlineData("8482.10.10", "A 8482 Full")]
    [InlineData("8806.23", "B 8806 Partial")]
    [InlineData("88", "B 8806 Possible")]
    [InlineData("6204", "")]
    [InlineData("9013", "")]
    [InlineData("9014", "")]
    public void Matches_by_prefix_in_both_directions_and_says_how_firmly(string hs, string expected) =>
        Assert.Equal(expected, string.Join(", ", Find(hs).Matches.Select(m => $"{m.List} {m.Code} {m.Extent}")));

    [Theory]
    [InlineData("8542.31", 0.9)]
    [InlineData("8482.10", 0.5)]
    [InlineData("8542", 0)]
    [InlineData("8806", 0)]
    [InlineData("6204", 0)]
    public void Only_a_firm_hit_weighs(string hs, double weight) => Assert.Equal(weight, Find(hs).Weight);

    [Fact]
    public void Without_a_code_there_is_nothing_to_find()
    {
        Assert.Empty(ListingFinder.Find((null, default), Rules, Ship.Today, MatchingScratch.OfThisThread, out var weight));
        Assert.Equal(0, weight);
    }

    private static (IEnumerable<ListingMatch> Matches, double Weight) Find(string hs)
    {
        var matches = ListingFinder.Find((Ship.Hs(hs), default), Rules, Ship.Today, MatchingScratch.OfThisThread, out var weight);
        return (matches, weight);
    }
}
