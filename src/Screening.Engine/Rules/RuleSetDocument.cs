using System.Collections.Immutable;
using Screening.Engine.Rules.Thresholds;

namespace Screening.Engine.Rules;

/// <summary>A rule set as people write it: what <see cref="RuleSetCompiler"/> reads.</summary>
public sealed record RuleSetDocument
{
    public required string Version { get; init; }
    public required ImmutableArray<CategoryRow> Categories { get; init; }
    public required ImmutableArray<RuleRow> Rules { get; init; }
    public required ImmutableArray<ListRow> Lists { get; init; }
    public required ImmutableArray<ListingRow> Listings { get; init; }
    public required ImmutableArray<ControlRow> Controls { get; init; }

    /// <summary>Words and phrases that say nothing about the goods.</summary>
    public required ImmutableArray<string> VagueTerms { get; init; }

    public ImmutableArray<MakerRow> Makers { get; init; } = [];
    public ImmutableArray<FamilyRow> Families { get; init; } = [];

    /// <summary>How words are recognised that are not written as the vocabulary has them.</summary>
    public WordRulesDocument Words { get; init; } = WordRulesDocument.Empty;

    public ImmutableArray<UnitRow> Units { get; init; } = [];
    public ImmutableArray<ParameterRow> Parameters { get; init; } = [];
    public ImmutableArray<ThresholdRow> Thresholds { get; init; } = [];

    /// <summary>Which HS codes exist, and what they say about the goods.</summary>
    public HsDocument Hs { get; init; } = HsDocument.Empty;
}

/// <summary>A category of goods.</summary>
/// <param name="Sensitivity">In (0, 1]: how concerning such goods are wherever they go.</param>
public sealed record CategoryRow(string Code, string Name, double Sensitivity, string Description, string Citation, Validity Validity);

/// <summary>One rule in one language.</summary>
/// <param name="Strength">Of the evidence, in (0, 1]; of an exclusion, what remains of the term it weakens, in [0, 1).</param>
/// <param name="Values">Alternatives. In a term, <c>a &amp; b</c> asks for both in the same field.</param>
/// <param name="Targets">Categories that an exclusion weakens; <c>*</c> is all of them; empty is the rule's own.</param>
public sealed record RuleRow(
    string Rule, string Category, RuleKind Kind, string Language, double Strength, ImmutableArray<string> Values,
    ExclusionScope Scope, ImmutableArray<string> Targets, string Note, string Citation, Validity Validity);

/// <summary>What a rule looks at.</summary>
public enum RuleKind
{
    Term,
    HsCode,
    Eccn,
    Exclude,
}

/// <summary>How far an exclusion reaches.</summary>
public enum ExclusionScope
{
    /// <summary>It weakens terms whose text overlaps its own: "fishing vest".</summary>
    Phrase,

    /// <summary>It weakens every term in the same field: "toy".</summary>
    Text,

    /// <summary>It weakens what follows it in the same clause: "without camera", "bag for drone".</summary>
    Following,

    /// <summary>It weakens what stands before it in the same clause: "camera not included".</summary>
    Preceding,

    /// <summary>It is the thing itself, and the term in front of it only says of what: "drone bag"; also "bag, drone".</summary>
    Head,
}

/// <summary>A list of goods by HS code, or one tier of it.</summary>
/// <param name="Weight">In [0, 1]: how concerning goods on it are wherever they go; 0 when the list matters only for some destinations.</param>
public sealed record ListRow(string List, string Tier, string Name, string Regime, double Weight, string Citation, Validity Validity);

/// <summary>A code on a list.</summary>
/// <param name="Partial">True when only part of the code is meant: never a firm hit.</param>
/// <param name="Verified"><c>yes</c>, <c>single</c> or <c>no</c>.</param>
public sealed record ListingRow(
    string List, string Tier, string Code, bool Partial, string Description, string Citation, string Verified, Validity Validity);

/// <summary>An entry of a control list.</summary>
/// <param name="Regime"><c>US-EAR</c> or <c>EU-DU</c>.</param>
/// <param name="Reasons">Reasons for control with the country chart's columns, <c>NS1</c>.</param>
/// <param name="WholeEntryReasons">Those that hold for every paragraph.</param>
/// <param name="Details">What a license determination reads besides: exceptions, thresholds, related HS codes.</param>
public sealed record ControlRow(
    string Regime, string Entry, string Heading, ImmutableArray<string> Reasons, ImmutableArray<string> WholeEntryReasons,
    string Series, ImmutableSortedDictionary<string, string> Details, string Citation, string Verified, Validity Validity);
