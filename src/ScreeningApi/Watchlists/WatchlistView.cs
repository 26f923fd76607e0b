using Screening.Engine.Parties;

namespace ScreeningApi.Watchlists;

/// <summary>What is said of a list to whoever asks.</summary>
internal static class WatchlistView
{
    public static WatchlistItem Of(WatchlistStatus status, WatchlistsDocument rules, DateTimeOffset now)
    {
        var (terms, row) = (status.Terms, status.List?.Row);
        return new WatchlistItem
        {
            Code = terms.Key.List,
            Name = terms.Name,
            Issuer = terms.Issuer,
            Format = row?.Format ?? terms.Format,
            State = status.State,
            Required = terms.IsRequired,
            Version = row?.Version,
            Seq = row?.Seq,
            PublishedAt = row?.Published,
            ImportedAt = row?.CreatedAt,
            CheckedAt = status.Check?.CheckedAt,
            Ages = AgesOf(status, row, now),
            Entries = row?.Entries,
            Names = row?.Names,
            Sha256 = row is null ? null : Convert.ToHexStringLower(row.Sha256),
            Quarantined = status.Quarantined is { } waiting ? WatchlistImportItem.Of(waiting) : null,
            Failure = status.Check is { FailedAt: { } at } check ? new WatchlistFailure { Code = check.FailureCode!, Detail = check.Failure!, At = at } : null,
            Override = status.Override is { } permission ? WatchlistOverrideItem.Of(permission) : null,
            Sections = [.. SectionsOf(terms.Key.List, rules, DateOnly.FromDateTime(now.UtcDateTime))],
            Citation = terms.Citation,
        };
    }

    private static WatchlistAges AgesOf(WatchlistStatus status, WatchlistVersionRow? row, DateTimeOffset now) => new()
    {
        SincePublished = Hours(now.UtcDateTime - row?.Published),
        SinceImported = Hours(now.UtcDateTime - row?.CreatedAt),
        SinceChecked = Hours(status.Age),
        WarnAfter = Hours(status.Terms.WarnAfter),
        StopAfter = Hours(status.Terms.StopAfter),
    };

    /// <summary>Clocks differ; nothing is younger than now.</summary>
    private static double? Hours(TimeSpan? time) => time is { } span ? Math.Max(0, Math.Round(span.TotalHours, 2)) : null;

    private static IEnumerable<WatchlistSectionItem> SectionsOf(string list, WatchlistsDocument rules, DateOnly today) =>
        rules.Sections.Where(s => s.List == list && s.Validity.Holds(today)).Select(s => new WatchlistSectionItem
        {
            Section = s.Section, Name = s.Name, Effect = s.Effect, OwnershipRule = s.OwnershipRule, Text = s.Text, Citation = s.Citation,
        });
}
