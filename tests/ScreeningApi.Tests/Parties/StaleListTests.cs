using System.Net;
using ScreeningApi.Tests.Support;
using ScreeningApi.Tests.Watchlists;
using static ScreeningApi.Tests.Parties.PartySteps;

namespace ScreeningApi.Tests.Parties;

/// <summary>Where lists are missing or too old, no answer looks like nobody being found.</summary>
public sealed class StaleListTests(WatchlistFixture service) : IClassFixture<WatchlistFixture>
{
    private const string Code = WatchlistFixture.Csv, Body = """{"parties":[{"name":"Listed Company 0001"}]}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_are_missing_fresh_aging_stale_and_overridden_in_turn()
    {
        Assert.Equal((503, "watchlistsAbsent"), await RefusalAsync(service.Http, Body));
        var unsaid = await service.Http.PostOkAsync(HttpSteps.DryRun, Shipment("Listed Company 0001"));
        Assert.Contains(unsaid.GetProperty("coverage").GetProperty("notEvaluated").EnumerateArray(), n => n.Text("check") == "parties" && n.Text("reason") == "no watchlist is loaded");

        await service.Http.ImportAsync(Code, ListFiles.Own(ListFiles.Names(10)));
        Assert.Equal([$"{Code}: Listed Company 0001"], await ExactAsync(service.Http));
        Assert.Equal("fresh", await StateAsync(service.Http));
        await AgeAsync(25);
        Assert.Equal("aging", await StateAsync(service.Http));

        await AgeAsync(49);
        Assert.Equal((503, "watchlistStale"), await RefusalAsync(service.Http, Body));
        Assert.Equal((503, "watchlistStale"), await RefusalAsync(service.Http, Body.Replace("}]}", $"}}],\"options\":{{\"lists\":[\"{Code}\"]}}}}", StringComparison.Ordinal)));
        Assert.Equal((503, "watchlistStale"), await RefusalAsync(service.Http, Shipment("Maison Bleue"), "/v1/screenings"));

        using var bold = await service.NewTenantAsync("bold");
        await bold.PostOkAsync($"/v1/watchlists/{Code}/overrides", """{"reason":"publisher is down","hours":2}""", HttpStatusCode.Created);
        Assert.Equal("overridden", await StateAsync(bold));
        Assert.Equal([$"{Code}: Listed Company 0001"], await ExactAsync(bold));
        var screened = await bold.PostOkAsync("/v1/screenings", Shipment("Maison Bleue"), HttpStatusCode.Created);
        Assert.Equal("notScreened", screened.Text("verdict"));
        Assert.Contains(screened.GetProperty("coverage").GetProperty("notEvaluated").EnumerateArray(), n => n.Text("check") == "parties");
        Assert.Equal((503, "watchlistStale"), await RefusalAsync(service.Http, Body));
    }

    private static async Task<(int, string)> RefusalAsync(HttpClient http, string body, string path = MatchPath)
    {
        var problem = await http.RefusedAsync(path, body);
        return (problem.Status, problem.Code);
    }

    private static Task<string[]> ExactAsync(HttpClient http) => http.FindAsync("Listed Company 0001", new { limit = 1 });

    private static async Task<string> StateAsync(HttpClient http) =>
        (await http.PostOkAsync(MatchPath, Body)).GetProperty("coverage").GetProperty("lists").EnumerateArray().Single(l => l.Text("list") == Code).State();

    private async Task AgeAsync(int hours)
    {
        await service.AskAsync<string>("update watchlist_checks set checked_at = clock_timestamp() - make_interval(hours => $2) where list = $1 returning list", Code, hours);
        await service.Holder.RefreshAsync(Cancelled);
    }
}
