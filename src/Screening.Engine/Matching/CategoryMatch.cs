using System.Collections.Immutable;

namespace Screening.Engine.Matching;

/// <summary>A category that a line belongs to, how sure that is, and why.</summary>
public sealed record CategoryMatch
{
    /// <summary><c>uav</c>.</summary>
    public required string Code { get; init; }

    /// <summary><c>Unmanned aerial vehicles</c>.</summary>
    public required string Name { get; init; }

    /// <summary>In [0, 1]: 1 - the product over evidence kinds of (1 - the strongest weight of that kind).</summary>
    public required double Confidence { get; init; }

    public required ImmutableArray<Evidence> Evidence { get; init; }
}
