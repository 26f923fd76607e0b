using System.Collections.Immutable;

namespace Screening.Engine.Scoring;

/// <summary>A part of a score before rounding.</summary>
internal sealed record ScoreIncrement(ScoreFactor Factor, string Reason, string Text, string Citation, double Points);

/// <summary>A score and the parts that it is made of.</summary>
internal sealed record RiskScore(decimal Points, ImmutableArray<ScoreContribution> Contributions)
{
    private const int TenthsPerPoint = 10;

    /// <summary>
    /// Rounds raw increments by largest remainder to tenths, so that the parts sum exactly to the rounded whole. Parts that come to
    /// nothing are left out.
    /// </summary>
    public static RiskScore Round(List<ScoreIncrement> increments)
    {
        var total = (int)Math.Round(Math.Min(100, increments.Sum(i => i.Points)) * TenthsPerPoint, MidpointRounding.AwayFromZero);
        var tenths = increments.Select(i => (int)Math.Floor(i.Points * TenthsPerPoint)).ToArray();
        var missing = total - tenths.Sum();
        foreach (var index in increments.Index().OrderByDescending(i => i.Item.Points * TenthsPerPoint % 1).ThenBy(i => i.Index).Select(i => i.Index).Take(Math.Max(0, missing)))
        {
            tenths[index]++;
        }

        return new RiskScore(Points(total),
        [
            .. increments.Index().Where(i => tenths[i.Index] > 0).Select(i => new ScoreContribution
            {
                Factor = i.Item.Factor, Reason = i.Item.Reason, Text = i.Item.Text, Citation = i.Item.Citation, Points = Points(tenths[i.Index]),
            }),
        ]);

        static decimal Points(int tenths) => new(tenths, 0, 0, false, 1);
    }
}
