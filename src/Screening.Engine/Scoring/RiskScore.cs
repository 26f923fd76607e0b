using System.Collections.Immutable;

namespace Screening.Engine.Scoring;

/// <summary>A part of a score before rounding.</summary>
internal sealed record ScoreIncrement(ScoreFactor Factor, string Reason, string Text, string Citation, double Points);

/// <summary>A score and the parts that it is made of.</summary>
internal sealed record RiskScore(decimal Points, ImmutableArray<ScoreContribution> Contributions)
{
    private const int TenthsPerPoint = 10;

    /// <summary>The score of goods of which nothing is to be said.</summary>
    public static RiskScore Nothing { get; } = Round([]);

    /// <summary>
    /// Rounds raw increments by largest remainder to tenths, so that the parts sum exactly to the rounded whole. Parts that come to
    /// nothing are left out.
    /// </summary>
    public static RiskScore Round(List<ScoreIncrement> increments)
    {
        var tenths = new int[increments.Count];
        var (sum, whole) = (0.0, 0);
        for (var i = 0; i < tenths.Length; i++)
        {
            tenths[i] = (int)Math.Floor(increments[i].Points * TenthsPerPoint);
            whole += tenths[i];
            sum += increments[i].Points;
        }

        var total = (int)Math.Round(Math.Min(100, sum) * TenthsPerPoint, MidpointRounding.AwayFromZero);
        HandOut(total - whole, increments, tenths);
        var contributions = ImmutableArray.CreateBuilder<ScoreContribution>(tenths.Length);
        for (var i = 0; i < tenths.Length; i++)
        {
            if (tenths[i] > 0)
            {
                var part = increments[i];
                contributions.Add(new ScoreContribution { Factor = part.Factor, Reason = part.Reason, Text = part.Text, Citation = part.Citation, Points = PointsOf(tenths[i]) });
            }
        }

        return new RiskScore(PointsOf(total), contributions.DrainToImmutable());
    }

    /// <summary>Gives the missing tenths to the parts that lost most, of equal ones to the first; to each at most one.</summary>
    private static void HandOut(int missing, List<ScoreIncrement> increments, int[] tenths)
    {
        var remainders = new double[tenths.Length];
        for (var i = 0; i < tenths.Length; i++)
        {
            remainders[i] = increments[i].Points * TenthsPerPoint % 1;
        }

        for (; missing > 0; missing--)
        {
            var largest = -1;
            for (var i = 0; i < tenths.Length; i++)
            {
                largest = remainders[i] >= 0 && (largest < 0 || remainders[i] > remainders[largest]) ? i : largest;
            }

            if (largest < 0)
            {
                return;
            }

            tenths[largest]++;
            remainders[largest] = -1;
        }
    }

    private static decimal PointsOf(int tenths) => new(tenths, 0, 0, false, 1);
}
