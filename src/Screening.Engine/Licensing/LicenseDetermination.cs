using System.Collections.Immutable;

namespace Screening.Engine.Licensing;

/// <summary>Whether one regime asks for a license, step by step.</summary>
public sealed record LicenseDetermination
{
    public required string Regime { get; init; }
    public required LicenseRequirement Requirement { get; init; }
    public required ImmutableArray<LicenseStep> Because { get; init; }
    public required ImmutableArray<string> Exceptions { get; init; }
}

/// <summary>One step of a determination.</summary>
public sealed record LicenseStep
{
    public required string Code { get; init; }
    public required string Text { get; init; }
    public required string Citation { get; init; }
}

/// <summary>What a regime asks for.</summary>
public enum LicenseRequirement
{
    Required,
    NotRequired,
    ExceptionAvailable,
    Unknown,
}
