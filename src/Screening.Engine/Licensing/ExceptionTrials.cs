using System.Collections.Immutable;

namespace Screening.Engine.Licensing;

/// <summary>Tries the conditions of one exception, in order, up to the first that fails.</summary>
internal static class ExceptionTrials
{
    /// <param name="trials">Room for the trials of its conditions; what it holds is of no use.</param>
    public static LicenseExceptionTrial Try(Deliberation d, PlacedException placed, bool isDoubted, ImmutableArray<ConditionTrial>.Builder trials)
    {
        // What was worked out for the place names it as the destination; a party's place is named with its role.
        var isDestination = d.At.Role.Length == 0;
        if (isDestination && placed.Settled is { } settled)
        {
            return settled;
        }

        var exception = placed.Exception;
        trials.Clear();
        var outcome = isDoubted || !exception.IsKnown ? ExceptionOutcome.Unknown : ExceptionOutcome.Available;
        for (var i = 0; i < exception.Conditions.Length; i++)
        {
            var condition = exception.Conditions[i];
            var trial = (isDestination ? placed.OfPlace[i] : null) ?? Try(d, condition);
            trials.Add(trial);
            if (trial.Outcome == ConditionOutcome.Fails)
            {
                outcome = ExceptionOutcome.Unavailable;
                break;
            }

            outcome = trial.Outcome == ConditionOutcome.Unknown || condition.Row.Source.IsUnchecked && condition.Kind != ConditionKind.Confirm ? ExceptionOutcome.Unknown : outcome;
        }

        if (outcome == ExceptionOutcome.Available)
        {
            d.Trail.Use(exception.Row.Source);
            AskToConfirm(d, exception, trials);
        }

        return Make(exception, outcome, trials.ToImmutable());
    }

    public static LicenseExceptionTrial Make(LicenseException exception, ExceptionOutcome outcome, ImmutableArray<ConditionTrial> trials) => new()
    {
        Code = exception.Row.Code, Name = exception.Row.Name, Outcome = outcome, Conditions = trials, Citation = exception.Row.Source.Citation,
    };

    public static ConditionOutcome OutcomeOf(Truth truth) => truth switch
    {
        Truth.True => ConditionOutcome.Holds,
        Truth.False => ConditionOutcome.Fails,
        _ => ConditionOutcome.Unknown,
    };

    private static void AskToConfirm(Deliberation d, LicenseException exception, ImmutableArray<ConditionTrial>.Builder trials)
    {
        for (var i = 0; i < trials.Count; i++)
        {
            if (trials[i].Outcome == ConditionOutcome.ToConfirm)
            {
                d.Ask(exception.Conditions[i].Row.Parameter.Length > 0 ? exception.Conditions[i].Row.Parameter : exception.Row.Code, trials[i].Text);
            }
        }
    }

    private static ConditionTrial Try(Deliberation d, ExceptionCondition condition) => condition.ItemOrdinal >= 0 && d.Item.Entry is { } entry
        ? entry.Of(d.Item.Paragraphs).Try(condition, d.Item)
        : TryNow(d, condition);

    private static ConditionTrial TryNow(Deliberation d, ExceptionCondition condition)
    {
        var terms = d.Terms;
        var outcome = condition.Kind switch
        {
            ConditionKind.Place => OutcomeOf(condition.Place!.Meet(d.Place)),
            ConditionKind.Item => OutcomeOf(condition.Item!.Meet(d.Item)),
            ConditionKind.Reasons => Reasons(d, condition, ref terms),
            ConditionKind.Value => OrderValue.Try(d, ref terms),
            ConditionKind.Entry => EntryTest.Try(d.Item, condition.Words[0], ref d.Trail),
            ConditionKind.Stated => Stated(d.Consignment.Circumstances, condition),
            _ => ConditionOutcome.ToConfirm,
        };
        return condition.TrialOf(outcome, terms);
    }

    private static ConditionOutcome Stated(UInt128 declared, ExceptionCondition condition) =>
        (condition.Denied & declared) != 0 ? ConditionOutcome.Fails
        : (condition.Stated & declared) != 0 ? ConditionOutcome.Holds
        : ConditionOutcome.Unknown;

    /// <summary>Every reason that applies must be one that the exception overcomes; one that may apply leaves it open.</summary>
    private static ConditionOutcome Reasons(Deliberation d, ExceptionCondition condition, ref TextTerms terms)
    {
        if (NotCovered(d.Applying, condition) is { } applying)
        {
            terms = terms with { Reason = applying };
            return ConditionOutcome.Fails;
        }

        if (NotCovered(d.Undecided, condition) is { } undecided)
        {
            terms = terms with { Reason = undecided };
            return ConditionOutcome.Unknown;
        }

        terms = terms with { Reason = d.ApplyingReasons };
        return ConditionOutcome.Holds;
    }

    private static string? NotCovered(List<ControlReason> reasons, ExceptionCondition condition)
    {
        foreach (var reason in reasons)
        {
            if (!condition.Words.Contains(reason.Family))
            {
                return reason.Row.Reason;
            }
        }

        return null;
    }
}
