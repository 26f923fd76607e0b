using Microsoft.Extensions.DependencyInjection;
using ScreeningApi.Tests.Support;
using ScreeningApi.Watchlists;

namespace ScreeningApi.Tests.Watchlists;

/// <summary>The service with a few lists of its own that the rules know.</summary>
public class WatchlistFixture(TemplateDatabase databases) : ServiceFixture(databases)
{
    public const string Un = "TEST-UN";
    public const string Csv = "TEST-CSV";
    public const string Csl = "TEST-CSL";

    internal WatchlistHolder Holder => Service.Services.GetRequiredService<WatchlistHolder>();

    /// <summary>A list that no other test uses.</summary>
    public static string NewCode() => $"TEST-{Guid.NewGuid().ToString("N")[..12].ToUpperInvariant()}";

    protected override async Task PrepareAsync()
    {
        // Nothing is asked of the publishers themselves.
        await TextsAsync("update watchlist_definitions set url = '' returning code");
        await AddListAsync(Un, "un-xml");
        await AddListAsync(Csv, "own-csv");
        await AddListAsync(Csl, "csl-json");
    }

    public async Task AddListAsync(string code, string format, string url = "", string canary = ListFiles.Canary) => await AskAsync<string>(
        """
        with section as (
            insert into watchlist_sections (tenant_id, rule_set, ordinal, list, section, name, effect, weight, ownership_rule, text, citation, source, as_of, verified)
            select tenant_id, rule_set, max(ordinal) + 1, $1, $1, 'A section', 'prohibited', 1, true, 'No dealings.', 'a citation', 'a source', '2026-01-01', 'yes'
            from watchlist_sections where rule_set = (select version from rule_sets where state = 'published')
            group by tenant_id, rule_set)
        insert into watchlist_definitions (tenant_id, rule_set, code, name, issuer, format, url, warn_after_hours, stop_after_hours, max_shrink, canaries, citation, source, as_of, verified)
        select tenant_id, version, $1, 'A list of a test', 'A publisher', $2, $3, 24, 48, 0.05, array[$4], 'a citation', 'a source', '2026-01-01', 'yes'
        from rule_sets where state = 'published'
        returning code
        """, code, format, url, canary);
}
