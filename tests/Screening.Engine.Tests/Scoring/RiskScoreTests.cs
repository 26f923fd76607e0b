using CsCheck;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Scoring;

public sealed class RiskScoreTests
{
    /// <summary>Increments as the scorer makes them: each at least a little, together at most 100.</summary>
    private static readonly Gen<double[]> Increments = Gen.Double[0, 1].Array[0, 12].Select(parts =>
    {
        var (left, points) = (100.0, new List<double>());
        foreach (var part in parts)
        {
            points.Add(left * part);
            left -= left * part;
        }

        return points.ToArray();
    });

    [Fact]
    public void Parts_sum_exactly_to_the_rounded_whole() => Property.Holds(
        Increments,
        points =>
        {
            var score = Round(points);
            Assert.Equal(score.Points, score.Contributions.Sum(c => c.Points));
            Assert.Equal(points.Sum(), (double)score.Points, 0.0500001);
            Assert.InRange(score.Points, 0, 100);
            Assert.All(score.Contributions, c => Assert.True(c.Points >= 0.1m && c.Points * 10 % 1 == 0));
        },
        cases: 5_000);

    [Fact]
    public void No_part_is_rounded_by_a_tenth_or_more() => Property.Holds(
        Increments,
        points =>
        {
            var parts = Round(points).Contributions.ToDictionary(c => int.Parse(c.Reason, System.Globalization.CultureInfo.InvariantCulture), c => (double)c.Points);
            Assert.All(points.Index(), p => Assert.InRange(Math.Abs(parts.GetValueOrDefault(p.Index) - p.Item), 0, 0.1000001));
        },
        cases: 5_000);

    [Theory]
    [InlineData(new double[0], "")]
    [InlineData(new[] { 100.0 }, "100.0")]
    [InlineData(new[] { 33.34, 33.33, 33.33 }, "33.4 33.3 33.3")]
    [InlineData(new[] { 0.04 }, "")]
    [InlineData(new[] { 0.05 }, "0.1")]
    [InlineData(new[] { 10.04, 10.04 }, "10.1 10.0")]
    public void Remainders_go_to_the_largest_and_of_equal_ones_to_the_first(double[] points, string expected) =>
        Assert.Equal(expected, string.Join(' ', Round(points).Contributions.Select(c => c.Points.ToString(System.Globalization.CultureInfo.InvariantCulture))));

    private static RiskScore Round(double[] points) => RiskScore.Round([.. points.Select((p, i) => new ScoreIncrement(ScoreFactor.Item, $"{i}", "", "", p))]);
}
