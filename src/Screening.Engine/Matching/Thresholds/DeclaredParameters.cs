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
    public static ImmutableArray<ParameterRemark> Read(ImmutableArray<TechnicalParameter> declared, CompiledParameters known, ParameterScratch scratch)
    {
        if (declared.IsEmpty)
        {
            return [];
        }

        var remarks = ImmutableArray.CreateBuilder<ParameterRemark>();
        foreach (var (index, sent) in declared.Index())
        {
            if (Find(sent, known) is not { } parameter)
            {
                remarks.Add(new("unknownParameter", $"No parameter is known by the name '{sent.Name}': it was not compared with anything."));
            }
            else if (TryConvert(sent, parameter, known.Units, out var value))
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

    /// <summary>Of several parameters with the name the one that has such a unit.</summary>
    private static CompiledParameter? Find(TechnicalParameter sent, CompiledParameters known)
    {
        if (!known.Names.TryGetValue(ParameterCompiler.NameKey(sent.Name), out var numbers))
        {
            return null;
        }

        foreach (var number in numbers)
        {
            var parameter = known.Parameters[number];
            if (sent.Unit is null ? parameter.Row.IsBare || parameter.Unit is null : known.Units.Find(sent.Unit, parameter.Row.Dimension) is not null)
            {
                return parameter;
            }
        }

        return known.Parameters[numbers[0]];
    }

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
