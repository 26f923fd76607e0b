namespace Screening.Engine.Parties.Names;

/// <summary>
/// The score of two aligned names. What both have counts for them, weighed by how much each word distinguishes; what only one has counts
/// a little against them (people leave words out); what each has and the other contradicts counts most. No part depends on anything but
/// the two names.
/// </summary>
internal static class NameScorer
{
    public static NameScore Score(PartyName left, PartyName right, List<NameLink> links, NameSettings settings)
    {
        if (left.Key == right.Key)
        {
            return new NameScore(left.Key.Length == 0 ? 0 : 1, false, false);
        }

        var isPerson = left.LooksLikePerson || right.LooksLikePerson;
        var mass = Weigh(left, right, links, settings);
        if (mass.Common <= 0)
        {
            return default;
        }

        var against = (settings.Extra.For(isPerson) * Math.Abs(mass.OnlyLeft - mass.OnlyRight)) + (settings.Contradiction.For(isPerson) * Math.Min(mass.OnlyLeft, mass.OnlyRight));
        var share = mass.Common / (mass.Common + against);
        share *= 1 - (settings.Gravest.For(isPerson) * Math.Min(mass.GravestLeft, mass.GravestRight));
        share *= 1 - OneWordDoubt(left, right, links, mass, settings);
        share *= mass.NumbersDiffer ? settings.OtherNumber : 1;
        var isOtherOrder = !isPerson && IsOtherOrder(links);
        share *= isOtherOrder ? settings.OtherOrder : 1;
        var whole = WholeNames.Share(left, right, links, settings);
        return new NameScore(Calibrate(Math.Max(share, whole), settings) * settings.NotTheSame, mass.NumbersDiffer, isOtherOrder) { Whole = whole > share ? whole : null };
    }

    private record struct Mass(double Common, double OnlyLeft, double OnlyRight, double GravestLeft, double GravestRight, bool NumbersDiffer);

    private static Mass Weigh(PartyName left, PartyName right, List<NameLink> links, NameSettings settings)
    {
        Span<double> restLeft = stackalloc double[left.Tokens.Length], restRight = stackalloc double[right.Tokens.Length];
        for (var i = 0; i < restLeft.Length; i++)
        {
            restLeft[i] = left.Tokens[i].Weight;
        }

        for (var i = 0; i < restRight.Length; i++)
        {
            restRight[i] = right.Tokens[i].Weight;
        }

        var common = 0.0;
        foreach (var link in links)
        {
            var counts = Sharpen(link.Similarity, settings);
            common += (Spend(restLeft.Slice(link.Left, link.LeftCount), counts) + Spend(restRight.Slice(link.Right, link.RightCount), counts)) / 2;
        }

        var (onlyLeft, gravestLeft, leftNumber) = Rest(left, restLeft);
        var (onlyRight, gravestRight, rightNumber) = Rest(right, restRight);
        return new Mass(common, onlyLeft, onlyRight, gravestLeft, gravestRight, leftNumber && rightNumber);
    }

    /// <summary>
    /// 0 to 1: a single telling word in common says little when other words stand beside it (EMERALD and Emerald Construction); the more of
    /// them the less, and less again when it is not quite the same word.
    /// </summary>
    private static double OneWordDoubt(PartyName left, PartyName right, List<NameLink> links, in Mass mass, NameSettings settings)
    {
        const double Full = 0.4, LegalFormsAtMost = 0.12;
        var (telling, alike) = (0, 0.0);
        foreach (var link in links)
        {
            if (PartyName.IsWord(left.Tokens[link.Left]) && PartyName.IsWord(right.Tokens[link.Right]))
            {
                telling++;
                alike = Math.Max(alike, Sharpen(link.Similarity, settings));
            }
        }

        var others = Math.Clamp((Math.Abs(mass.OnlyLeft - mass.OnlyRight) - LegalFormsAtMost) / Full, 0, 1);
        return telling > 1 ? 0 : others * Math.Min(1, settings.OneWord + ((1 - alike) * settings.OneWordUnlike));
    }

    private static double Spend(Span<double> rest, double share)
    {
        var spent = 0.0;
        foreach (ref var weight in rest)
        {
            spent += share * weight;
            weight *= 1 - share;
        }

        return spent;
    }

    private static (double Sum, double Gravest, bool HasNumber) Rest(PartyName name, Span<double> rest)
    {
        var (sum, gravest, hasNumber) = (0.0, 0.0, false);
        for (var i = 0; i < rest.Length; i++)
        {
            sum += rest[i];
            gravest = Math.Max(gravest, rest[i]);
            hasNumber |= name.Tokens[i].Kind == NameTokenKind.Number && rest[i] > 0;
        }

        return (sum, gravest, hasNumber);
    }

    /// <summary>A little unlike counts as nearly alike, half alike as hardly at all; without a step anywhere.</summary>
    public static double Sharpen(double similarity, NameSettings settings)
    {
        var unlike = Math.Min((1 - similarity) / (1 - settings.LeastSimilarity), 1);
        return 1 - Math.Pow(unlike, settings.Sharpness);
    }

    private static bool IsOtherOrder(List<NameLink> links)
    {
        foreach (var one in links)
        {
            foreach (var other in links)
            {
                if (one.Left < other.Left && one.Right > other.Right)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The share that a score comes from: the calibration backwards.</summary>
    public static double LeastShare(double sought, NameSettings settings)
    {
        var score = sought / settings.NotTheSame;
        var odds = Math.Pow(score / (1 - score), 1 / settings.Steepness) * settings.Middle / (1 - settings.Middle);
        return score <= 0 ? 0 : score >= 1 ? 1 : odds / (1 + odds);
    }

    /// <summary>Spreads the shares so that a score says how sure one may be: monotone, 0 and 1 stay.</summary>
    private static double Calibrate(double share, NameSettings settings)
    {
        var odds = Math.Pow(share / (1 - share) * ((1 - settings.Middle) / settings.Middle), settings.Steepness);
        return double.IsInfinity(odds) || double.IsNaN(odds) ? 1 : odds / (1 + odds);
    }
}

/// <summary>A score, and what lowered it besides the words.</summary>
internal readonly record struct NameScore(double Value, bool NumbersDiffer, bool IsOtherOrder)
{
    /// <summary>Share of the letters, where it decides; null where the words do.</summary>
    public double? Whole { get; init; }
}
