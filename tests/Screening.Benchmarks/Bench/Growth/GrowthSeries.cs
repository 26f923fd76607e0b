using System.Globalization;

namespace Screening.Benchmarks.Bench.Growth;

/// <summary>How the cost of a line goes with one thing that grows.</summary>
/// <param name="Key">In the names of figures.</param>
/// <param name="Axis">What grows, in words.</param>
internal sealed record GrowthSeries(string Key, string Title, string Axis, IReadOnlyList<GrowthPoint> Points)
{
    public static GrowthSeries Measure(string key, string title, string axis, IReadOnlyList<GrowthCase> cases) =>
        new(key, title, axis, [.. cases.Zip(LineCost.Measure(cases), (c, cost) => new GrowthPoint(c.At, cost))]);

    /// <param name="mostTimes">How many times the first the last may be; 0 where no goal is set.</param>
    public GrowthSeries Report(Figures figures, double mostTimes = 0)
    {
        foreach (var point in Points)
        {
            var name = NameOf(point);
            figures.Add($"{name}.bytes", point.Cost.Bytes);
            figures.Add($"{name}.categoriesPerHundredLines", point.Cost.Found);
            figures.Add($"{name}.nanoseconds", point.Cost.Nanoseconds);
        }

        if (mostTimes > 0)
        {
            figures.AddAtMostTimes($"{NameOf(Points[^1])}.nanoseconds", Points[^1].Cost.Nanoseconds, $"{NameOf(Points[0])}.nanoseconds", mostTimes);
        }

        return this;
    }

    private string NameOf(GrowthPoint point) => string.Create(CultureInfo.InvariantCulture, $"growth.{Key}.{point.At}");
}

internal sealed record GrowthPoint(double At, LineCost Cost);
