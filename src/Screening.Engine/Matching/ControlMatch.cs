using System.Collections.Immutable;

namespace Screening.Engine.Matching;

/// <summary>A control list entry that the line falls under.</summary>
public sealed record ControlMatch
{
    /// <summary><c>US-EAR</c> or <c>EU-DU</c>.</summary>
    public required string Regime { get; init; }

    /// <summary>The entry, with the declared paragraphs.</summary>
    public required string Entry { get; init; }

    public required string Heading { get; init; }

    public required ControlBasis Basis { get; init; }

    /// <summary>Every reason that some paragraph of the entry is controlled for; which apply can depend on the paragraph.</summary>
    public required ImmutableArray<string> ReasonsForControl { get; init; }

    public required string Citation { get; init; }

    /// <summary>How far the row was checked: <c>yes</c>, <c>single</c> source, or <c>no</c>.</summary>
    public required string Verified { get; init; }
}

/// <summary>How the entry was arrived at.</summary>
public enum ControlBasis
{
    /// <summary>The shipper declared it.</summary>
    Declared,

    /// <summary>It was concluded from the description or the parameters: a hint, never a classification.</summary>
    Inferred,
}
