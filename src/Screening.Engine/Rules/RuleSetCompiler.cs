using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Rules.Thresholds;

namespace Screening.Engine.Rules;

/// <summary>
/// Makes a rule set ready for matching, or says everything that is wrong with it. It never throws on a document: a rule that
/// cannot be understood is refused here, with its place, so that nothing can fail while a shipment is screened.
/// </summary>
public static class RuleSetCompiler
{
    /// <summary>Categories are kept as bits of one machine word.</summary>
    private const int MaxCategories = 64;
    private const string AllCategories = "*";

    private static readonly System.Buffers.SearchValues<char> EntryCharacters = System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Null, and at least one diagnostic, when the document cannot be used.</summary>
    /// <param name="runBoth">Runs two pieces of work that know nothing of one another, and returns when both are done; one after the other where none is given: the engine has no threads of its own.</param>
    public static CompiledRuleSet? Compile(RuleSetDocument document, out ImmutableArray<RuleSetDiagnostic> diagnostics, Action<Action, Action>? runBoth = null)
    {
        var found = ImmutableArray.CreateBuilder<RuleSetDiagnostic>();
        document = InOrder(document);
        var categories = document.Categories.OrderBy(c => c.Code, StringComparer.Ordinal).ToImmutableArray();
        CheckCategories(categories, found);
        var numbers = categories.Index().GroupBy(c => c.Item.Code).ToDictionary(g => g.Key, g => g.First().Index);
        var rules = document.Rules.Select(r => CompileRule(r, numbers, found)).ToArray();
        CheckUnique(document.Rules.Select(r => (Where(r), $"{r.Rule} {r.Language}")), found);
        var listings = CompileListings(document, found);
        CheckControls(document.Controls, found);
        WordRulesCheck.Check(document.Words, found);
        var words = new WordRules(document.Words);

        // As long as all the rest together. Each has findings of its own, so that their order does not depend on who is done first.
        runBoth ??= (first, second) =>
        {
            first();
            second();
        };
        var (vocabulary, inVocabulary) = (default(CompiledVocabulary)!, ImmutableArray.CreateBuilder<RuleSetDiagnostic>());
        var (rest, inRest) = (default(Rest)!, ImmutableArray.CreateBuilder<RuleSetDiagnostic>());
        runBoth(() => vocabulary = CompileVocabulary(document, words, inVocabulary), () => rest = CompileRest(document, numbers, words, inRest));
        diagnostics = [.. found, .. inVocabulary, .. inRest];
        return diagnostics.IsEmpty
            ? new CompiledRuleSet(document, categories, rules!, vocabulary, listings) { Catalogue = rest.Catalogue, Parameters = rest.Parameters, Hs = rest.Hs }
            : null;
    }

    private static Rest CompileRest(RuleSetDocument document, Dictionary<string, int> numbers, WordRules words, ImmutableArray<RuleSetDiagnostic>.Builder found) => new(
        CatalogueCompiler.Compile(document, numbers, words, found),
        HsCompiler.Compile(document.Hs, numbers, found),
        ParameterCompiler.Compile(document, numbers, found));

    /// <summary>The order in which rules and listings were written decides nothing, not even which of two equal ones is quoted.</summary>
    private static RuleSetDocument InOrder(RuleSetDocument document) => document with
    {
        Rules = [.. document.Rules.OrderBy(r => r.Rule, StringComparer.Ordinal).ThenBy(r => r.Language, StringComparer.Ordinal)],
        Listings =
        [
            .. document.Listings.OrderBy(l => l.List, StringComparer.Ordinal).ThenBy(l => l.Tier, StringComparer.Ordinal)
                .ThenBy(l => l.Code, StringComparer.Ordinal).ThenBy(l => l.Validity.From).ThenBy(l => l.Description, StringComparer.Ordinal),
        ],
        Makers = [.. document.Makers.OrderBy(m => m.Maker, StringComparer.Ordinal)],
        Families = [.. document.Families.OrderBy(f => f.Maker, StringComparer.Ordinal).ThenBy(f => f.Family, StringComparer.Ordinal)],
    };

    private static void CheckCategories(ImmutableArray<CategoryRow> categories, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        if (categories.Length is 0 or > MaxCategories)
        {
            found.Add(new("categories", $"found {categories.Length}, expected 1 to {MaxCategories}"));
        }

        foreach (var category in categories.Where(c => c.Sensitivity is not (> 0 and <= 1)))
        {
            found.Add(new($"category {category.Code}", string.Create(CultureInfo.InvariantCulture, $"found sensitivity {category.Sensitivity}, expected a number above 0 and at most 1")));
        }

        CheckUnique(categories.Select(c => ($"category {c.Code}", c.Code)), found);
    }

    private static void CheckUnique(IEnumerable<(string Where, string Key)> rows, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (where, key) in rows.Where(r => !seen.Add(r.Key)))
        {
            found.Add(new(where, $"found '{key}' twice, expected it once"));
        }
    }

    private static CompiledRule? CompileRule(RuleRow row, Dictionary<string, int> numbers, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var before = found.Count;
        CheckStrength(row, found);
        CheckCodes(row, found);
        if (row.Values.IsEmpty)
        {
            found.Add(new(Where(row), "found no values, expected at least one"));
        }

        var targets = row.Kind == RuleKind.Exclude ? CompileTargets(row, numbers, found) : 0;
        var category = row.Kind == RuleKind.Exclude ? -1 : NumberOf(row, row.Category, numbers, found);
        return found.Count > before ? null : new CompiledRule(row, category, targets);
    }

    private static ulong CompileTargets(RuleRow row, Dictionary<string, int> numbers, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        if (row.Targets.Contains(AllCategories))
        {
            return ulong.MaxValue;
        }

        var codes = row.Targets.IsEmpty ? [row.Category] : row.Targets;
        return codes.Aggregate(0UL, (bits, code) => bits | (1UL << Math.Max(0, NumberOf(row, code, numbers, found))));
    }

    private static int NumberOf(RuleRow row, string code, Dictionary<string, int> numbers, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        if (numbers.TryGetValue(code, out var number))
        {
            return number;
        }

        found.Add(new(Where(row), $"found category '{code}', expected one of {string.Join(", ", numbers.Keys)}"));
        return -1;
    }

    private static void CheckStrength(RuleRow row, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var isExclusion = row.Kind == RuleKind.Exclude;
        if (isExclusion ? row.Strength is not (>= 0 and < 1) : row.Strength is not (> 0 and <= 1))
        {
            found.Add(new(Where(row), string.Create(CultureInfo.InvariantCulture, $"found strength {row.Strength}, expected {(isExclusion ? "0 or more and below 1" : "above 0 and at most 1")}")));
        }
    }

    private static void CheckCodes(RuleRow row, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        foreach (var value in row.Values)
        {
            var wrong = row.Kind switch
            {
                RuleKind.HsCode => value.Length is < 2 or > 10 || value.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0,
                RuleKind.Eccn => value.Length is < 2 or > 16 || value.AsSpan().IndexOfAnyExcept(EntryCharacters) >= 0,
                _ => false,
            };
            if (wrong)
            {
                found.Add(new(Where(row), $"found '{value}', expected {(row.Kind == RuleKind.HsCode ? "2 to 10 digits" : "an entry without dots such as 3A001")}"));
            }
        }
    }

    private static CompiledListing[] CompileListings(RuleSetDocument document, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        CheckLists(document.Lists, found);
        var lists = document.Lists.GroupBy(l => (l.List, l.Tier)).ToDictionary(g => g.Key, g => g.First());
        var listings = new List<CompiledListing>(document.Listings.Length);
        foreach (var row in document.Listings)
        {
            if (!lists.TryGetValue((row.List, row.Tier), out var list))
            {
                found.Add(new($"listing {row.List} {row.Code}", $"found list '{row.List}' tier '{row.Tier}', expected one that the table of lists has"));
            }
            else if (row.Code.Length is < 2 or > 10 || row.Code.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0)
            {
                found.Add(new($"listing {row.List} {row.Code}", $"found code '{row.Code}', expected 2 to 10 digits"));
            }
            else
            {
                listings.Add(new CompiledListing(row, list));
            }
        }

        return [.. listings];
    }

    private static void CheckLists(ImmutableArray<ListRow> lists, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        CheckUnique(lists.Select(l => ($"list {l.List}", $"{l.List} {l.Tier}".TrimEnd())), found);
        foreach (var list in lists.Where(l => l.Weight is not (>= 0 and <= 1)))
        {
            found.Add(new($"list {list.List}", string.Create(CultureInfo.InvariantCulture, $"found weight {list.Weight}, expected 0 to 1")));
        }
    }

    private static void CheckControls(ImmutableArray<ControlRow> controls, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        CheckUnique(controls.Select(c => ($"control entry {c.Regime} {c.Entry}", $"{c.Regime} {c.Entry}")), found);
        foreach (var row in controls)
        {
            if (!Items.Eccn.TryParse(row.Entry, out var eccn, out var reason) || eccn.Entry != row.Entry)
            {
                found.Add(new($"control entry {row.Regime} {row.Entry}", reason.Length > 0 ? reason : $"found {(eccn.Paragraphs.Length > 0 ? "paragraphs" : "another spelling")}, expected the bare entry {eccn.Entry}"));
            }
        }
    }

    private static CompiledVocabulary CompileVocabulary(RuleSetDocument document, WordRules words, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var vocabulary = new VocabularyBuilder(words, found);
        foreach (var (index, row) in document.Rules.Index().Where(r => r.Item.Kind is RuleKind.Term or RuleKind.Exclude))
        {
            foreach (var value in row.Values)
            {
                vocabulary.Add(value, index, row.Language, Where(row));
            }
        }

        foreach (var term in document.VagueTerms)
        {
            vocabulary.Add(term, PhraseUse.Vague, "", "vague terms");
        }

        foreach (var (index, maker) in document.Makers.Index())
        {
            foreach (var name in maker.Names)
            {
                vocabulary.AddMaker(name, index, $"maker {maker.Maker}");
            }
        }

        return vocabulary.Build();
    }

    private sealed record Rest(CompiledCatalogue Catalogue, CompiledHs Hs, CompiledParameters Parameters);

    private static string Where(RuleRow row) => $"rule {row.Rule}{(row.Language.Length > 0 ? $" ({row.Language})" : "")}";
}
