using System.Collections.Immutable;
using System.Globalization;

namespace Screening.Engine.Rules.Thresholds;

/// <summary>Reads thresholds; a condition that cannot be understood is refused with its place.</summary>
internal static class ThresholdCompiler
{
    private const string And = " & ";

    public static CompiledThreshold? Compile(
        ThresholdRow row, (Dictionary<string, CompiledParameter> Parameters, UnitIndex Units) known,
        (Dictionary<string, int> Categories, ImmutableArray<ControlRow> Controls) rules, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var before = found.Count;
        var conditions = ImmutableArray.CreateBuilder<ThresholdCondition>();
        foreach (var text in row.Conditions.Split(And, StringSplitOptions.TrimEntries))
        {
            if (ThresholdCondition.Parse(text, known.Parameters, known.Units, out var expected) is { } condition)
            {
                conditions.Add(condition);
            }
            else
            {
                found.Add(new(Where(row), $"found '{text}', expected {expected}"));
            }
        }

        CheckNumbers(row, found);
        if (!rules.Categories.TryGetValue(row.Category, out var category))
        {
            found.Add(new(Where(row), $"found category '{row.Category}', expected one of {string.Join(", ", rules.Categories.Keys)}"));
        }

        var entries = EntriesOf(row, rules.Controls, found);
        return found.Count > before ? null : new CompiledThreshold(row, category, conditions.ToImmutable(), entries);
    }

    private static ImmutableArray<ControlRow> EntriesOf(ThresholdRow row, ImmutableArray<ControlRow> controls, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var entry = row.Paragraph.Length < CompiledThreshold.EntryLength ? row.Paragraph : row.Paragraph[..CompiledThreshold.EntryLength];
        foreach (var regime in row.Regimes.Where(r => !controls.Any(c => c.Regime == r && c.Entry == entry)))
        {
            found.Add(new(Where(row), $"found entry '{entry}' of {regime}, expected one that the control lists have"));
        }

        if (row.Regimes.IsEmpty)
        {
            found.Add(new(Where(row), "found no regime, expected at least one"));
        }

        return [.. controls.Where(c => c.Entry == entry && row.Regimes.Contains(c.Regime)).OrderBy(c => c.Regime, StringComparer.Ordinal)];
    }

    private static void CheckNumbers(ThresholdRow row, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        if (row.Margin is not (>= 0 and < 1) || row.Strength is not (> 0 and <= 1))
        {
            found.Add(new(Where(row), string.Create(CultureInfo.InvariantCulture, $"found margin {row.Margin} and strength {row.Strength}, expected 0 or more and below 1, and above 0 and at most 1")));
        }
    }

    private static string Where(ThresholdRow row) => $"threshold {row.Paragraph}";
}
