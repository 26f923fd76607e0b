using System.Collections.Immutable;
using Screening.Engine.Rules.Thresholds;

namespace Screening.Engine.Matching.Thresholds;

/// <summary>How a value stands to a condition.</summary>
internal enum ConditionState
{
    Met,

    /// <summary>Missed by no more than the margin.</summary>
    Near,

    /// <summary>Not stated.</summary>
    Unknown,
    Missed,
}

/// <summary>A condition and the value that comes nearest to meeting it; no value when none was stated.</summary>
internal readonly record struct ConditionOutcome(ThresholdCondition Condition, ConditionState State, ParameterReading? Reading);

/// <summary>A threshold and how far the goods meet it.</summary>
internal sealed record ThresholdOutcome(CompiledThreshold Threshold, ImmutableArray<ConditionOutcome> Conditions)
{
    public bool IsMet { get; } = Conditions.All(c => c.State == ConditionState.Met);

    /// <summary>True when all is stated, and one condition missed by no more than the margin.</summary>
    public bool IsNear { get; } = Conditions.Count(c => c.State == ConditionState.Near) == 1 && Conditions.All(c => c.State is ConditionState.Met or ConditionState.Near);

    /// <summary>True when some is met by a stated value and the rest is not stated.</summary>
    public bool IsPart { get; } = LacksOnlyValues(Conditions) && Conditions.Any(c => c.State == ConditionState.Met && c.Condition.Parameter.Row.Kind != ParameterKind.Feature);

    /// <summary>True when something is still to be said: nearly met, or partly, or nothing stated where the row says to ask.</summary>
    public bool IsOpen => IsNear || IsPart || (Threshold.Row.Asks && LacksOnlyValues(Conditions));

    private static bool LacksOnlyValues(ImmutableArray<ConditionOutcome> conditions) =>
        conditions.All(c => c.State is ConditionState.Met or ConditionState.Unknown) && conditions.Any(c => c.State == ConditionState.Unknown);
}

/// <summary>Compares values with a threshold. Of several values of a parameter the gravest counts: the one that meets most.</summary>
internal static class ThresholdComparison
{
    /// <summary>Null where there is nothing to say, as for most thresholds of most goods: found out before anything is made.</summary>
    public static ThresholdOutcome? Compare(CompiledThreshold threshold, List<ParameterReading> readings)
    {
        var isBegun = threshold.Row.Asks;
        foreach (var condition in threshold.Conditions)
        {
            var state = Compare(condition, readings, threshold.Row.Margin).State;
            isBegun |= state is ConditionState.Met or ConditionState.Near;
            if (state == ConditionState.Missed)
            {
                return null;
            }
        }

        return isBegun ? Describe(threshold, readings) : null;
    }

    private static ThresholdOutcome? Describe(CompiledThreshold threshold, List<ParameterReading> readings)
    {
        var outcomes = ImmutableArray.CreateBuilder<ConditionOutcome>(threshold.Conditions.Length);
        foreach (var condition in threshold.Conditions)
        {
            outcomes.Add(Compare(condition, readings, threshold.Row.Margin));
        }

        var outcome = new ThresholdOutcome(threshold, outcomes.MoveToImmutable());
        return outcome.IsMet || outcome.IsOpen ? outcome : null;
    }

    private static ConditionOutcome Compare(ThresholdCondition condition, List<ParameterReading> readings, double margin)
    {
        ParameterReading? nearest = null;
        var least = double.PositiveInfinity;
        foreach (var reading in readings)
        {
            if (reading.Parameter != condition.Parameter.Number)
            {
                continue;
            }

            if (condition.IsMet(reading.Low, reading.High))
            {
                return new(condition, ConditionState.Met, reading);
            }

            var distance = condition.Distance(reading.Low, reading.High);
            if (nearest is null || distance < least)
            {
                (nearest, least) = (reading, distance);
            }
        }

        var absent = condition.Parameter.Row.Kind == ParameterKind.Feature ? ConditionState.Missed : ConditionState.Unknown;
        return new(condition, nearest is null ? absent : least <= margin ? ConditionState.Near : ConditionState.Missed, nearest);
    }
}
