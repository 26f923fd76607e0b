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

    private static MemoSection Of(LicenseDetermination license) => new(
        $"{Heading}, {license.Regime}",
        new MemoList(MemoListKind.Steps, [.. license.Because.Select(s => new MemoItem(null, s.Text, s.Citation))]),
        new MemoList(MemoListKind.Points, [.. Tried(license, ExceptionOutcome.Available).Select(Available)]) { Heading = "May be used, once what is to be confirmed is" },
        new MemoList(MemoListKind.Points, [.. Tried(license, ExceptionOutcome.Unknown).Select(Open)]) { Heading = "Not known whether they may be used" },
        new MemoList(MemoListKind.Points, [.. Unavailable(license)]) { Heading = "Not available" },
        new MemoList(MemoListKind.Points, [new MemoItem(null, Ground(license))]))
    {
        Outcome = MemoText.Words(license.Requirement),
    };

    private static IEnumerable<LicenseExceptionTrial> Tried(LicenseDetermination license, ExceptionOutcome outcome) => license.Exceptions.Where(e => e.Outcome == outcome);

    /// <summary>With every condition: an officer who uses it has to confirm what cannot be told from the order.</summary>
    private static MemoItem Available(LicenseExceptionTrial trial) => new(trial.Code, trial.Name, trial.Citation)
    {
        Details = [.. trial.Conditions.Select(c => new MemoItem(c.Outcome == ConditionOutcome.ToConfirm ? "☐ To confirm" : MemoText.Words(c.Outcome), c.Text))],
    };

    private static MemoItem Open(LicenseExceptionTrial trial)
    {
        var open = trial.Conditions.Where(c => c.Outcome == ConditionOutcome.Unknown).Select(c => c.Text).ToList();
        return new MemoItem($"{trial.Code}, {trial.Name}", open.Count > 0 ? string.Join(" ", open) : "It rests on facts that nobody confirmed, or a bar may apply: see the steps.", trial.Citation);
    }

    /// <summary>Those that fail for the same reason stand in one line.</summary>
    private static IEnumerable<MemoItem> Unavailable(LicenseDetermination license) => Tried(license, ExceptionOutcome.Unavailable)
        .GroupBy(e => e.Conditions.LastOrDefault(c => c.Outcome == ConditionOutcome.Fails)?.Text ?? e.Name, e => e.Code)
        .Select(g => new MemoItem(string.Join(", ", g.Distinct()), g.Key));

    private static string Ground(LicenseDetermination license) =>
        (license.Verified ? "Every fact used was confirmed by two sources" : "Not every fact used was confirmed by two sources")
        + (license.AsOf is { } date ? $"; the oldest text used is of {date}." : ".");
}
