using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Items;
using Screening.Engine.Rules.Thresholds;

namespace Screening.Engine.Matching.Thresholds;

/// <summary>A declared parameter that could not be used.</summary>
/// <param name="Code">Of the finding.</param>
internal sealed record ParameterRemark(string Code, string Text);

/// <summary>Reads the parameters that a shipper declares: the same units and names as in descriptions, and no error for those nobody knows.</summary>
internal static class DeclaredParameters
{
    /// <summary>Appends what is understood to the scratch's readings; returns what is not.</summary>
    public static ImmutableArray<ParameterRemark> Read(ImmutableArray<TechnicalParameter> declared, in ParameterContext context, ParameterScratch scratch)
    {
        if (declared.IsEmpty)
        {
            return [];
        }

        var remarks = ImmutableArray.CreateBuilder<ParameterRemark>();
        foreach (var (index, sent) in declared.Index())
        {
            if (context.Known.Reasons.Contains(sent.Name.Trim()))
            {
                continue;
            }

            if (Find(sent, context) is not { } parameter)
            {
                remarks.Add(new("unknownParameter", $"No parameter is known by the name '{sent.Name}': it was not compared with anything."));
            }
            else if (TryConvert(sent, parameter, context.Known.Units, out var value))
            {
                scratch.Readings.Add(new ParameterReading(parameter.Number, value, value, -1, 0, index));
            }
            else
            {
                remarks.Add(new("unknownUnit", $"The parameter '{sent.Name}' has {(sent.Unit is null ? "no unit" : $"the unit '{sent.Unit}'")}, expected a unit of {parameter.Row.Dimension} such as {parameter.Row.Unit}: it was not compared with anything."));
            }
        }

        return remarks.ToImmutable();
    }

    /// <summary>Of several parameters with the name one that has such a unit, best one of such goods: the power of a radio is not that of an engine.</summary>
    private static CompiledParameter? Find(TechnicalParameter sent, in ParameterContext context)
    {
        var known = context.Known;
        if (!known.Names.TryGetValue(ParameterCompiler.NameKey(sent.Name), out var numbers))
        {
            return null;
        }

        CompiledParameter? fitting = null;
        foreach (var number in numbers)
        {
            var parameter = known.Parameters[number];
            if (!HasUnit(sent, parameter, known.Units))
            {
                continue;
            }

            fitting ??= parameter;
            if (parameter.IsAbout(context.Categories, context.Date))
            {
                return parameter;
            }
        }

        return fitting ?? known.Parameters[numbers[0]];
    }

    private static bool HasUnit(TechnicalParameter sent, CompiledParameter parameter, UnitIndex units) =>
        sent.Unit is null ? parameter.Row.IsBare || parameter.Unit is null : units.Find(sent.Unit, parameter.Row.Dimension) is not null;

    private static bool TryConvert(TechnicalParameter sent, CompiledParameter parameter, UnitIndex units, out double value)
    {
        value = (double)sent.Value;
        if (parameter.Unit is null)
        {
            value = StepNamed(sent.Value, parameter) ?? value;
            return true;
        }

        var unit = sent.Unit is null ? (parameter.Row.IsBare ? parameter.Unit : null) : units.Find(sent.Unit, parameter.Row.Dimension);
        value = unit is null ? 0 : UnitIndex.ToBase(value, unit);
        return unit is not null;
    }

    /// <summary>Level 4 is the step of that name, whatever number stands behind it.</summary>
    private static double? StepNamed(decimal value, CompiledParameter parameter)
    {
        var name = value.ToString("0.####", CultureInfo.InvariantCulture);
        foreach (var step in parameter.Steps)
        {
            if (step.Name == name)
            {
                return step.Value;
            }
        }

        return null;
    }
}
