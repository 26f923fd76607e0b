using System.Globalization;
using Screening.Engine.Destinations;
using Screening.Engine.Matching;
using Screening.Engine.Rules;

namespace Screening.Engine.Scoring;

/// <summary>
/// Score of a line: item concern times destination concern, raised by red flags, never below what the law settles. The number is the
/// sum of increments taken in a fixed order, each with its reason: there is no second path that explains.
/// </summary>
internal sealed class RiskScorer(ScoringPolicy policy, CompiledRuleSet rules)
{
    private readonly List<(ScoreFactor Factor, string Reason, string Text, double Points)> _increments = [];
    private double _score;

    public RiskScore Score(ItemFacts item, (RouteStop Stop, double Concern) place, List<MeasureHit> hits)
    {
        AddItem(item, place);
        foreach (var flag in hits.Where(h => h.Effect == MeasureEffect.Flag).OrderBy(h => h.Code, StringComparer.Ordinal))
        {
            Raise(ScoreFactor.Flag, flag.Code, flag.Text, _score + ((100 - _score) * flag.Row.Weight));
        }

        if (hits.Where(h => h.Effect != MeasureEffect.Flag).OrderByDescending(h => Floor(h)).ThenBy(h => h.Code, StringComparer.Ordinal).FirstOrDefault() is { } floor)
        {
            Raise(ScoreFactor.Floor, floor.Code, floor.Text, Floor(floor));
        }

        return RiskScore.Round(_increments);
    }

    /// <summary>An unverified fact lifts a line to the review line, no further.</summary>
    private double Floor(MeasureHit hit) => hit.IsVerified ? hit.Row.Floor : Math.Min(hit.Row.Floor, policy.ReviewThreshold);

    /// <summary>I x D x 100, category by category, then what a firm listing or control entry adds by itself.</summary>
    private void AddItem(ItemFacts item, (RouteStop Stop, double Concern) place)
    {
        var (controlWeight, control) = GravestControl(item);
        var raised = Math.Max(item.ListingWeight, controlWeight);
        var where = string.Create(CultureInfo.InvariantCulture, $"{Names.Words(place.Stop.Role)} {place.Stop.Name}, concern {place.Concern:0.00}");
        var doubt = 1.0;
        foreach (var (match, weight) in item.Categories.Select(c => (c, Math.Max(Sensitivity(c), raised))).OrderByDescending(c => c.c.Confidence * c.Item2).ThenBy(c => c.c.Code, StringComparer.Ordinal))
        {
            doubt *= 1 - (match.Confidence * weight);
            Raise(ScoreFactor.Item, match.Code, string.Create(CultureInfo.InvariantCulture, $"{match.Name}: confidence {match.Confidence:0.00}, sensitivity {weight:0.00}; {where}"), 100 * (1 - doubt) * place.Concern);
        }

        // A declared code on a list is certain: the list's weight holds even where no category is surer than that.
        if (item.ListingWeight > 0)
        {
            var listing = item.Listings[0];
            Raise(ScoreFactor.Item, $"listing:{listing.List}", string.Create(CultureInfo.InvariantCulture, $"HS code on {listing.Name}, weight {item.ListingWeight:0.00}; {where}"), 100 * item.ListingWeight * place.Concern);
        }

        if (control is not null)
        {
            Raise(ScoreFactor.Item, $"control:{control.Entry}", string.Create(CultureInfo.InvariantCulture, $"Declared control entry {control.Entry} ({control.Heading}), weight {controlWeight:0.00}; {where}"), 100 * controlWeight * place.Concern);
        }
    }

    private (double Weight, ControlRow? Row) GravestControl(ItemFacts item)
    {
        var gravest = item.Controls.OrderByDescending(policy.ControlWeight).ThenBy(c => c.Regime, StringComparer.Ordinal).FirstOrDefault();
        return gravest is null ? (0, null) : (policy.ControlWeight(gravest), gravest);
    }

    private double Sensitivity(CategoryMatch match)
    {
        foreach (var category in rules.Categories)
        {
            if (category.Code == match.Code)
            {
                return category.Sensitivity;
            }
        }

        return 1;
    }

    /// <summary>Lifts the score to <paramref name="to"/>; an increment is never negative.</summary>
    private void Raise(ScoreFactor factor, string reason, string text, double to)
    {
        if (to > _score)
        {
            _increments.Add((factor, reason, text, to - _score));
            _score = to;
        }
    }
}
