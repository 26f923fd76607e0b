using System.Collections.Immutable;
using Screening.Engine.Matching;
using Screening.Engine.Matching.Thresholds;
using Screening.Engine.Rules;
using Screening.Engine.Rules.Thresholds;

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
    public static ImmutableArray<Question> Ask(in ItemFacts item, RouteFacts route)
    {
        if (item.Parameters.Open.IsEmpty || !MayMatter(item, route))
        {
            return [];
        }

        var open = new List<ThresholdOutcome>(item.Parameters.Open.Length);
        foreach (var outcome in item.Parameters.Open)
        {
            if (outcome.Unknown.Length > 0)
            {
                open.Add(outcome);
            }
        }

        return Choose(open);
    }

    /// <summary>Thresholds nearly or partly met, and those that a question decides.</summary>
    public static ImmutableArray<NearMiss> NearMisses(in ItemFacts item, ImmutableArray<Question> questions)
    {
        if (item.Parameters.Open.IsEmpty)
        {
            return [];
        }

        var missed = new List<Miss>();
        foreach (var outcome in item.Parameters.Open)
        {
            foreach (var condition in outcome.Conditions)
            {
                if (condition.State != ConditionState.Met && (outcome.IsNear || outcome.IsPart || IsAsked(condition.Condition.Parameter, questions)))
                {
                    missed.Add(new Miss(outcome, condition));
                }
            }
        }

        Miss[] ordered = [.. missed];
        StableSort.Sort(ordered, static (one, other) => one.Condition.State != other.Condition.State ? (int)one.Condition.State - (int)other.Condition.State
            : one.Outcome.IsPart != other.Outcome.IsPart ? (one.Outcome.IsPart ? -1 : 1)
            : string.CompareOrdinal(one.Outcome.Threshold.Row.Paragraph, other.Outcome.Threshold.Row.Paragraph));
        return First(ordered);
    }

    /// <summary>Each but once, and not more than people read.</summary>
    private static ImmutableArray<NearMiss> First(Miss[] missed)
    {
        var told = ImmutableArray.CreateBuilder<NearMiss>(Math.Min(missed.Length, MaxNearMisses));
        for (var i = 0; i < missed.Length && told.Count < MaxNearMisses; i++)
        {
            var next = Describe(missed[i].Outcome, missed[i].Condition);
            var isTold = false;
            foreach (var before in told)
            {
                isTold |= before.Rule == next.Rule && before.Parameter == next.Parameter && before.Have == next.Have;
            }

            if (!isTold)
            {
                told.Add(next);
            }
        }

        return told.DrainToImmutable();
    }

    private static bool MayMatter(in ItemFacts item, RouteFacts route)
    {
        foreach (var measure in route.Measures)
        {
            if (measure.Measure.MayBeInferred && measure.CouldApply(item))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAsked(CompiledParameter parameter, ImmutableArray<Question> questions)
    {
        foreach (var question in questions)
        {
            if (question.Parameter == parameter.Row.Code)
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<Question> Choose(List<ThresholdOutcome> left)
    {
        var questions = ImmutableArray.CreateBuilder<Question>(MaxQuestions);
        var paragraphs = new List<string>();
        while (left.Count > 0 && questions.Count < MaxQuestions)
        {
            var best = MostWanted(left);
            paragraphs.Clear();
            for (var i = 0; i < left.Count;)
            {
                if (!left[i].Lacks(best))
                {
                    i++;
                    continue;
                }

                if (!paragraphs.Contains(left[i].Threshold.Row.Paragraph))
                {
                    paragraphs.Add(left[i].Threshold.Row.Paragraph);
                }

                left.RemoveAt(i);
            }

            questions.Add(new Question { Parameter = best.Row.Code, Unit = best.Unit?.Unit, Why = $"{best.Row.Name} decides {List(paragraphs)}." });
        }

        return questions.DrainToImmutable();
    }

    /// <summary>A value that alone decides a threshold weighs more than one of several that are missing; of equal ones the first by code.</summary>
    private static CompiledParameter MostWanted(List<ThresholdOutcome> left)
    {
        var weights = new List<(CompiledParameter Parameter, double Weight)>();
        foreach (var outcome in left)
        {
            foreach (var parameter in outcome.Unknown)
            {
                Add(parameter, 1.0 / outcome.Unknown.Length, weights);
            }
        }

        var best = weights[0];
        foreach (var next in weights)
        {
            best = next.Weight > best.Weight || (next.Weight == best.Weight && string.CompareOrdinal(next.Parameter.Row.Code, best.Parameter.Row.Code) < 0) ? next : best;
        }

        return best.Parameter;
    }

    private static void Add(CompiledParameter parameter, double weight, List<(CompiledParameter Parameter, double Weight)> weights)
    {
        for (var i = 0; i < weights.Count; i++)
        {
            if (weights[i].Parameter.Number == parameter.Number)
            {
                weights[i] = (parameter, weights[i].Weight + weight);
                return;
            }
        }

        weights.Add((parameter, weight));
    }

    private static NearMiss Describe(ThresholdOutcome outcome, ConditionOutcome missed)
    {
        var (condition, paragraph) = (missed.Condition, outcome.Threshold.Row.Paragraph);
        var words = condition.Words;
        var reading = missed.Reading.GetValueOrDefault();
        var have = missed.Reading is not null ? ValueText.Of(condition, reading.Low, reading.High) : null;
        return new NearMiss
        {
            Rule = paragraph,
            Parameter = condition.Parameter.Row.Code,
            Have = have,
            Threshold = condition.Text,
            Text = have is null
                ? $"{condition.Parameter.Row.Name} is not stated, threshold {words}: it decides {paragraph}"
                : $"{have}, threshold {words}: {ValueText.Difference(condition, reading.Low, reading.High)} would meet it",
        };
    }

    private static string List(List<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";

    private readonly record struct Miss(ThresholdOutcome Outcome, ConditionOutcome Condition);
}
