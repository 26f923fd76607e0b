using System.Collections.Immutable;
using Screening.Engine.Rules.Thresholds;

namespace Screening.Engine.Matching.Thresholds;

/// <summary>
/// Finds declared values that lie outside of all that the description says of the same parameter. Several described values (2.4 and
/// 5.8 GHz) contradict nothing between them.
/// </summary>
internal static class ParameterConflict
{
    public static ImmutableArray<string> Find(List<ParameterReading> readings, CompiledParameters known, double tolerance)
    {
        ImmutableArray<string>.Builder? found = null;
        foreach (var declared in readings)
        {
            if (declared.Declared >= 0 && Described(readings, declared.Parameter) is { } described && IsOutside(declared.Low, described, tolerance))
            {
                var parameter = known.Parameters[declared.Parameter];
                (found ??= ImmutableArray.CreateBuilder<string>()).Add($"{parameter.Row.Name}: the description says {ValueText.Of(parameter, described.Low, described.High, parameter.Unit)}, the parameters {ValueText.Of(parameter, declared.Low, declared.High, parameter.Unit)}");
            }
        }

        return found is null ? [] : [.. found.Distinct().Order(StringComparer.Ordinal)];
    }

    private static (double Low, double High)? Described(List<ParameterReading> readings, int parameter)
    {
        (double Low, double High)? all = null;
        foreach (var reading in readings)
        {
            if (reading.Declared < 0 && reading.Parameter == parameter)
            {
                all = all is { } before ? (Math.Min(before.Low, reading.Low), Math.Max(before.High, reading.High)) : (reading.Low, reading.High);
            }
        }

        return all;
    }

    private static bool IsOutside(double value, (double Low, double High) described, double tolerance) =>
        value < described.Low - (Math.Abs(described.Low) * tolerance) || value > described.High + (Math.Abs(described.High) * tolerance);
}
