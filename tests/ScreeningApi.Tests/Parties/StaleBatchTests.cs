using System.Net;
using ScreeningApi.Tests.Batches;
using ScreeningApi.Tests.Support;
using ScreeningApi.Tests.Watchlists;

namespace ScreeningApi.Tests.Parties;

/// <summary>The service with lists that the rules know, and workers for files.</summary>
public sealed class PartyBatchFixture(TemplateDatabase databases) : WatchlistFixture(databases)
{
    protected override IReadOnlyList<(string Key, string Value)> Settings => [("Batches:Workers", "1"), ("Batches:PollEvery", "00:00:00.05"), ("Batches:Heartbeat", "00:00:00.1")];
}

/// <summary>Files of rows while lists are recent, too old, or passed by an operator; each row says what it rests on.</summary>
public sealed class StaleBatchTests(PartyBatchFixture service) : IClassFixture<PartyBatchFixture>
{
    private const string Code = WatchlistFixture.Csv;

    private const string Rows = "shipment_ref,description,hs_code,destination,consignee\nA-1,Cotton T-shirts,6109.10,FR,Listed Company 0001\nA-2,Cotton T-shirts,6109.10,FR,Maison Bleue\nA-3,Cotton T-shirts,6109.10,FR,\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_say_what_was_found_only_where_the_list_may_be_used()
    {
        await service.Http.ImportAsync(Code, ListFiles.Own([ListFiles.Canary, "Listed Company 0001"]));
        var fresh = await ScreenAsync(service.Http);
        Assert.StartsWith($"{Code}:{Code}:", fresh[0].Hits, StringComparison.Ordinal);
        Assert.Equal(["prohibited", "noFinding", "noFinding"], fresh.Select(r => r.Verdict));
        Assert.Equal(["none", "noParty"], fresh.Skip(1).Select(r => r.Hits));

        await AgeAsync(25);
        Assert.Equal(fresh, await ScreenAsync(service.Http));

        await AgeAsync(49);
        var stale = await ScreenAsync(service.Http);
        Assert.Equal([("notScreened", "notChecked"), ("notScreened", "notChecked"), ("noFinding", "noParty")], stale);

        using var bold = await service.NewTenantAsync("bold");
        await bold.PostOkAsync($"/v1/watchlists/{Code}/overrides", """{"reason":"publisher is down","hours":2}""", HttpStatusCode.Created);
        var overridden = await ScreenAsync(bold);
        Assert.Equal(fresh[0], overridden[0]);
        Assert.Equal([("notScreened", "notChecked"), ("noFinding", "noParty")], overridden.Skip(1));
    }

    [Fact]
    public async Task A_stream_of_rows_finds_the_same()
    {
        using var http = await service.NewTenantAsync("streams");
        await http.ImportAsync("OWN-STREAM", ListFiles.Own(["Harrowgate Optics", "Bellweather Chandlery"]));
        await AgeAsync(1);
        using var answer = await http.PostAsync("/v1/screenings/stream", BatchSteps.FileOf(Rows.Replace("Listed Company 0001", "Harrowgate Optics", StringComparison.Ordinal)), Cancelled);
        var rows = BatchSteps.Table(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancelled));
        Assert.StartsWith("OWN-STREAM:OWN-STREAM:", rows[0]["party_hits"], StringComparison.Ordinal);
        Assert.Equal(["none", "noParty"], rows.Skip(1).Select(r => r["party_hits"]));
    }

    private static async Task<List<(string Verdict, string Hits)>> ScreenAsync(HttpClient http) =>
        [.. BatchSteps.Table(await http.ResultsAsync(await http.ScreenAsync(Rows))).Select(r => (r["verdict"], r["party_hits"]))];

    private async Task AgeAsync(int hours)
    {
        await service.TextsAsync("update watchlist_checks set checked_at = clock_timestamp() - make_interval(hours => $2) where list = $1 returning list", Code, hours);
        await service.Holder.RefreshAsync(Cancelled);
    }
}
