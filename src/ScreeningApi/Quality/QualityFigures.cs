using System.Collections.Immutable;

namespace ScreeningApi.Quality;

/// <summary>How often the rules are right on a part of the corpus.</summary>
public sealed record QualityFigures
{
    /// <summary>The category, language, group of languages or kind of row; <c>all</c> for the whole.</summary>
    public required string Name { get; init; }

    /// <summary>Descriptions of goods that belong to a category.</summary>
    public required int Rows { get; init; }

    /// <summary>Of them, found in their own category.</summary>
    public required int Found { get; init; }

    /// <summary>Of them, not found in their own category.</summary>
    public required int Missed { get; init; }

    /// <summary>Descriptions of ordinary goods that only sound like something else.</summary>
    public required int Lookalikes { get; init; }

    /// <summary>Of them, found in a category all the same; for a category, in that one.</summary>
    public required int FalselyFound { get; init; }

    /// <summary>
    /// For a category: descriptions of goods of another category that were found in this one as well. Goods may belong to several, so
    /// this counts against the strict precision only; 0 elsewhere.
    /// </summary>
    public required int AlsoFound { get; init; }

    /// <summary>Found of rows; null when there are none.</summary>
    public required Proportion? Recall { get; init; }

    /// <summary>Found of found and falsely found; null when nothing was found, or nothing could be falsely.</summary>
    public required Proportion? Precision { get; init; }

    /// <summary>The same, with what was also found counted as false: precision is not below this.</summary>
    public required Proportion? StrictPrecision { get; init; }

    internal static QualityFigures Of(string name, IReadOnlyCollection<RowOutcome> outcomes) => Make(
        name, outcomes.Count(o => !o.Row.IsLookalike), outcomes.Count(o => o.IsFound), outcomes.Count(o => o.Row.IsLookalike), outcomes.Count(o => o.IsFalselyFound), 0);

    /// <summary>Of all outcomes, what bears on one category.</summary>
    internal static QualityFigures OfCategory(string category, IReadOnlyCollection<RowOutcome> outcomes) => Make(
        category,
        outcomes.Count(o => o.Row.Category == category),
        outcomes.Count(o => o.Row.Category == category && o.IsFound),
        outcomes.Count(o => o.Row.IsLookalike),
        outcomes.Count(o => o.Row.IsLookalike && o.Found.Contains(category)),
        outcomes.Count(o => !o.Row.IsLookalike && o.Row.Category != category && o.Found.Contains(category)));

    private static QualityFigures Make(string name, int rows, int found, int lookalikes, int falselyFound, int alsoFound) => new()
    {
        Name = name, Rows = rows, Found = found, Missed = rows - found, Lookalikes = lookalikes, FalselyFound = falselyFound, AlsoFound = alsoFound,
        Recall = Proportion.Of(found, rows),
        Precision = rows == 0 || lookalikes == 0 ? null : Proportion.Of(found, found + falselyFound),
        StrictPrecision = rows == 0 || lookalikes == 0 ? null : Proportion.Of(found, found + falselyFound + alsoFound),
    };
}

/// <summary>How often the rules are right when they see the same fields of every row.</summary>
public sealed record QualityBreakdown
{
    public required QualityFigures Totals { get; init; }
    public required IReadOnlyList<QualityFigures> Categories { get; init; }
    public required IReadOnlyList<QualityFigures> Languages { get; init; }

    /// <summary>Languages by script: latin, cyrillic, cjk, arabic.</summary>
    public required IReadOnlyList<QualityFigures> LanguageGroups { get; init; }

    /// <summary>named: the words name the goods; model: only a maker or a model; respelled: another row in another spelling; lookalike.</summary>
    public required IReadOnlyList<QualityFigures> Kinds { get; init; }

    internal static QualityBreakdown Of(ImmutableArray<RowOutcome> outcomes) => new()
    {
        Totals = QualityFigures.Of("all", outcomes),
        Categories =
        [
            .. outcomes.Where(o => !o.Row.IsLookalike).Select(o => o.Row.Category).Distinct().Order(StringComparer.Ordinal).Select(c => QualityFigures.OfCategory(c, outcomes)),
        ],
        Languages = By(outcomes, o => o.Row.Language),
        LanguageGroups = By(outcomes, o => Quality.LanguageGroups.Find(o.Row.Language)!),
        Kinds = By(outcomes, o => o.Row.KindName),
    };

    private static QualityFigures[] By(ImmutableArray<RowOutcome> outcomes, Func<RowOutcome, string> name) =>
        [.. outcomes.GroupBy(name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => QualityFigures.Of(g.Key, [.. g]))];
}
