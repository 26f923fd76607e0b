using ScreeningApi.Tests.Support;
using ScreeningApi.Tests.Watchlists;
using static ScreeningApi.Tests.Parties.PartySteps;

namespace ScreeningApi.Tests.Parties;

/// <summary>A list that was imported and that the database no longer has whole is not left out in silence.</summary>
public sealed class UnreadableListTests(WatchlistFixture service) : IClassFixture<WatchlistFixture>
{
    private const string Code = WatchlistFixture.Csv, Own = "OWN-X", Body = """{"parties":[{"name":"Listed Company 0001"}]}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_stale_while_an_older_version_is_in_memory_and_absent_after_a_start()
    {
        await service.Http.ImportAsync(Own, ListFiles.Own(["Quartzmoor Trading"]));
        await service.Http.ImportAsync(Code, ListFiles.Own(ListFiles.Names(10)));
        await service.Http.PostOkAsync(MatchPath, Body);

        // As if another version had been put to use that lacks an entry.
        await service.AskAsync<string>("delete from watchlist_entries where list = $1 and entry_id = (select min(entry_id) from watchlist_entries where list = $1) returning list", Code);
        await service.AskAsync<string>("update watchlist_versions set id = gen_random_uuid() where list = $1 and state = 'published' returning list", Code);
        await service.Holder.RefreshAsync(Cancelled);
        await RefusesAsync(service.Http, "stale", $"{Code} is too old");

        await using var after = await service.StartServiceAsync();
        await RefusesAsync(after.Http, "absent", $"{Code} is not loaded");
    }

    private static async Task RefusesAsync(HttpClient http, string state, string why)
    {
        Assert.Equal(state, (await http.ListAsync(Code)).State());
        Assert.Equal("degraded", (await http.GetJsonAsync("/health/ready")).Text("status"));
        foreach (var (path, body) in new[] { (MatchPath, Body), ("/v1/screenings", Shipment("Maison Bleue")) })
        {
            var problem = await http.RefusedAsync(path, body);
            Assert.Equal((503, "watchlistStale"), (problem.Status, problem.Code));
            Assert.Contains(why, problem.Detail, StringComparison.Ordinal);
        }
    }
}
