using System.Net;
using ScreeningApi.Tests.Support;
using ScreeningApi.Tests.Watchlists;
using static ScreeningApi.Tests.Parties.PartySteps;

namespace ScreeningApi.Tests.Parties;

/// <summary>Parties of shipments that are screened one by one.</summary>
public sealed class ScreenedPartyTests(WatchlistFixture service) : IClassFixture<WatchlistFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hit_is_answered_stored_and_names_the_versions_of_the_lists()
    {
        using var http = await NewTenantAsync();
        var version = (await http.ListAsync("OWN-SHIP")).GetProperty("version").GetString();
        using var posted = await http.PostTextAsync("/v1/screenings", Shipment("HARROWGATE OPTICS"));
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        var stored = await http.GetJsonAsync(posted.Headers.Location!.OriginalString);
        Assert.Equal((await posted.ReadJsonAsync()).GetRawText(), stored.GetRawText());
        Assert.Equal(version, stored.GetProperty("versions").GetProperty("watchlists").Text("OWN-SHIP"));
        Assert.Contains("parties", stored.GetProperty("coverage").GetProperty("evaluated").EnumerateArray().Select(e => e.GetString()));

        var line = stored.GetProperty("lines")[0];
        var hit = Assert.Single(line.GetProperty("parties").EnumerateArray());
        Assert.Equal(("consignee", "HARROWGATE OPTICS", "OWN-SHIP", "Harrowgate Optics", "review"), (hit.Text("role"), hit.Text("party"), hit.Text("list"), hit.Text("name"), hit.Text("effect")));
        Assert.Equal("review", line.Text("verdict"));
        Assert.Contains(line.GetProperty("findings").EnumerateArray(), f => f.Text("code") == "partyHit");
        Assert.Contains(line.GetProperty("contributions").EnumerateArray(), c => c.Text("reason") == "party:OWN-SHIP");
        Assert.Equal(line.GetProperty("riskScore").GetDecimal(), line.GetProperty("contributions").EnumerateArray().Sum(c => c.GetProperty("points").GetDecimal()));
    }

    [Fact]
    public async Task A_section_with_an_effect_has_it_and_its_citation()
    {
        using var http = await NewTenantAsync();
        await service.Http.ImportAsync(WatchlistFixture.Csv, ListFiles.Own([ListFiles.Canary, "Quartzmoor Holding"]));
        var answer = await http.PostOkAsync(HttpSteps.DryRun, Shipment("Quartzmoor Holding", "endUser"));
        var hit = Assert.Single(answer.GetProperty("lines")[0].GetProperty("parties").EnumerateArray());
        Assert.Equal((WatchlistFixture.Csv, "prohibited", "No dealings.", "a citation"), (hit.Text("list"), hit.Text("effect"), hit.Text("meaning"), hit.Text("citation")));
        Assert.Equal("prohibited", answer.Text("verdict"));
    }

    [Fact]
    public async Task Nobody_found_and_nobody_named_are_said()
    {
        using var http = await NewTenantAsync();
        var nobody = await http.PostOkAsync(HttpSteps.DryRun, Shipment("Maison Bleue"));
        Assert.Equal("noFinding", nobody.Text("verdict"));
        Assert.Empty(nobody.GetProperty("lines")[0].GetProperty("parties").EnumerateArray());
        var unnamed = await http.PostOkAsync(HttpSteps.DryRun, Shipments.Described("cotton shirts", "DE"));
        Assert.Contains(unnamed.GetProperty("coverage").GetProperty("notEvaluated").EnumerateArray(), n => n.Text("check") == "parties" && n.Text("reason") == "the shipment names no party");
    }

    [Fact]
    public async Task What_was_stored_stays_when_the_list_is_renewed()
    {
        using var http = await NewTenantAsync();
        using var posted = await http.PostTextAsync("/v1/screenings", Shipment("Harrowgate Optics"));
        var before = await posted.Content.ReadAsStringAsync(Cancelled);
        await http.ImportAsync("OWN-SHIP", ListFiles.Own(["Bellweather Chandlery", "Kestrel Pallasite", "Delmarsh Rope Works", "Ulmenhof Lindholm"]));
        Assert.Equal(before, await http.GetStringAsync(posted.Headers.Location, Cancelled));
        var after = await http.PostOkAsync(HttpSteps.DryRun, Shipment("Harrowgate Optics"));
        Assert.Empty(after.GetProperty("lines")[0].GetProperty("parties").EnumerateArray());
    }

    private async Task<HttpClient> NewTenantAsync()
    {
        var http = await service.NewTenantAsync($"s-{Guid.NewGuid().ToString("N")[..12]}");
        await http.ImportAsync("OWN-SHIP", ListFiles.Own(["Harrowgate Optics", "Bellweather Chandlery", "Kestrel Pallasite", "Delmarsh Rope Works"]));
        return http;
    }
}
