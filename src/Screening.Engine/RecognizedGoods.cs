using Screening.Engine.Scoring;

namespace Screening.Engine;

/// <summary>
/// What goods were found to be, wherever they go and however many of them there are: found out once, and used for any number of lines
/// by any number of threads.
/// </summary>
public sealed class RecognizedGoods
{
    private readonly ItemFacts _facts;

    internal RecognizedGoods(in ItemFacts facts, DateOnly date) => (_facts, Date) = (facts, date);

    /// <summary>The date whose rules and lists they were recognized by.</summary>
    public DateOnly Date { get; }

    internal ref readonly ItemFacts Facts => ref _facts;

    /// <summary>Whether other lines may get this object.</summary>
    internal bool IsKept { get; set; }
}
