using System.Collections.Immutable;
using Screening.Engine.Destinations;
using Screening.Engine.Rules;

namespace Screening.Engine.Scoring;

/// <summary>Reads measures; a condition that is not in the closed set is refused with its place.</summary>
internal static class MeasureCompiler
{
    public static ImmutableArray<Measure> Compile(ImmutableArray<MeasureRow> rows, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var measures = ImmutableArray.CreateBuilder<Measure>(rows.Length);
        foreach (var row in rows)
        {
            var before = found.Count;
            var measure = new Measure(
                row,
                Read(row, row.Roles, ParseRole, $"one of {string.Join(", ", Enum.GetNames<PlaceRole>().Select(Names.Camel))}", found),
                Read(row, row.Where, PlaceCondition.Parse, PlaceCondition.Expected, found),
                Read(row, row.Item, ItemCondition.Parse, ItemCondition.Expected, found),
                ParseCircumstance(row, found));
            CheckNumbers(row, found);
            if (found.Count == before)
            {
                measures.Add(measure);
            }
        }

        return measures.ToImmutable();
    }

    private static ImmutableArray<T> Read<T>(
        MeasureRow row, ImmutableArray<string> texts, Func<string, T?> parse, string expected, ImmutableArray<RuleSetDiagnostic>.Builder found)
        where T : class
    {
        foreach (var text in texts.Where(t => parse(t) is null))
        {
            found.Add(new($"measure {row.Code}", $"found '{text}', expected {expected}"));
        }

        return [.. texts.Select(parse).OfType<T>()];
    }

    private static ImmutableArray<PlaceRole> Read(
        MeasureRow row, ImmutableArray<string> texts, Func<string, PlaceRole?> parse, string expected, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        foreach (var text in texts.Where(t => parse(t) is null))
        {
            found.Add(new($"measure {row.Code}", $"found role '{text}', expected {expected}"));
        }

        return [.. texts.Select(parse).OfType<PlaceRole>()];
    }

    private static PlaceRole? ParseRole(string text) => Names.TryRead<PlaceRole>(text, out var role) ? role : null;

    private static Circumstance ParseCircumstance(MeasureRow row, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        if (row.Circumstance.Length == 0)
        {
            return Circumstance.None;
        }

        if (!Names.TryRead<Circumstance>(row.Circumstance, out var circumstance))
        {
            found.Add(new($"measure {row.Code}", $"found circumstance '{row.Circumstance}', expected one of {string.Join(", ", Enum.GetNames<Circumstance>().Select(Names.Camel))}"));
        }

        return circumstance;
    }

    private static void CheckNumbers(MeasureRow row, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var isFlag = row.Effect == MeasureEffect.Flag;
        if (isFlag ? row.Weight is not (> 0 and < 1) : row.Floor is not (>= 0 and <= 100))
        {
            found.Add(new($"measure {row.Code}", FormattableString.Invariant(isFlag ? $"found weight {row.Weight}, expected above 0 and below 1" : (FormattableString)$"found floor {row.Floor}, expected 0 to 100")));
        }

        if (!Enum.IsDefined(row.Effect))
        {
            found.Add(new($"measure {row.Code}", $"found effect {row.Effect}, expected one of {string.Join(", ", Enum.GetNames<MeasureEffect>().Select(Names.Camel))}"));
        }

        if (row.Roles.IsEmpty || row.Item.IsEmpty)
        {
            found.Add(new($"measure {row.Code}", "found no roles or no item condition, expected at least one of each"));
        }
    }
}
