using System.Collections.Immutable;
using Screening.Engine.Rules;

namespace Screening.Engine.Scoring;

/// <summary>The weights and the law's consequences, as people write them.</summary>
public sealed record PolicyDocument
{
    public required string Version { get; init; }
    public required ImmutableArray<SettingRow> Settings { get; init; }
    public required ImmutableArray<MeasureRow> Measures { get; init; }
}

/// <summary>A weight or threshold.</summary>
public sealed record SettingRow(string Key, double Value, string Description, string Citation);

/// <summary>
/// What follows when certain goods go to a certain place: a verdict that law settles, with a floor under the score, or a red flag with
/// a weight. Conditions are a closed set; see <see cref="PlaceCondition"/>, <see cref="ItemCondition"/> and <see cref="Circumstance"/>.
/// </summary>
/// <param name="Code">Reason code; <c>{role}</c> stands for the role of the place.</param>
/// <param name="Where">Alternatives; empty is every place.</param>
/// <param name="Item">Alternatives.</param>
/// <param name="Floor">For a verdict: the score is at least this, 0 to 100.</param>
/// <param name="Weight">For a flag: in (0, 1).</param>
public sealed record MeasureRow(
    string Code, MeasureEffect Effect, ImmutableArray<string> Roles, ImmutableArray<string> Where, ImmutableArray<string> Item, string Circumstance,
    double Floor, double Weight, string Text, string Citation, string Verified, Validity Validity);

/// <summary>What a measure does.</summary>
public enum MeasureEffect
{
    /// <summary>A red flag: it raises the score by its weight.</summary>
    Flag,
    Review,
    LicenseRequired,
    Prohibited,
}
