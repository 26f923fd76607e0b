using System.Collections.Immutable;
using Screening.Engine.Destinations;
using Screening.Engine.Items;
using Screening.Engine.Matching;
using Screening.Engine.Matching.Thresholds;

namespace Screening.Engine.Scoring;

/// <summary>
/// Asks for technical values and says what was nearly met. The questions are few: each takes the parameter that stands open in the most
/// thresholds, until every threshold has one that was asked for, since one value can settle that a threshold is not met.
/// </summary>
internal static class ParameterQuestions
{
    private const int MaxQuestions = 3;
    private const int MaxNearMisses = 8;

    /// <summary>None where no answer could change the verdict.</summary>
    public static ImmutableArray<Question> Ask(ItemFacts item, Shipment shipment, Route route, ScoringPolicy policy)
    {
        if (item.Parameters.Open.IsEmpty)
        {
            return [];
        }

        var open = item.Parameters.Open.Where(o => Unknown(o).Any()).ToList();
        return open.Count == 0 || !policy.Measures.Any(m => m.MayBeInferred && m.CouldApply(shipment, route, item)) ? [] : Choose(open);
    }

    /// <summary>Thresholds nearly or partly met, and those that a question decides.</summary>
    public static ImmutableArray<NearMiss> NearMisses(ItemFacts item, ImmutableArray<Question> questions) =>
        item.Parameters.Open.IsEmpty ? [] :
        [
            .. item.Parameters.Open
                .SelectMany(o => o.Conditions.Where(c => c.State != ConditionState.Met), (Outcome, Condition) => (Outcome, Condition))
                .Where(m => m.Outcome.IsNear || m.Outcome.IsPart || questions.Any(q => q.Parameter == m.Condition.Condition.Parameter.Row.Code))
                .OrderBy(m => m.Condition.State).ThenByDescending(m => m.Outcome.IsPart).ThenBy(m => m.Outcome.Threshold.Row.Paragraph, StringComparer.Ordinal)
                .Select(m => Describe(m.Outcome, m.Condition)).DistinctBy(m => (m.Rule, m.Parameter, m.Have)).Take(MaxNearMisses),
        ];

    private static ImmutableArray<Question> Choose(List<ThresholdOutcome> open)
    {
        var questions = ImmutableArray.CreateBuilder<Question>();
        var left = open.ToList();
        while (left.Count > 0 && questions.Count < MaxQuestions)
        {
            // A value that alone decides a threshold weighs more than one of several that are missing.
            var best = left.SelectMany(o => Unknown(o), (o, c) => (c.Condition.Parameter, Weight: 1.0 / Unknown(o).Count()))
                .GroupBy(c => c.Parameter).OrderByDescending(g => g.Sum(c => c.Weight)).ThenBy(g => g.Key.Row.Code, StringComparer.Ordinal).First().Key;
            var decided = left.Where(o => Unknown(o).Any(c => c.Condition.Parameter == best)).ToList();
            var unit = best.Unit?.Unit;
            questions.Add(new Question { Parameter = best.Row.Code, Unit = unit, Why = $"{best.Row.Name} decides {List(decided.Select(o => o.Threshold.Row.Paragraph).Distinct())}." });
            left.RemoveAll(decided.Contains);
        }

        return questions.ToImmutable();
    }

    private static IEnumerable<ConditionOutcome> Unknown(ThresholdOutcome outcome) =>
        outcome.Conditions.Where(c => c.State == ConditionState.Unknown).DistinctBy(c => c.Condition.Parameter);

    private static NearMiss Describe(ThresholdOutcome outcome, ConditionOutcome missed)
    {
        var (condition, paragraph) = (missed.Condition, outcome.Threshold.Row.Paragraph);
        var words = ValueText.Words(condition);
        var have = missed.Reading is { } reading ? ValueText.Of(condition, reading) : null;
        return new NearMiss
        {
            Rule = paragraph,
            Parameter = condition.Parameter.Row.Code,
            Have = have,
            Threshold = ValueText.Of(condition),
            Text = have is null
                ? $"{condition.Parameter.Row.Name} is not stated, threshold {words}: it decides {paragraph}"
                : $"{have}, threshold {words}: {ValueText.Difference(condition, missed.Reading!.Value)} would meet it",
        };
    }

    private static string List(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all.SkipLast(1))} and {all[^1]}";
    }
}
