using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Screening.Engine.Rules.Thresholds;

/// <summary>Units, parameters and thresholds ready to be used: immutable, shared by all requests.</summary>
internal sealed class CompiledParameters
{
    public required UnitIndex Units { get; init; }

    /// <summary>In order of their codes; a parameter's number is its place here.</summary>
    public required CompiledParameter[] Parameters { get; init; }

    /// <summary>Cues, values and levels of all parameters.</summary>
    public required TermIndex Words { get; init; }

    /// <summary>What each phrase of <see cref="Words"/> stands for.</summary>
    public required ParameterWord[] WordUses { get; init; }

    /// <summary>Parameters by the names under which they may be declared.</summary>
    public required FrozenDictionary<string, int[]> Names { get; init; }

    /// <summary>Reasons for control of any entry: a value of that name answers whether the reason holds, and is compared with nothing.</summary>
    public required FrozenSet<string> Reasons { get; init; }

    public required FrozenDictionary<string, CompiledThreshold[]> ByCategory { get; init; }

    public required FrozenDictionary<string, CompiledThreshold[]> ByEntry { get; init; }
}

/// <summary>A parameter after compilation.</summary>
/// <param name="Unit">Null for a bare number.</param>
/// <param name="Categories">One bit for each category it makes sense for.</param>
/// <param name="Steps">Name of each step of a scale, by its value.</param>
internal sealed record CompiledParameter(int Number, ParameterRow Row, UnitRow? Unit, ulong Categories, ImmutableArray<(double Value, string Name)> Steps)
{
    /// <summary>Whether it is spoken of where goods of these categories are described; of no category only what makes sense for all.</summary>
    public bool IsAbout(ulong categories, DateOnly date) => (Categories == ulong.MaxValue || (Categories & categories) != 0) && Row.Validity.Holds(date);

    /// <summary>The name of a step; null for a value between steps, or where there is no scale.</summary>
    public string? StepName(double value)
    {
        foreach (var step in Steps)
        {
            if (Math.Abs(step.Value - value) < 1e-9)
            {
                return step.Name;
            }
        }

        return null;
    }
}

/// <summary>What a phrase says about a parameter.</summary>
internal readonly record struct ParameterWord(int Parameter, ParameterWordKind Kind, double Value);

/// <summary>How a phrase speaks of a parameter.</summary>
internal enum ParameterWordKind
{
    /// <summary>It names the parameter.</summary>
    Cue,

    /// <summary>It is a value.</summary>
    Value,

    /// <summary>It is a value if a cue stands near.</summary>
    Level,

    /// <summary>A level in digits, which counts only right behind a cue: "level 4", but not "NIJ IIIA, 4 pcs".</summary>
    DigitLevel,
}

/// <summary>A threshold after compilation.</summary>
/// <param name="Entries">The rows of the control lists that it stands in.</param>
internal sealed record CompiledThreshold(ThresholdRow Row, int Category, ImmutableArray<ThresholdCondition> Conditions, ImmutableArray<ControlRow> Entries)
{
    public const int EntryLength = 5;

    public string Entry { get; } = Row.Paragraph[..EntryLength];
}
