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
    private readonly List<ScoreIncrement> _increments = [];
    private double _score;

    public RiskScore Score(ItemFacts item, (RouteStop Stop, double Concern) place, List<MeasureHit> hits)
    {
        AddItem(item, place);
        if (hits.Count == 0)
        {
            return RiskScore.Round(_increments);
        }

        foreach (var flag in hits.Where(h => h.Effect == MeasureEffect.Flag).OrderBy(h => h.Code, StringComparer.Ordinal))
        {
            Raise(new(ScoreFactor.Flag, flag.Code, string.Create(CultureInfo.InvariantCulture, $"{flag.Text} Weight {flag.Row.Weight:0.00}."), flag.Citation, _score + ((100 - _score) * flag.Row.Weight)));
        }

        if (hits.Where(h => h.Effect != MeasureEffect.Flag).OrderByDescending(h => Floor(h)).ThenBy(h => h.Code, StringComparer.Ordinal).FirstOrDefault() is { } floor)
        {
            Raise(new(ScoreFactor.Floor, floor.Code, string.Create(CultureInfo.InvariantCulture, $"{floor.Text} The score is at least {Floor(floor):0.#}."), floor.Citation, Floor(floor)));
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
            Raise(new(ScoreFactor.Item, match.Code, string.Create(CultureInfo.InvariantCulture, $"{match.Name}: confidence {match.Confidence:0.####}, sensitivity {weight:0.00}; {where}"), CategoryOf(match).Citation, 100 * (1 - doubt) * place.Concern));
        }

        // A declared code on a list is certain: the list's weight holds even where no category is surer than that.
        if (item.ListingWeight > 0)
        {
            var listing = item.Listings[0];
            Raise(new(ScoreFactor.Item, $"listing:{listing.List}", string.Create(CultureInfo.InvariantCulture, $"HS code on {listing.Name}, weight {item.ListingWeight:0.00}; {where}"), listing.Citation, 100 * item.ListingWeight * place.Concern));
        }

        if (control is not null)
        {
            Raise(new(ScoreFactor.Item, $"control:{control.Entry}", string.Create(CultureInfo.InvariantCulture, $"Declared control entry {control.Entry} ({control.Heading}), weight {controlWeight:0.00}; {where}"), control.Citation, 100 * controlWeight * place.Concern));
        }
    }

    private (double Weight, ControlRow? Row) GravestControl(ItemFacts item)
    {
        var gravest = item.Controls.OrderByDescending(policy.ControlWeight).ThenBy(c => c.Regime, StringComparer.Ordinal).FirstOrDefault();
        return gravest is null ? (0, null) : (policy.ControlWeight(gravest), gravest);
    }

    private double Sensitivity(CategoryMatch match) => CategoryOf(match).Sensitivity;

    private CategoryRow CategoryOf(CategoryMatch match)
    {
        foreach (var category in rules.Categories)
        {
            if (category.Code == match.Code)
            {
                return category;
            }
        }

        throw new InvalidOperationException($"Category {match.Code} was matched but is not in the rule set.");
    }

    /// <summary>Lifts the score to the points given; an increment is never negative.</summary>
    private void Raise(ScoreIncrement to)
    {
        if (to.Points > _score)
        {
            _increments.Add(to with { Points = to.Points - _score });
            _score = to.Points;
        }
    }
}
