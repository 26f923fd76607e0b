using ScreeningApi.Tests.Batches;
using ScreeningApi.Tests.Support;
using ScreeningApi.Tests.Watchlists;

namespace ScreeningApi.Tests.Parties;

/// <summary>Parties in rows of files.</summary>
public sealed class BatchPartyTests(IdleBatchFixture service) : IClassFixture<IdleBatchFixture>
{
    private const string Code = "OWN-ROWS";

    private const string Rows =
        "shipment_ref,description,hs_code,destination,consignee\n" +
        "A-1,Cotton T-shirts,6109.10,FR,HARROWGATE OPTICS\n" +
        "A-2,Cotton T-shirts,6109.10,FR,Maison Bleue\n" +
        "A-3,Cotton T-shirts,6109.10,FR,\n" +
        "A-4,Processor chip,8542.31,RU,Maison Bleue\n" +
        "A-5,Processor chip,8542.31,RU,\n" +
        "A-6,Cotton T-shirts,6109.10,FR,Quartzmoor Holding\n";

    private static readonly string[] Others = ["Bellweather Chandlery", "Kestrel Pallasite", "Delmarsh Rope Works", "Ulmenhof Lindholm", "Wexcombe Jorvik"];

    [Fact]
    public async Task Without_a_list_no_row_was_checked()
    {
        using var http = await service.NewTenantAsync(NewName());
        Assert.All(await ScreenAsync(http), r => Assert.Equal("notChecked", r["party_hits"]));
    }

    [Fact]
    public async Task With_a_list_each_row_says_whom_it_found_or_that_it_found_or_named_nobody()
    {
        using var http = await service.NewTenantAsync(NewName());
        await http.ImportAsync(Code, ListFiles.Own([.. Others, "Harrowgate Optics"]));
        var rows = await ScreenAsync(http);
        Assert.StartsWith($"{Code}:{Code}:", rows[0]["party_hits"], StringComparison.Ordinal);
        Assert.Equal("review", rows[0]["verdict"]);
        Assert.Equal(["none", "noParty", "none", "noParty", "none"], rows.Skip(1).Select(r => r["party_hits"]));
        Assert.Equal(["noFinding", "noFinding", "prohibited", "prohibited", "noFinding"], rows.Skip(1).Select(r => r["verdict"]));
    }

    [Fact]
    public async Task A_row_of_a_file_finds_what_a_screening_finds()
    {
        using var http = await service.NewTenantAsync(NewName());
        await http.ImportAsync(Code, ListFiles.Own([.. Others, "Harrowgate Optics"]));
        var row = (await ScreenAsync(http))[0];
        var single = (await http.PostOkAsync(HttpSteps.DryRun, PartySteps.Shipment("HARROWGATE OPTICS"))).GetProperty("lines")[0].GetProperty("parties")[0];
        Assert.StartsWith($"{single.Text("list")}:{single.Text("section")}:{single.Text("entryId")}:", row["party_hits"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_holds_to_the_version_that_was_in_use_when_it_arrived()
    {
        using var http = await service.NewTenantAsync(NewName());
        var first = await http.ImportAsync(Code, ListFiles.Own([.. Others, "Harrowgate Optics"]));
        var batch = await http.UploadAsync(Rows);
        var second = await http.ImportAsync(Code, ListFiles.Own([.. Others, "Quartzmoor Holding"]));
        Assert.Equal(("published", "published"), (first.State(), second.State()));
        var rows = await WorkOffAsync(http, batch);
        Assert.NotEqual("none", rows[0]["party_hits"]);
        Assert.Equal("none", rows[5]["party_hits"]);
        Assert.Equal(first.Text("version"), (await http.StatusAsync(batch)).GetProperty("versions").GetProperty("watchlists").Text(Code));

        var later = await ScreenAsync(http);
        Assert.Equal("none", later[0]["party_hits"]);
        Assert.StartsWith(Code, later[5]["party_hits"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_one_tenant_finds_nobody_in_a_batch_of_another()
    {
        using var owner = await service.NewTenantAsync(NewName());
        using var other = await service.NewTenantAsync(NewName());
        await owner.ImportAsync(Code, ListFiles.Own([.. Others, "Harrowgate Optics"]));
        await other.ImportAsync(Code, ListFiles.Own([.. Others, "Quartzmoor Holding"]));
        Assert.Equal((false, true), NamesNobody(await ScreenAsync(owner)));
        Assert.Equal((true, false), NamesNobody(await ScreenAsync(other)));
    }

    private static (bool First, bool Last) NamesNobody(List<Dictionary<string, string>> rows) => (rows[0]["party_hits"] == "none", rows[5]["party_hits"] == "none");

    private static string NewName() => $"b-{Guid.NewGuid().ToString("N")[..12]}";

    private async Task<List<Dictionary<string, string>>> ScreenAsync(HttpClient http) => await WorkOffAsync(http, await http.UploadAsync(Rows));

    private async Task<List<Dictionary<string, string>>> WorkOffAsync(HttpClient http, Guid batch)
    {
        await using var workers = await service.WorkAsync();
        await http.EndAsync(batch);
        return BatchSteps.Table(await http.ResultsAsync(batch));
    }
}
