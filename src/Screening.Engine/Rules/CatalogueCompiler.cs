using System.Collections.Immutable;
using System.Globalization;

namespace Screening.Engine.Rules;

/// <summary>The makers and product families, ready to be matched against.</summary>
internal sealed record CompiledCatalogue(CompiledMaker[] Makers, CompiledFamily[] Families, ModelIndex Models);

/// <param name="Categories">Number of each category that the name alone speaks for, with its strength.</param>
internal sealed record CompiledMaker(MakerRow Row, (int Category, double Strength)[] Categories)
{
    /// <summary>By what name evidence quotes it.</summary>
    public string Rule { get; } = $"maker.{Row.Maker}";
}

/// <param name="Maker">Number of the maker, or -1 when many make it.</param>
internal sealed record CompiledFamily(FamilyRow Row, int Category, int Maker)
{
    /// <summary>True when a model says nothing while its maker is not named.</summary>
    public bool NeedsMaker { get; } = Maker >= 0 && Row.Alone <= 0;

    /// <summary>By what name evidence quotes it.</summary>
    public string Rule { get; } = $"model.{(Row.Maker.Length > 0 ? Row.Maker + "." : "")}{Row.Family}";
}

/// <summary>Makes the catalogue ready for matching, or says what is wrong with it.</summary>
internal static class CatalogueCompiler
{
    public static CompiledCatalogue Compile(
        RuleSetDocument document, Dictionary<string, int> categories, WordRules words, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var makers = document.Makers.Select(m => CompileMaker(m, categories, found)).ToArray();
        var numbers = document.Makers.Index().GroupBy(m => m.Item.Maker).ToDictionary(g => g.Key, g => g.First().Index);
        CheckOnce(document, found);
        var families = document.Families.Select(f => CompileFamily(f, (categories, numbers), found)).ToArray();
        var models = new ModelIndexBuilder(words, family => families[family].NeedsMaker);
        foreach (var (index, family) in document.Families.Index())
        {
            foreach (var model in family.Models)
            {
                if (!models.Add(model, index, out var reason))
                {
                    found.Add(new(Where(family), reason));
                }
            }
        }

        return new CompiledCatalogue(makers, families, models.Build());
    }

    private static CompiledMaker CompileMaker(MakerRow row, Dictionary<string, int> categories, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var where = $"maker {row.Maker}";
        if (row.Names.IsEmpty)
        {
            found.Add(new(where, "found no names, expected at least one"));
        }

        CheckStrengths(where, row.Categories.Select(c => c.Strength), found);
        return new CompiledMaker(row, [.. row.Categories.Select(c => (NumberOf(where, c.Category, categories, found), c.Strength))]);
    }

    private static CompiledFamily CompileFamily(
        FamilyRow row, (Dictionary<string, int> Categories, Dictionary<string, int> Makers) numbers, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var maker = -1;
        if (row.Maker.Length > 0 && !numbers.Makers.TryGetValue(row.Maker, out maker))
        {
            found.Add(new(Where(row), $"found maker '{row.Maker}', expected one that the table of makers has"));
        }

        if (row.Models.IsEmpty)
        {
            found.Add(new(Where(row), "found no models, expected at least one"));
        }

        CheckStrengths(Where(row), row.Alone == 0 ? [row.Strength] : [row.Strength, row.Alone], found);
        return new CompiledFamily(row, NumberOf(Where(row), row.Category, numbers.Categories, found), maker);
    }

    private static void CheckOnce(RuleSetDocument document, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        foreach (var twice in document.Makers.GroupBy(m => m.Maker).Where(g => g.Count() > 1))
        {
            found.Add(new($"maker {twice.Key}", "found it twice, expected it once"));
        }

        foreach (var twice in document.Families.GroupBy(f => (f.Maker, f.Family)).Where(g => g.Count() > 1))
        {
            found.Add(new(Where(twice.First()), "found it twice, expected it once"));
        }
    }

    private static void CheckStrengths(string where, IEnumerable<double> strengths, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        foreach (var strength in strengths.Where(s => s is not (> 0 and <= 1)))
        {
            found.Add(new(where, string.Create(CultureInfo.InvariantCulture, $"found strength {strength}, expected above 0 and at most 1")));
        }
    }

    private static int NumberOf(string where, string category, Dictionary<string, int> categories, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        if (categories.TryGetValue(category, out var number))
        {
            return number;
        }

        found.Add(new(where, $"found category '{category}', expected one of {string.Join(", ", categories.Keys)}"));
        return 0;
    }

    private static string Where(FamilyRow row) => $"family {row.Maker}/{row.Family}";
}
