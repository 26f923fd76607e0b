using System.Globalization;
using Screening.Engine.Rules.Thresholds;

namespace Screening.Engine.Matching.Thresholds;

/// <summary>Values and conditions in words.</summary>
internal static class ValueText
{
    public static string Of(CompiledParameter parameter, double low, double high, UnitRow? unit)
    {
        if (parameter.Row.Kind == ParameterKind.Scale)
        {
            return parameter.StepName(high) ?? Number(high);
        }

        var (from, to) = unit is null ? (low, high) : (UnitIndex.FromBase(low, unit), UnitIndex.FromBase(high, unit));
        return low == high ? WithUnit(from, unit) : $"{Number(from)} to {WithUnit(to, unit)}";
    }

    /// <summary>The value that comes nearest to the condition, in the condition's unit.</summary>
    public static string Of(ThresholdCondition condition, ParameterReading reading)
    {
        var nearest = condition.Nearest(reading.Low, reading.High);
        return Of(condition.Parameter, nearest, nearest, condition.Unit);
    }

    public static string Of(ThresholdCondition condition) => Of(condition.Parameter, condition.Value, condition.Value, condition.Unit);

    /// <summary>"30 min or more".</summary>
    public static string Words(ThresholdCondition condition) => condition.Operator switch
    {
        ThresholdOperator.AtLeast => $"{Of(condition)} or more",
        ThresholdOperator.MoreThan => $"more than {Of(condition)}",
        ThresholdOperator.AtMost => $"{Of(condition)} or less",
        ThresholdOperator.LessThan => $"less than {Of(condition)}",
        _ => Of(condition),
    };

    /// <summary>"1 axis more": what would have to change for the condition to hold.</summary>
    public static string Difference(ThresholdCondition condition, ParameterReading reading)
    {
        var nearest = condition.Nearest(reading.Low, reading.High);
        if (condition.Parameter.Row.Kind == ParameterKind.Scale)
        {
            return Of(condition);
        }

        var change = (condition.Value - nearest) / (condition.Unit?.Factor ?? 1);
        var amount = WithUnit(Math.Abs(change), condition.Unit);
        return change == 0 ? (condition.Operator == ThresholdOperator.LessThan ? "anything less" : "anything more") : change > 0 ? $"{amount} more" : $"{amount} less";
    }

    public static string WithUnit(double value, UnitRow? unit)
    {
        var number = Number(value);
        return unit is null ? number : $"{number} {(number == "1" && unit.Singular.Length > 0 ? unit.Singular : unit.Unit)}";
    }

    /// <summary>Six significant digits: a conversion must not show as 46.29999999.</summary>
    private static string Number(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        var rounded = double.Parse(value.ToString("E5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Abs(rounded) is >= 1e-6 and < 1e15 ? ((decimal)rounded).ToString("0.############", CultureInfo.InvariantCulture) : rounded.ToString("R", CultureInfo.InvariantCulture);
    }
}
