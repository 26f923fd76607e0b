using System.Text.Json.Serialization;

namespace Screening.Engine.Matching;

/// <summary>What a piece of evidence is: kinds combine as independent witnesses, within a kind the strongest counts.</summary>
public enum EvidenceKind
{
    Term,
    HsCode,
    Eccn,
    Parameter,
    PartNumber,
    Manufacturer,
}

/// <summary>One reason to believe that a line belongs to a category, pointing at what was sent.</summary>
public sealed record Evidence
{
    public required EvidenceKind Kind { get; init; }

    /// <summary>The field of the line that holds it: <c>description</c>, <c>hsCode</c>, <c>eccn</c>, <c>partNumber</c>, <c>manufacturer</c>, <c>parameters</c>.</summary>
    public required string Field { get; init; }

    /// <summary>Where it begins in the field as it was sent, in UTF-16 units; only for text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Start { get; init; }

    /// <summary>Its length in the field as it was sent, in UTF-16 units; only for text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Length { get; init; }

    /// <summary>The characters that were found, as sent.</summary>
    public required string Text { get; init; }

    /// <summary>The rule that fired.</summary>
    public required string Rule { get; init; }

    /// <summary>Strength in [0, 1], after any weakening; 0 when the term was cancelled.</summary>
    public required double Weight { get; init; }

    /// <summary>Why the rule exists, in plain words.</summary>
    public required string Note { get; init; }

    /// <summary>Where the rule takes it from.</summary>
    public required string Citation { get; init; }

    /// <summary>Present when the text is not written as the vocabulary has it, such as <c>lookAlike</c> or <c>oneError</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Text.Spelling? Spelling { get; init; }

    /// <summary>Present when words around the term weaken or cancel it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Weakening? WeakenedBy { get; init; }
}

/// <summary>Words that give a term another sense, such as "toy" beside "drone".</summary>
public sealed record Weakening
{
    /// <summary>The exclusion rule that fired.</summary>
    public required string Rule { get; init; }

    /// <summary>The words, as sent.</summary>
    public required string Text { get; init; }

    /// <summary>What remains of the term's strength, in [0, 1).</summary>
    public required double Factor { get; init; }

    /// <summary>How far the words reach: <c>phrase</c>, <c>following</c>, <c>preceding</c>, <c>head</c>, or <c>text</c> for the whole line.</summary>
    public required Rules.ExclusionScope Reach { get; init; }

    /// <summary>Why these words change the sense.</summary>
    public required string Note { get; init; }
}
