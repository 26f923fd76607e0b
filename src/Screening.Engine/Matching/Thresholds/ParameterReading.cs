using Screening.Engine.Rules;
using Screening.Engine.Rules.Thresholds;
using Screening.Engine.Text;

namespace Screening.Engine.Matching.Thresholds;

/// <summary>A value of a parameter, in base units, and where it stands.</summary>
/// <param name="Parameter">Its number.</param>
/// <param name="Start">First UTF-16 unit in the description; -1 when it was declared.</param>
/// <param name="Declared">Place among the line's parameters; -1 when it was read from the description.</param>
internal readonly record struct ParameterReading(int Parameter, double Low, double High, int Start, int Length, int Declared);

/// <summary>Words that name a parameter, at their place in the text.</summary>
internal readonly record struct ParameterCue(int Parameter, int Start, int End, int FirstToken, int LastToken);

/// <summary>Working memory of one thread for reading parameters, cleared for every line that has something to read.</summary>
internal sealed class ParameterScratch
{
    [ThreadStatic]
    private static ParameterScratch? _ofThisThread;

    public static ParameterScratch OfThisThread => _ofThisThread ??= new ParameterScratch();

    public NormalizedText Text { get; } = new();
    public List<PhraseHit> Hits { get; } = [];
    public TokenReadings TokenReadings { get; } = new();
    public List<ParameterCue> Cues { get; } = [];
    public List<ParameterReading> Readings { get; } = [];
    public List<ThresholdOutcome> Outcomes { get; } = [];

    public void Clear()
    {
        Hits.Clear();
        Cues.Clear();
        Readings.Clear();
        Outcomes.Clear();
    }
}

/// <summary>The goods of whose parameters is spoken.</summary>
/// <param name="Categories">One bit a category.</param>
internal readonly record struct ParameterContext(CompiledParameters Known, ulong Categories, DateOnly Date);
