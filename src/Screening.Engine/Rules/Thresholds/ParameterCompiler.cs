using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Text;

namespace Screening.Engine.Rules.Thresholds;

/// <summary>Makes units, parameters and thresholds ready for use, or says everything that is wrong with them.</summary>
internal static class ParameterCompiler
{
    /// <summary>Rows that were refused are left out: the caller then has no use for the result.</summary>
    public static CompiledParameters Compile(RuleSetDocument document, Dictionary<string, int> categories, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        CheckUnits(document.Units, found);
        var units = new UnitIndex(document.Units);
        var words = new WordBuilder(found);
        var parameters = new List<CompiledParameter>();
        foreach (var row in document.Parameters.OrderBy(p => p.Code, StringComparer.Ordinal))
        {
            CheckParameter(row, categories, found);
            parameters.Add(words.Add(row, parameters.Count, UnitOf(row, units, found)) with { Categories = BitsOf(row, categories) });
        }

        CheckDefaults(document.Parameters, found);
        var byCode = parameters.GroupBy(p => p.Row.Code).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var thresholds = document.Thresholds
            .OrderBy(t => t.Paragraph, StringComparer.Ordinal).ThenBy(t => t.Conditions, StringComparer.Ordinal).ThenBy(t => t.Category, StringComparer.Ordinal).ThenBy(t => t.Validity.From)
            .Select(t => ThresholdCompiler.Compile(t, (byCode, units), (categories, document.Controls), found)).OfType<CompiledThreshold>().ToArray();
        return new CompiledParameters
        {
            Units = units,
            Parameters = [.. parameters],
            Words = words.Index.Build(),
            WordUses = [.. words.Uses],
            Names = words.Names.ToFrozenDictionary(n => n.Key, n => n.Value.Distinct().ToArray(), StringComparer.Ordinal),
            Reasons = document.Controls.SelectMany(c => c.Reasons).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
            ByCategory = thresholds.GroupBy(t => t.Row.Category).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal),
            ByEntry = thresholds.GroupBy(t => t.Entry).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal),
        };
    }

    /// <summary>A name as it is looked up: its letters and digits without case, accents, breaks or inflection.</summary>
    public static string NameKey(string name)
    {
        var text = new NormalizedText();
        TextNormalizer.Normalize(name, text);
        var tokens = text.Tokens;
        var key = new System.Text.StringBuilder();
        for (var i = 0; i < tokens.Length; i++)
        {
            key.Append(i == tokens.Length - 1 ? text.Stem(tokens[i]) : text.Word(tokens[i]));
        }

        return key.ToString();
    }

    private static void CheckUnits(ImmutableArray<UnitRow> units, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        foreach (var unit in units.Where(u => !(u.Factor > 0 && double.IsFinite(u.Factor) && double.IsFinite(u.Offset))))
        {
            found.Add(new($"unit {unit.Unit}", string.Create(CultureInfo.InvariantCulture, $"found factor {unit.Factor} and offset {unit.Offset}, expected a factor above 0 and a finite offset")));
        }

        foreach (var twice in units.SelectMany(u => u.Spellings.Append(u.Unit).Distinct(), (Unit, Spelling) => (Unit.Dimension, Spelling)).CountBy(s => s).Where(s => s.Value > 1))
        {
            found.Add(new($"unit {twice.Key.Spelling}", $"found {twice.Value} units of {twice.Key.Dimension} with this spelling, expected one"));
        }
    }

    private static UnitRow? UnitOf(ParameterRow row, UnitIndex units, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        if (row.Dimension.Length == 0 && row.Unit.Length == 0)
        {
            return null;
        }

        var unit = units.Find(row.Unit, row.Dimension);
        if (unit is null)
        {
            found.Add(new(Where(row), $"found unit '{row.Unit}', expected a unit of {row.Dimension}"));
        }

        return unit;
    }

    private static ulong BitsOf(ParameterRow row, Dictionary<string, int> categories) =>
        row.Categories.IsEmpty ? ulong.MaxValue : row.Categories.Where(categories.ContainsKey).Aggregate(0UL, (bits, code) => bits | (1UL << categories[code]));

    private static void CheckParameter(ParameterRow row, Dictionary<string, int> categories, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        foreach (var category in row.Categories.Where(c => !categories.ContainsKey(c)))
        {
            found.Add(new(Where(row), $"found category '{category}', expected one of {string.Join(", ", categories.Keys)}"));
        }

        if (row.Kind != ParameterKind.Quantity && row.Dimension.Length > 0)
        {
            found.Add(new(Where(row), $"found dimension '{row.Dimension}', expected none: a scale or a feature has no unit"));
        }

        if (row.Cues.IsEmpty && row.Values.IsEmpty && !row.IsDefault)
        {
            found.Add(new(Where(row), "found neither cues nor values, expected some: nothing could be read as it"));
        }
    }

    /// <summary>Two defaults for the same goods would make the order of the rows decide.</summary>
    private static void CheckDefaults(ImmutableArray<ParameterRow> rows, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        foreach (var twice in rows.CountBy(r => r.Code).Where(c => c.Value > 1))
        {
            found.Add(new($"parameter {twice.Key}", $"found {twice.Value} rows, expected one"));
        }

        var defaults = rows.Where(r => r.IsDefault).ToArray();
        foreach (var row in defaults.Where(r => defaults.Any(o => string.CompareOrdinal(o.Code, r.Code) < 0 && o.Dimension == r.Dimension && Overlap(o, r))))
        {
            found.Add(new(Where(row), $"found another default of {row.Dimension} for the same goods, expected one"));
        }
    }

    private static bool Overlap(ParameterRow one, ParameterRow other) =>
        one.Categories.IsEmpty || other.Categories.IsEmpty || one.Categories.Intersect(other.Categories).Any();

    private static string Where(ParameterRow row) => $"parameter {row.Code}";
}
