using Screening.Engine.Rules;

namespace ScreeningApi.Catalog;

/// <summary>All categories.</summary>
public sealed record CategoryList
{
    /// <summary>The version of the rule set that they belong to.</summary>
    public required string RuleSet { get; init; }
    public required IReadOnlyList<CategoryItem> Items { get; init; }
}

/// <summary>A category of goods.</summary>
public sealed record CategoryItem
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }

    /// <summary>In (0, 1]: how concerning such goods are wherever they go.</summary>
    public required double Sensitivity { get; init; }
    public required string Citation { get; init; }

    /// <summary>How many rules look for it; a rule in two languages counts twice.</summary>
    public required int RuleCount { get; init; }

    internal static CategoryItem Of(CategoryRow row, CompiledRuleSet rules) => new()
    {
        Code = row.Code, Name = row.Name, Description = row.Description, Sensitivity = row.Sensitivity, Citation = row.Citation,
        RuleCount = rules.RuleRows.Count(r => r.Category == row.Code),
    };
}

/// <summary>A category with its rules.</summary>
public sealed record CategoryDetail
{
    public required string RuleSet { get; init; }
    public required CategoryItem Category { get; init; }
    public required IReadOnlyList<RuleItem> Rules { get; init; }
}

/// <summary>A rule in one language.</summary>
public sealed record RuleItem
{
    public required string Rule { get; init; }
    public required RuleKind Kind { get; init; }

    /// <summary>ISO 639-1; empty for codes.</summary>
    public required string Language { get; init; }

    /// <summary>Of the evidence, in (0, 1]; of an exclusion, what remains of the terms it weakens, in [0, 1).</summary>
    public required double Strength { get; init; }

    /// <summary>Alternatives; "a &amp; b" asks for both in the same text.</summary>
    public required IReadOnlyList<string> Values { get; init; }
    public required string Note { get; init; }
    public required string Citation { get; init; }

    /// <summary>First day it holds; null where not known.</summary>
    public required DateOnly? ValidFrom { get; init; }

    /// <summary>Last day it holds; null while it does.</summary>
    public required DateOnly? ValidTo { get; init; }

    internal static RuleItem Of(RuleRow row) => new()
    {
        Rule = row.Rule, Kind = row.Kind, Language = row.Language, Strength = row.Strength, Values = row.Values, Note = row.Note, Citation = row.Citation,
        ValidFrom = row.Validity.From, ValidTo = row.Validity.To,
    };
}
