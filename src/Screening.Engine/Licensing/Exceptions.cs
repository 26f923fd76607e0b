using System.Collections.Immutable;

namespace Screening.Engine.Licensing;

/// <summary>License exceptions and general licenses: each is tried condition by condition, and what stands in the way of all of them is said first.</summary>
internal static class Exceptions
{
    /// <summary>True when one may be used.</summary>
    public static bool Try(Deliberation d)
    {
        Bars(d);
        var trials = ImmutableArray.CreateBuilder<LicenseExceptionTrial>(d.Rules.Exceptions.Length);
        var any = false;
        var conditions = ImmutableArray.CreateBuilder<ConditionTrial>();
        foreach (var placed in d.Rules.Exceptions)
        {
            var code = placed.Exception.Row.Code;
            if (!IsLeft(code, d.ExceptionsLeft))
            {
                continue;
            }

            var trial = ExceptionTrials.Try(d, placed, isDoubted: !IsLeft(code, d.ExceptionsDoubted), conditions);
            trials.Add(trial);
            any |= trial.Outcome == ExceptionOutcome.Available;
        }

        // What may be used first, then what may be found to be usable; of each the order of the data.
        d.Exceptions = [.. trials.OrderBy(t => t.Outcome switch { ExceptionOutcome.Available => 0, ExceptionOutcome.Unknown => 1, _ => 2 })];
        Say(d, any);
        return any;
    }

    private static void Bars(Deliberation d)
    {
        foreach (var (bar, place) in d.Rules.Bars)
        {
            var met = Truths.And(place, Truths.And(bar.Items.Meet(d.Item), Applies(d, bar)));
            if (met == Truth.False)
            {
                continue;
            }

            d.Trail.Use(bar.Row.Source);
            d.Say(StepCode.ExceptionsBarred, bar.Text.Fill(d.Terms), bar.Row.Source.Citation, bar.Row.Code);
            (met == Truth.True ? d.ExceptionsLeft : d.ExceptionsDoubted).Add(bar.Row.ExceptionsLeft);
        }
    }

    private static Truth Applies(Deliberation d, Bar bar)
    {
        if (bar.Row.Reasons.IsEmpty)
        {
            return Truth.True;
        }

        return d.Applying.Exists(r => bar.Row.Reasons.Contains(r.Family)) ? Truth.True
            : d.Undecided.Exists(r => bar.Row.Reasons.Contains(r.Family)) ? Truth.Unknown
            : Truth.False;
    }

    private static bool IsLeft(string code, List<ImmutableArray<string>> left)
    {
        foreach (var codes in left)
        {
            if (!codes.Contains(code))
            {
                return false;
            }
        }

        return true;
    }

    private static void Say(Deliberation d, bool any)
    {
        if (!any)
        {
            d.Say(StepCode.NoException);
            return;
        }

        foreach (var trial in d.Exceptions)
        {
            if (trial.Outcome == ExceptionOutcome.Available)
            {
                d.Say(StepCode.ExceptionAvailable, d.Regime.StepOf(StepCode.ExceptionAvailable).Text.Fill(d.Terms with { Name = trial.Name, Other = trial.Code }), trial.Citation, trial.Code);
            }
        }
    }
}
