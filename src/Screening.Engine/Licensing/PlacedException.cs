using System.Collections.Immutable;

namespace Screening.Engine.Licensing;

/// <summary>
/// A license exception at a place: what its conditions on the place come to there is worked out once a day and place, and not for
/// every line. Most exceptions fail on the place.
/// </summary>
/// <param name="OfPlace">For each condition the trial that holds for all goods there; null where the goods decide, or are named in the sentence.</param>
/// <param name="Settled">The whole trial, where a condition fails before the goods matter; else null.</param>
internal sealed record PlacedException(LicenseException Exception, ImmutableArray<ConditionTrial?> OfPlace, LicenseExceptionTrial? Settled)
{
    public static PlacedException Of(LicenseException exception, LicensePlace place)
    {
        ImmutableArray<ConditionTrial?> trials = [.. exception.Conditions.Select(c => TryAt(c, place))];
        var known = trials.TakeWhile(t => t is not null).OfType<ConditionTrial>().ToList();
        var fails = known.FindIndex(t => t.Outcome == ConditionOutcome.Fails);
        return new PlacedException(exception, trials, fails < 0 ? null : ExceptionTrials.Make(exception, ExceptionOutcome.Unavailable, [.. known.Take(fails + 1)]));
    }

    private static ConditionTrial? TryAt(ExceptionCondition condition, LicensePlace place)
    {
        if (condition.Kind != ConditionKind.Place)
        {
            return null;
        }

        var outcome = ExceptionTrials.OutcomeOf(condition.Place!.Meet(place));
        return condition.TextOf(outcome).NeedsOnly("place") ? condition.TrialOf(outcome, new TextTerms("", place.Name)) : null;
    }
}
