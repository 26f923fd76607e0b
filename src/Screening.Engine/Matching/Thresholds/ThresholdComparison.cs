using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
internal sealed class ThresholdOutcome
{
    public ThresholdOutcome(CompiledThreshold threshold, ImmutableArray<ConditionOutcome> conditions)
    {
        (Threshold, Conditions) = (threshold, conditions);
        var (met, near, isStatedInPart) = (0, 0, false);
        var unknown = new List<CompiledParameter>(conditions.Length);
        foreach (var condition in conditions)
        {
            met += condition.State == ConditionState.Met ? 1 : 0;
            near += condition.State == ConditionState.Near ? 1 : 0;
            isStatedInPart |= condition.State == ConditionState.Met && condition.Condition.Parameter.Row.Kind != ParameterKind.Feature;
            if (condition.State == ConditionState.Unknown)
            {
                UnknownConditions++;
                AddOnce(condition.Condition.Parameter, unknown);
            }
        }

        Unknown = [.. unknown];
        IsMet = met == conditions.Length;
        IsNear = near == 1 && met + near == conditions.Length;
        LacksOnlyValues = UnknownConditions > 0 && met + UnknownConditions == conditions.Length;
        IsPart = LacksOnlyValues && isStatedInPart;
    }

    public CompiledThreshold Threshold { get; }

    public ImmutableArray<ConditionOutcome> Conditions { get; }

    /// <summary>The parameters that are not stated, each once.</summary>
    public ImmutableArray<CompiledParameter> Unknown { get; }

    public bool IsMet { get; }

    /// <summary>True when all is stated, and one condition missed by no more than the margin.</summary>
    public bool IsNear { get; }

    /// <summary>True when some is met by a stated value and the rest is not stated.</summary>
    public bool IsPart { get; }

    /// <summary>True when something is still to be said: nearly met, or partly, or nothing stated where the row says to ask.</summary>
    public bool IsOpen => IsNear || IsPart || (Threshold.Row.Asks && LacksOnlyValues);

    private bool LacksOnlyValues { get; }

    private int UnknownConditions { get; }

    /// <summary>Whether the parameter is one that is not stated.</summary>
    public bool Lacks(CompiledParameter parameter)
    {
        foreach (var unknown in Unknown)
        {
            if (unknown.Number == parameter.Number)
            {
                return true;
            }
        }

        return false;
    }

    private static void AddOnce(CompiledParameter parameter, List<CompiledParameter> to)
    {
        foreach (var known in to)
        {
            if (known.Number == parameter.Number)
            {
                return;
            }
        }

        to.Add(parameter);
    }
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
            var state = IsStated(condition, readings) ? Compare(condition, readings, threshold.Row.Margin).State : Unstated(condition);
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

        return new(condition, nearest is null ? Unstated(condition) : least <= margin ? ConditionState.Near : ConditionState.Missed, nearest);
    }

    private static bool IsStated(ThresholdCondition condition, List<ParameterReading> readings)
    {
        foreach (ref readonly var reading in CollectionsMarshal.AsSpan(readings))
        {
            if (reading.Parameter == condition.Parameter.Number)
            {
                return true;
            }
        }

        return false;
    }

    private static ConditionState Unstated(ThresholdCondition condition) =>
        condition.Parameter.Row.Kind == ParameterKind.Feature ? ConditionState.Missed : ConditionState.Unknown;
}
