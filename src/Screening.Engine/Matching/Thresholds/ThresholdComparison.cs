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

    /// <summary>True when something is still to be said: nearly met, or partly met and the rest not stated, or nothing stated where the law's row says to ask.</summary>
    public bool IsOpen { get; } = Conditions.All(c => c.State != ConditionState.Missed) && Conditions.Any(c => c.State != ConditionState.Met)
        && (Threshold.Row.Asks || IsBegun(Conditions));

    /// <summary>True when the goods meet or nearly meet some of it by a stated value.</summary>
    public bool IsStated { get; } = IsBegun(Conditions);

    private static bool IsBegun(ImmutableArray<ConditionOutcome> conditions) =>
        conditions.Any(c => c.State is ConditionState.Met or ConditionState.Near && c.Condition.Parameter.Row.Kind != ParameterKind.Feature);
}

/// <summary>Compares values with a threshold. Of several values of a parameter the gravest counts: the one that meets most.</summary>
internal static class ThresholdComparison
{
    public static ThresholdOutcome Compare(CompiledThreshold threshold, List<ParameterReading> readings)
    {
        var outcomes = ImmutableArray.CreateBuilder<ConditionOutcome>(threshold.Conditions.Length);
        foreach (var condition in threshold.Conditions)
        {
            outcomes.Add(Compare(condition, readings, threshold.Row.Margin));
        }

        return new ThresholdOutcome(threshold, outcomes.MoveToImmutable());
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
