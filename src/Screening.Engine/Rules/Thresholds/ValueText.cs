using System.Globalization;

namespace Screening.Engine.Rules.Thresholds;

/// <summary>Values and conditions in words.</summary>
internal static class ValueText
{
    private const int ExactBelow = 1_000_000;
    private const int Thousandths = 1_000;

    public static string Of(CompiledParameter parameter, double low, double high, UnitRow? unit)
    {
        if (parameter.Row.Kind == ParameterKind.Scale)
        {
            return parameter.StepName(high) ?? Number(high);
        }

        var (from, to) = unit is null ? (low, high) : (UnitIndex.FromBase(low, unit), UnitIndex.FromBase(high, unit));
        return low == high ? WithUnit(from, unit) : $"{Number(from)} to {WithUnit(to, unit)}";
    }

    /// <summary>Of the values between two that which comes nearest to the condition, in the condition's unit.</summary>
    public static string Of(ThresholdCondition condition, double low, double high)
    {
        var nearest = condition.Nearest(low, high);
        return Of(condition.Parameter, nearest, nearest, condition.Unit);
    }

    /// <summary>"1 axis more": what would have to change of a value between the two for the condition to hold.</summary>
    public static string Difference(ThresholdCondition condition, double low, double high)
    {
        var nearest = condition.Nearest(low, high);
        if (condition.Parameter.Row.Kind == ParameterKind.Scale)
        {
            return condition.Text;
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

        // Most values have few digits and need no rounding, which costs two conversions.
        var scaled = value * Thousandths;
        if (Math.Abs(scaled) < ExactBelow && (int)scaled == scaled && (int)scaled / (double)Thousandths == value)
        {
            return (int)scaled % Thousandths == 0
                ? ((int)scaled / Thousandths).ToString(CultureInfo.InvariantCulture)
                : ((int)scaled / (decimal)Thousandths).ToString("0.###", CultureInfo.InvariantCulture);
        }

        var rounded = double.Parse(value.ToString("E5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Abs(rounded) is >= 1e-6 and < 1e15 ? ((decimal)rounded).ToString("0.############", CultureInfo.InvariantCulture) : rounded.ToString("R", CultureInfo.InvariantCulture);
    }
}
