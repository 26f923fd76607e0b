using System.Globalization;

namespace Screening.Engine.Rules.Thresholds;

/// <summary>How a value is compared.</summary>
internal enum ThresholdOperator
{
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Equal,
}

/// <summary>One condition of a threshold: a parameter, how it is compared, and with what.</summary>
/// <param name="Value">In base units of the parameter's dimension.</param>
/// <param name="Unit">The unit in which the law states it; null for a bare number.</param>
internal sealed record ThresholdCondition(CompiledParameter Parameter, ThresholdOperator Operator, double Value, UnitRow? Unit)
{
    public const string Expected = "'parameter operator value unit' with one of >= > <= < =";

    /// <summary>Converted values differ from stated ones in the last digits.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Whether some value between the two meets it.</summary>
    public bool IsMet(double low, double high) => Operator switch
    {
        ThresholdOperator.AtLeast => high >= Value - Slack,
        ThresholdOperator.MoreThan => high > Value + Slack,
        ThresholdOperator.AtMost => low <= Value + Slack,
        ThresholdOperator.LessThan => low < Value - Slack,
        _ => low <= Value + Slack && high >= Value - Slack,
    };

    /// <summary>How much the nearest value between the two would have to change, as a share of the threshold; 0 or less when it would hardly.</summary>
    public double Distance(double low, double high) =>
        Value == 0 ? double.PositiveInfinity
        : Math.Abs(Value - Nearest(low, high)) / Math.Abs(Value);

    /// <summary>The value between the two that comes nearest.</summary>
    public double Nearest(double low, double high) => Operator switch
    {
        ThresholdOperator.AtLeast or ThresholdOperator.MoreThan => high,
        ThresholdOperator.AtMost or ThresholdOperator.LessThan => low,
        _ => Math.Clamp(Value, low, high),
    };

    /// <summary>"30 min".</summary>
    public string Text { get; } = ValueText.Of(Parameter, Value, Value, Unit);

    /// <summary>"30 min or more".</summary>
    public string Words => Operator switch
    {
        ThresholdOperator.AtLeast => $"{Text} or more",
        ThresholdOperator.MoreThan => $"more than {Text}",
        ThresholdOperator.AtMost => $"{Text} or less",
        ThresholdOperator.LessThan => $"less than {Text}",
        _ => Text,
    };

    private double Slack => Math.Abs(Value) * Rounding;

    /// <summary>Null, with what was expected, when the text is no condition.</summary>
    public static ThresholdCondition? Parse(string text, IReadOnlyDictionary<string, CompiledParameter> parameters, UnitIndex units, out string expected)
    {
        expected = Expected;
        var words = text.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length < 3 || ParseOperator(words[1]) is not { } comparison)
        {
            return null;
        }

        if (!parameters.TryGetValue(words[0], out var parameter))
        {
            expected = "a parameter that the table of parameters has";
            return null;
        }

        UnitRow? unit = null;
        if (words.Length == 4 && (unit = units.Find(words[3], parameter.Row.Dimension)) is null || words.Length == 3 && parameter.Unit is not null)
        {
            expected = $"a unit of {parameter.Row.Dimension}";
            return null;
        }

        if (!TryReadValue(words[2], parameter, out var value))
        {
            expected = "a number or a step of the parameter's scale";
            return null;
        }

        return new ThresholdCondition(parameter, comparison, unit is null ? value : UnitIndex.ToBase(value, unit), unit);
    }

    private static bool TryReadValue(string text, CompiledParameter parameter, out double value)
    {
        foreach (var step in parameter.Steps)
        {
            if (step.Name == text)
            {
                value = step.Value;
                return true;
            }
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private static ThresholdOperator? ParseOperator(string text) => text switch
    {
        ">=" => ThresholdOperator.AtLeast,
        ">" => ThresholdOperator.MoreThan,
        "<=" => ThresholdOperator.AtMost,
        "<" => ThresholdOperator.LessThan,
        "=" => ThresholdOperator.Equal,
        _ => null,
    };
}
