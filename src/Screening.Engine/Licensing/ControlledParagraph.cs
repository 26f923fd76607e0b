using System.Collections.Immutable;

namespace Screening.Engine.Licensing;

/// <summary>A paragraph of an entry: what follows from the classification alone, whatever else is said of the goods.</summary>
/// <param name="Exceptions">The rows on exceptions that speak of it, or may: the longest first, up to the one that surely does.</param>
/// <param name="IsSettled">One surely does, and what the entry says as a whole does not matter.</param>
/// <param name="Trail">Of these rows.</param>
internal sealed record ControlledParagraph(string Paragraphs, ImmutableArray<EntryExceptionRow> Exceptions, bool IsSettled, FactTrail Trail)
{
    private ConditionTrial?[] _trials = [];

    public static ControlledParagraph Of(ControlledEntry entry, string paragraphs)
    {
        var rows = ImmutableArray.CreateBuilder<EntryExceptionRow>();
        var (trail, covers) = (new FactTrail(), Truth.False);
        for (var i = 0; i < entry.Exceptions.Length && covers != Truth.True; i++)
        {
            var row = entry.Exceptions[i];
            covers = row.Paragraphs.IsEmpty ? Truth.True : ParagraphText.CoversAny(row.Paragraphs.AsSpan(), paragraphs);
            if (covers != Truth.False)
            {
                rows.Add(row);
                trail.Use(row.Source);
            }
        }

        return new ControlledParagraph(paragraphs, rows.ToImmutable(), covers == Truth.True, trail);
    }

    /// <summary>The trial of a condition that depends on the classification alone. Two threads may both make it, and it is the same.</summary>
    public ConditionTrial Try(ExceptionCondition condition, in ClassifiedItem item)
    {
        var trials = Volatile.Read(ref _trials);
        if (trials.Length == 0)
        {
            trials = new ConditionTrial?[item.Tables.ItemConditions];
            Volatile.Write(ref _trials, trials);
        }

        ref var trial = ref trials[condition.ItemOrdinal];
        return Volatile.Read(ref trial) ?? (trial = condition.TrialOf(ExceptionTrials.OutcomeOf(condition.Item!.Meet(item)), new TextTerms(item.Text, "")));
    }
}
