using System.Collections.Immutable;
using Screening.Engine.Licensing;

namespace ScreeningApi.Screenings.Memos;

/// <summary>The license determination of each regime: its steps, and what came of every exception that was tried.</summary>
internal static class LicenseSections
{
    private const string Heading = "License determination";

    public static IEnumerable<MemoSection> Of(ImmutableArray<LicenseDetermination> licenses) => licenses.IsEmpty
        ? [new MemoSection(Heading, new MemoList(MemoListKind.Points, [new MemoItem(null, "None was made for this line. The coverage below says what was not checked; nothing may be concluded from it.")])) { Outcome = "None" }]
        : licenses.Select(Of);

    /// <summary>What a regime asks for. One that does not reach the goods asks for nothing, and has found nothing about them either.</summary>
    public static string Outcome(LicenseDetermination license) => Applies(license) ? MemoText.Words(license.Requirement) : "Does not apply";

    /// <summary>The exceptions as they stand in the memo: where no license is asked for, there is nothing to except.</summary>
    public static IEnumerable<LicenseExceptionTrial> Tried(LicenseDetermination license, ExceptionOutcome outcome) =>
        license.Requirement != LicenseRequirement.NotRequired && Applies(license) ? license.Exceptions.Where(e => e.Outcome == outcome) : [];

    public static bool IsToConfirm(ConditionTrial condition) => condition.Outcome == ConditionOutcome.ToConfirm;

    private static bool Applies(LicenseDetermination license) => !license.Because.Any(s => s.Code is "outsideScope" or "notSubject" or "domestic");

    private static MemoSection Of(LicenseDetermination license)
    {
        var available = Tried(license, ExceptionOutcome.Available).ToLookup(e => e.Conditions.Any(IsToConfirm), Available);
        return new MemoSection(
            $"{Heading}, {license.Regime}",
            new MemoList(MemoListKind.Steps, [.. license.Because.Select(s => new MemoItem(null, s.Text, s.Citation))]),
            new MemoList(MemoListKind.Points, [.. available[false]]) { Heading = "May be used" },
            new MemoList(MemoListKind.Points, [.. available[true]]) { Heading = "May be used, once what is to be confirmed is" },
            new MemoList(MemoListKind.Points, [.. Tried(license, ExceptionOutcome.Unknown).Select(Open)]) { Heading = "Not known whether they may be used" },
            new MemoList(MemoListKind.Points, [.. UnavailableExceptions.Of(license)]) { Heading = "Not available" },
            new MemoList(MemoListKind.Points, Ground(license) is { Length: > 0 } ground ? [new MemoItem(null, ground)] : []))
        {
            Outcome = Outcome(license),
        };
    }

    /// <summary>With every condition: an officer who uses it has to confirm what cannot be told from the order.</summary>
    private static MemoItem Available(LicenseExceptionTrial trial) => new(trial.Code, trial.Name, trial.Citation) { Details = [.. trial.Conditions.Select(Condition)] };

    /// <summary>The sentence of most that are to be confirmed begins with saying so, some for which goods: that becomes the lead.</summary>
    private static MemoItem Condition(ConditionTrial condition)
    {
        if (!IsToConfirm(condition))
        {
            return new MemoItem(MemoText.Words(condition.Outcome), condition.Text);
        }

        var colon = condition.Text.StartsWith("To confirm", StringComparison.Ordinal) ? condition.Text.IndexOf(": ", StringComparison.Ordinal) : -1;
        return colon < 0 ? new MemoItem("☐ To confirm", condition.Text) : new MemoItem($"☐ {condition.Text[..colon]}", condition.Text[(colon + 2)..]);
    }

    private static MemoItem Open(LicenseExceptionTrial trial)
    {
        var open = trial.Conditions.Where(c => c.Outcome == ConditionOutcome.Unknown).Select(c => c.Text).ToList();
        return new MemoItem($"{trial.Code}, {trial.Name}", open.Count > 0 ? string.Join(" ", open) : "It rests on facts that nobody confirmed, or a bar may apply: see the steps.", trial.Citation);
    }

    /// <summary>How firm the ground is. Facts are called confirmed only where some were used and the answer rests on them.</summary>
    private static string Ground(LicenseDetermination license)
    {
        var isSettled = license.Requirement != LicenseRequirement.Unknown && license.AsOf is not null && Applies(license);
        var confirmed = !license.Verified ? "Not every fact used was confirmed by two sources." : isSettled ? "Every fact used was confirmed by two sources." : "";
        return (confirmed + (license.AsOf is { } date ? $" The oldest date among the facts used in this determination is {date}." : "")).Trim();
    }
}
