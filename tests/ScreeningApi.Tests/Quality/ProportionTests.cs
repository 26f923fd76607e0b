using ScreeningApi.Quality;

namespace ScreeningApi.Tests.Quality;

public sealed class ProportionTests
{
    /// <summary>Reference values: Wilson's score interval without continuity correction.</summary>
    [Theory]
    [InlineData(8, 10, 0.8, 0.4902, 0.9433)]
    [InlineData(0, 10, 0, 0, 0.2775)]
    [InlineData(10, 10, 1, 0.7225, 1)]
    [InlineData(198, 212, 0.934, 0.8922, 0.9603)]
    public void It_comes_with_wilsons_interval(int part, int whole, double value, double low, double high) =>
        Assert.Equal(new Proportion { Value = value, Low = low, High = high }, Proportion.Of(part, whole));

    [Fact]
    public void Of_nothing_nothing_can_be_said() => Assert.Null(Proportion.Of(0, 0));
}
