using System.Collections.Immutable;
using Screening.Engine;

namespace ScreeningApi.Screenings.Memos;

/// <summary>What was checked, what was not, and with which versions of rules and tables.</summary>
internal static class CoverageSections
{
    public static MemoSection Coverage(Coverage coverage) => new(
        "What was not checked",
        new MemoList(MemoListKind.Points,
        [
            .. coverage.NotEvaluated.Select(n => new MemoItem(MemoText.Words(n.Check), n.Reason)),
            new MemoItem("Checked", string.Join(", ", coverage.Evaluated.Select(e => MemoText.Words(e).ToLowerInvariant()))),
        ]));

    public static MemoSection Versions(ScreeningResponse screening) => new(
        "Versions",
        new MemoList(MemoListKind.Facts,
        [
            new MemoItem("Rule set", screening.Versions.RuleSet),
            new MemoItem("Destinations", screening.Versions.Destinations),
            new MemoItem("Policy", screening.Versions.Policy),
            new MemoItem("Engine", screening.Versions.Engine),
            new MemoItem("Watchlists", Dated(screening.Versions.Watchlists, "none")),
            new MemoItem("Tables as of", Dated(screening.Coverage.AsOf, "not recorded")),
        ]));

    private static string Dated(ImmutableSortedDictionary<string, string>? dates, string otherwise) =>
        dates is null or { Count: 0 } ? otherwise
        : string.Join("; ", dates.GroupBy(d => d.Value, d => d.Key).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}: {string.Join(", ", g)}"));
}
