using Screening.Engine.Licensing;

namespace ScreeningApi.Screenings.Memos;

/// <summary>
/// Exceptions that may not be used. Most are for other goods or other places, and nobody would think of them: their codes are enough. An
/// officer may have counted on one that fails later, or because of what was declared: it stands with the reason.
/// </summary>
internal static class UnavailableExceptions
{
    /// <summary>Those that fail for the same reason stand in one line.</summary>
    public static IEnumerable<MemoItem> Of(LicenseDetermination license)
    {
        var unavailable = LicenseSections.Tried(license, ExceptionOutcome.Unavailable).ToLookup(IsForOthers);
        foreach (var reason in unavailable[false].GroupBy(e => Failed(e)?.Text ?? e.Name, e => e.Code))
        {
            yield return new MemoItem(string.Join(", ", reason.Distinct()), reason.Key);
        }

        var named = license.Exceptions.Where(e => e.Outcome != ExceptionOutcome.Unavailable).Concat(unavailable[false]).Select(e => e.Code).ToHashSet(StringComparer.Ordinal);
        var others = unavailable[true].Select(e => e.Code).Distinct().Where(code => !named.Contains(code)).ToList();
        if (others.Count > 0)
        {
            yield return new MemoItem(null, $"Not for these goods or this place: {string.Join(", ", others)}");
        }
    }

    private static ConditionTrial? Failed(LicenseExceptionTrial trial) => trial.Conditions.LastOrDefault(c => c.Outcome == ConditionOutcome.Fails);

    private static bool IsForOthers(LicenseExceptionTrial trial) =>
        trial.Conditions is [{ Outcome: ConditionOutcome.Fails, Kind: ConditionKind.Place or ConditionKind.Item or ConditionKind.Entry }, ..];
}
