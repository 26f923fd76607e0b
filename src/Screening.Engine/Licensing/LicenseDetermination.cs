using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Screening.Engine.Licensing;

/// <summary>Whether one regime asks for a license, step by step, and what would settle what is open.</summary>
public sealed record LicenseDetermination
{
    /// <summary><c>US-EAR</c>, <c>EU-DU</c> or <c>UK-SECL</c>.</summary>
    public required string Regime { get; init; }

    public required LicenseRequirement Requirement { get; init; }

    /// <summary>Every step in the order in which it was taken, each with the law or the row of data that it rests on.</summary>
    public required ImmutableArray<LicenseStep> Because { get; init; }

    /// <summary>The license exceptions or general licenses that were tried; empty where no license is asked for.</summary>
    public required ImmutableArray<LicenseExceptionTrial> Exceptions { get; init; }

    /// <summary>Facts that would settle it, or have to be confirmed before an exception is used.</summary>
    public required ImmutableArray<LicenseQuestion> Questions { get; init; }

    /// <summary>True when every fact that was used was confirmed by two sources.</summary>
    public required bool Verified { get; init; }

    /// <summary>Date of the oldest text that a fact was taken from, <c>2025-11-15</c>; null when no table was used.</summary>
    public required string? AsOf { get; init; }

    /// <summary>Whether the answer rests on what the exporter declared about the goods and about where they leave from; not part of the answer.</summary>
    internal LicenseBasis Basis { get; init; }
}

/// <summary>One step of a determination.</summary>
public sealed record LicenseStep
{
    /// <summary>What kind of step it is: <c>countryChart</c>, <c>sanction</c>, <c>endUse</c>, ...</summary>
    public required string Code { get; init; }

    public required string Text { get; init; }

    public required string Citation { get; init; }

    /// <summary>The rule or reason for control that it is about, <c>NS1</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rule { get; init; }
}

/// <summary>A license exception or general license, and whether it may be used.</summary>
public sealed record LicenseExceptionTrial
{
    /// <summary><c>LVS</c>, <c>EU001</c>, ...</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required ExceptionOutcome Outcome { get; init; }

    /// <summary>Its conditions in order; after one that fails none is tried.</summary>
    public required ImmutableArray<ConditionTrial> Conditions { get; init; }

    public required string Citation { get; init; }
}

/// <summary>A condition of an exception, and whether it holds.</summary>
public sealed record ConditionTrial
{
    public required string Condition { get; init; }

    public required ConditionKind Kind { get; init; }

    public required ConditionOutcome Outcome { get; init; }

    public required string Text { get; init; }
}

/// <summary>What a condition looks at.</summary>
public enum ConditionKind
{
    Place,
    Item,

    /// <summary>Reasons for control that apply.</summary>
    Reasons,
    Value,

    /// <summary>What the entry says of the exception.</summary>
    Entry,

    /// <summary>What the exporter declared of the transaction.</summary>
    Stated,

    /// <summary>What only the exporter can tell.</summary>
    Confirm,
}

/// <summary>A fact that would settle a determination, or that somebody has to confirm.</summary>
public sealed record LicenseQuestion
{
    /// <summary>The field of the request or the technical parameter that answers it.</summary>
    public required string Parameter { get; init; }

    public required string Why { get; init; }
}

/// <summary>What a regime asks for.</summary>
public enum LicenseRequirement
{
    Required,
    NotRequired,

    /// <summary>A license is required unless the exception named is used; what has to be confirmed for it stands in its conditions.</summary>
    ExceptionAvailable,

    /// <summary>Facts are missing, unverified or outside the data: the steps and questions say which.</summary>
    Unknown,
}

/// <summary>Whether an exception may be used.</summary>
public enum ExceptionOutcome
{
    /// <summary>All that can be checked holds; what stands as <c>toConfirm</c> is the exporter's to confirm.</summary>
    Available,
    Unavailable,

    /// <summary>It cannot be told: a condition is open.</summary>
    Unknown,
}

/// <summary>Whether a condition holds.</summary>
public enum ConditionOutcome
{
    Holds,
    Fails,
    Unknown,

    /// <summary>Only the exporter knows: it does not stand in the way, and has to be confirmed.</summary>
    ToConfirm,
}

/// <summary>How firm the ground of a determination is.</summary>
internal enum LicenseBasis
{
    /// <summary>The exporter declared a classification, and the regime applies.</summary>
    Declared,

    /// <summary>The classification was declared, but not where the goods leave from.</summary>
    ScopeAssumed,

    /// <summary>A classification was concluded: it settles nothing.</summary>
    Inferred,

    /// <summary>A classification was concluded, and a license would be needed for it.</summary>
    InferredRequired,

    /// <summary>There is no classification.</summary>
    None,
}
