using System.Collections.Immutable;

namespace Screening.Engine.Matching.Thresholds;

/// <summary>What the technical values of a line came to.</summary>
internal sealed record ParameterFacts
{
    public static readonly ParameterFacts None = new();

    /// <summary>With the number of the category; empty unless a threshold is met.</summary>
    public ImmutableArray<(int Category, Evidence Evidence)> Evidence { get; init; } = [];

    /// <summary>Thresholds that are met, whether or not the entry was declared.</summary>
    public ImmutableArray<ThresholdOutcome> Met { get; init; } = [];

    /// <summary>Thresholds that are nearly or partly met, or whose values should be asked for.</summary>
    public ImmutableArray<ThresholdOutcome> Open { get; init; } = [];

    /// <summary>Entries concluded from thresholds that are met and that no declared entry covers.</summary>
    public ImmutableArray<ControlMatch> Inferred { get; init; } = [];

    /// <summary>"payload: the description says 10 kg, the parameters 12 kg".</summary>
    public ImmutableArray<string> Conflicts { get; init; } = [];

    public ImmutableArray<ParameterRemark> Remarks { get; init; } = [];
}
