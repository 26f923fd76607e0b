using CsCheck;
using Screening.Engine.Tests.Support;
using Screening.Engine.Text;

namespace Screening.Engine.Tests.Text;

public sealed class EditDistanceTests
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char["abc"], 0, 8];

    [Theory]
    [InlineData("drone", "drone", 0)]
    [InlineData("drone", "dron", 1)]
    [InlineData("drone", "dronee", 1)]
    [InlineData("drone", "drome", 1)]
    [InlineData("drone", "dorne", 1)]
    [InlineData("drone", "done", 1)]
    [InlineData("drone", "prune", 2)]
    [InlineData("", "", 0)]
    [InlineData("", "a", 1)]
    public void Counts_letters_missing_added_changed_and_swapped(string left, string right, int distance) => Assert.Equal(distance, EditDistance.Between(left, right, 3));

    [Fact]
    public void Is_the_same_in_both_directions_and_nothing_only_for_equal_words() => Property.Holds(
        Gen.Select(Word, Word),
        pair =>
        {
            var distance = EditDistance.Between(pair.Item1, pair.Item2, 8);
            Assert.Equal(distance, EditDistance.Between(pair.Item2, pair.Item1, 8));
            Assert.Equal(pair.Item1 == pair.Item2, distance == 0);
        },
        cases: 3_000);

    [Fact]
    public void Beyond_the_limit_it_only_says_that_it_is_beyond() => Assert.True(EditDistance.Between("a", "abcdef", 2) > 2);
}
