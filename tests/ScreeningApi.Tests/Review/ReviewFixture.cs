using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ScreeningApi.Alerts;
using ScreeningApi.Suppressions;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Review;

/// <summary>The service with its jobs standing still: a test lets them run when it is their turn. Batches wait, too.</summary>
public class ReviewFixture(TemplateDatabase databases) : ServiceFixture(databases)
{
    /// <summary>A list that serves every tenant and has one section.</summary>
    public const string Shared = "TEST-SHARED";

    protected override IReadOnlyList<(string Key, string Value)> Settings =>
    [
        ("Alerts:Settle", "00:00:00"), ("Alerts:PollEvery", "01:00:00"), ("Suppressions:CheckEvery", "1.00:00:00"), ("Watchlists:OwnMaxShrink", "1"), ("Batches:Workers", "0"),
    ];

    protected override async Task PrepareAsync()
    {
        await TextsAsync("update watchlist_definitions set url = '' returning code");
        await AskAsync<string>(
            """
            with section as (
                insert into watchlist_sections (tenant_id, rule_set, ordinal, list, section, name, effect, weight, ownership_rule, text, citation, source, as_of, verified)
                select tenant_id, rule_set, max(ordinal) + 1, $1, $1, 'A section', 'prohibited', 1, true, 'No dealings.', 'a citation', 'a source', '2026-01-01', 'yes'
                from watchlist_sections where rule_set = (select version from rule_sets where state = 'published')
                group by tenant_id, rule_set)
            insert into watchlist_definitions (tenant_id, rule_set, code, name, issuer, format, url, warn_after_hours, stop_after_hours, max_shrink, canaries, citation, source, as_of, verified)
            select tenant_id, version, $1, 'A list of a test', 'A publisher', 'own-csv', '', 24, 48, 1, array['Canary Holding'], 'a citation', 'a source', '2026-01-01', 'yes'
            from rule_sets where state = 'published'
            returning code
            """, Shared);
    }

    public HttpClient NewOperator() => Service.NewClient(TestService.BootstrapKey);

    /// <summary>One look of the job that raises alerts; gives the number of new ones.</summary>
    public Task<int> SweepAsync() => SweepAsync(Service);

    internal static Task<int> SweepAsync(TestService service) => Job<AlertJob>(service).RunAsync(TestContext.Current.CancellationToken);

    /// <summary>One look of the job that writes down what has lapsed.</summary>
    public Task<int> LapseAsync() => Job<SuppressionJob>(Service).RunAsync(TestContext.Current.CancellationToken);

    private static T Job<T>(TestService service) => service.Services.GetServices<IHostedService>().OfType<T>().Single();
}
