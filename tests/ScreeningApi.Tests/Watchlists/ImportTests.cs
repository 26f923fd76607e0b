using System.IO.Compression;
using System.Net;
using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Watchlists;

/// <summary>What imports do to the versions of a list, and what is told of them.</summary>
public sealed class ImportTests(WatchlistFixture service) : IClassFixture<WatchlistFixture>
{
    private static readonly string[] Three = ["Alpha Company", "Beta Company", "Gamma Company"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static string NewOwn => $"OWN-{Guid.NewGuid().ToString("N")[..12].ToUpperInvariant()}";

    [Fact]
    public async Task A_version_is_named_after_the_lists_own_date_and_the_next_of_the_same_date_has_a_number()
    {
        var first = await service.Http.ImportAsync(WatchlistFixture.Un, ListFiles.Un("2026-02-01", ListFiles.Names(100)));
        var second = await service.Http.ImportAsync(WatchlistFixture.Un, ListFiles.Un("2026-02-01", ListFiles.Names(101)));
        var third = await service.Http.ImportAsync(WatchlistFixture.Un, ListFiles.Un("2026-02-02", ListFiles.Names(102)));
        Assert.Equal(["2026-02-01", "2026-02-01.2", "2026-02-02"], new[] { first, second, third }.Select(i => i.Text("version")));
        Assert.Equal("2026-02-02T06:00:00Z", third.Text("publishedAt"));
        var versions = (await service.Http.GetJsonAsync($"/v1/watchlists/{WatchlistFixture.Un}/versions")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["published", "superseded", "superseded"], versions.Take(3).Select(v => v.State()));
        Assert.Equal(third.GetRawText(), (await service.Http.GetJsonAsync($"/v1/watchlists/{WatchlistFixture.Un}/imports/{third.Number("seq")}")).GetRawText());
    }

    [Fact]
    public async Task An_import_stores_what_differs_and_every_version_can_be_read_back()
    {
        var code = NewOwn;
        var first = await service.Http.ImportAsync(code, ListFiles.Own(Three));
        var second = await service.Http.ImportAsync(code, Named(("a", "Alpha Company"), ("b", "Beta Company"), ("c", "Gamma Company"), ("d", "Delta Company")));
        Assert.Equal((4, 0, 3), (second.Number("added"), second.Number("changed"), second.Number("removed")));
        var third = await service.Http.ImportAsync(code, Named(("b", "Beta Company"), ("c", "Gamma Group"), ("d", "Delta Company"), ("e", "Epsilon Company")));
        Assert.Equal((1, 1, 1), (third.Number("added"), third.Number("changed"), third.Number("removed")));

        Assert.Equal(["Beta Company", "Gamma Group", "Delta Company", "Epsilon Company"], await service.Http.EntryNamesAsync(code));
        Assert.Equal(["Alpha Company", "Beta Company", "Gamma Company", "Delta Company"], await service.Http.EntryNamesAsync(code, $"&version={second.Text("version")}"));
        Assert.Equal(Three, (await service.Http.EntryNamesAsync(code, $"&version={first.Text("version")}")).Order());
        Assert.Equal(["removed Alpha Company", "changed Gamma Group", "added Epsilon Company"], await service.Http.EntryNamesAsync(code, $"&changedSince={second.Text("version")}"));
        Assert.Equal(["removed Alpha Company", "changed Gamma Group", "added Epsilon Company"], await service.Http.EntryNamesAsync(code, $"&changedSince={second.Number("seq")}"));
        Assert.Empty(await service.Http.EntryNamesAsync(code, $"&changedSince={third.Text("version")}"));
        Assert.Empty(await service.Http.EntryNamesAsync(code, "&section=another"));
        Assert.Equal(0L, await service.AskAsync<long>("select count(*) from watchlist_staged where list = $1", code));
        // Beta and Delta stand since the second import: they were stored once.
        Assert.Equal(9L, await service.AskAsync<long>("select count(*) from watchlist_entries where list = $1", code));
    }

    [Fact]
    public async Task An_entry_that_comes_back_as_it_was_is_no_change()
    {
        var code = NewOwn;
        var first = await service.Http.ImportAsync(code, Named(("a", "Alpha"), ("b", "Beta"), ("c", "Gamma"), ("d", "Delta"), ("e", "Epsilon")));
        await service.Http.ImportAsync(code, Named(("b", "Beta 2"), ("c", "Gamma"), ("d", "Delta"), ("e", "Epsilon")));
        await service.Http.ImportAsync(code, Named(("a", "Alpha"), ("b", "Beta"), ("c", "Gamma"), ("d", "Delta"), ("e", "Epsilon"), ("f", "Zeta")));
        Assert.Equal(["added Zeta"], await service.Http.EntryNamesAsync(code, $"&changedSince={first.Text("version")}"));
    }

    [Fact]
    public async Task The_same_bytes_again_change_nothing_but_the_time_of_the_check()
    {
        var code = NewOwn;
        var first = await service.Http.ImportAsync(code, ListFiles.Own(Three));
        var checkedAt = (await service.Http.ListAsync(code)).Text("checkedAt");
        var again = await service.Http.ImportAsync(code, ListFiles.Own(Three));
        Assert.Equal(("unchanged", first.Number("seq"), first.Text("version")), (again.State(), again.Number("seq"), again.Text("version")));
        Assert.True(string.CompareOrdinal((await service.Http.ListAsync(code)).Text("checkedAt"), checkedAt) > 0);
        Assert.Equal(1L, await service.AskAsync<long>("select count(*) from watchlist_versions where list = $1", code));
        Assert.Equal(1L, await service.AskAsync<long>("select count(*) from audit_entries where tenant_id = 'local' and action = 'watchlistPublished' and subject = $1", $"{code}/1"));
    }

    [Fact]
    public async Task Imports_of_one_list_at_the_same_time_come_one_after_the_other()
    {
        var code = NewOwn;
        var imports = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => service.Http.ImportAsync(code, ListFiles.Own(Three.Append($"Company {i}")))));
        Assert.Equal([1, 2, 3, 4], imports.Select(i => i.Number("seq")).Order());
        Assert.All(imports, i => Assert.Equal("published", i.State()));
        Assert.Equal(4, (await service.Http.EntryNamesAsync(code)).Count);
    }

    [Fact]
    public async Task Under_one_key_a_list_is_taken_once()
    {
        var code = NewOwn;
        using var first = await service.Http.PostListAsync(code, ListFiles.Own(Three), key: "once");
        using var again = await service.Http.PostListAsync(code, ListFiles.Own(Three), key: "once");
        Assert.Equal((HttpStatusCode.Created, true), (again.StatusCode, again.Headers.Contains("Idempotency-Replayed")));
        Assert.Equal((await first.ReadJsonAsync()).GetRawText(), (await again.ReadJsonAsync()).GetRawText());
        Assert.Equal($"/v1/watchlists/{code}/imports/1", again.Headers.Location!.ToString());
        using var other = await service.Http.PostListAsync(code, ListFiles.Own(["Other"]), key: "once");
        using var elsewhere = await service.Http.PostListAsync(NewOwn, ListFiles.Own(Three), key: "once");
        Assert.Equal("idempotencyKeyReused", (await ProblemAnswer.ReadAsync(other)).Code);
        Assert.Equal("idempotencyKeyReused", (await ProblemAnswer.ReadAsync(elsewhere)).Code);
    }

    [Fact]
    public async Task A_good_import_takes_the_place_of_one_that_waits()
    {
        var code = NewOwn;
        await service.Http.ImportAsync(code, ListFiles.Own(Three));
        var shrunk = await service.Http.ImportAsync(code, ListFiles.Own(Three[..1]));
        Assert.Equal("quarantined", shrunk.State());
        var again = await service.Http.ImportAsync(code, ListFiles.Own(Three[..1]));
        Assert.Equal((shrunk.Number("seq"), "quarantined"), (again.Number("seq"), again.State()));
        await service.Http.ImportAsync(code, ListFiles.Own(Three));
        Assert.Equal(JsonValueKind.Null, (await service.Http.ListAsync(code)).GetProperty("quarantined").ValueKind);
        var rejected = await service.Http.GetJsonAsync($"/v1/watchlists/{code}/imports/{shrunk.Number("seq")}");
        Assert.Equal(("rejected", false), (rejected.State(), rejected.GetProperty("releasable").GetBoolean()));
        using var late = await service.Http.PostTextAsync($"/v1/watchlists/{code}/imports/{shrunk.Number("seq")}/release", """{"reason":"too late"}""");
        Assert.Equal("notQuarantined", (await ProblemAnswer.ReadAsync(late)).Code);
        Assert.Equal(0L, await service.AskAsync<long>("select count(*) from watchlist_staged where list = $1", code));
    }

    [Fact]
    public async Task A_release_is_audited_and_says_who_and_why()
    {
        var code = NewOwn;
        await service.Http.ImportAsync(code, ListFiles.Own(Three));
        var shrunk = await service.Http.ImportAsync(code, ListFiles.Own(Three[..1]));
        var path = $"/v1/watchlists/{code}/imports/{shrunk.Number("seq")}/release";
        using var answer = await service.Http.PostTextAsync(path, """{"reason":"two were delisted"}""", "release-once");
        using var again = await service.Http.PostTextAsync(path, """{"reason":"two were delisted"}""", "release-once");
        var released = await answer.ReadJsonAsync();
        Assert.Equal(("published", "local", "two were delisted", 2), (released.State(), released.Text("releasedBy"), released.Text("releaseReason"), released.Number("removed")));
        Assert.Equal(released.GetRawText(), (await again.ReadJsonAsync()).GetRawText());
        Assert.Equal(Three[..1], await service.Http.EntryNamesAsync(code));
        Assert.Equal("two were delisted", await service.AskAsync<string>(
            "select detail->>'reason' from audit_entries where tenant_id = 'local' and action = 'watchlistReleased' and subject = $1", $"{code}/{shrunk.Number("seq")}"));
    }

    [Fact]
    public async Task A_list_comes_as_a_body_compressed_packed_or_as_the_files_of_a_form()
    {
        var file = ListFiles.Own(Three);
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var part = zip.CreateEntry("own.csv").Open();
            await part.WriteAsync(file, Cancelled);
        }

        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(file, Cancelled);
        }

        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "own", "own.csv" } };
        using var asForm = await service.Http.PostAsync($"/v1/watchlists/{NewOwn}/imports", form, Cancelled);
        using var asZip = await service.Http.PostListAsync(NewOwn, packed.ToArray(), type: "application/zip");
        using var asGzip = await service.Http.PostListAsync(NewOwn, compressed.ToArray(), encoding: "gzip");
        using var asFile = await service.Http.PostListAsync(NewOwn, compressed.ToArray(), type: "application/gzip");
        foreach (var answer in new[] { asForm, asZip, asGzip, asFile })
        {
            var import = await answer.ReadJsonAsync();
            Assert.Equal(("published", 3), (import.State(), import.Number("entries")));
        }
    }

    [Fact]
    public async Task Everything_flows_as_lines_where_it_is_asked_for_so()
    {
        var code = NewOwn;
        await service.Http.ImportAsync(code, ListFiles.Own(ListFiles.Names(2_500)));
        using var answer = await service.Http.GetAsync($"/v1/watchlists/{code}/entries?format=ndjson", Cancelled);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(Cancelled)).TrimEnd('\n').Split('\n').Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToList();
        Assert.Equal(ListFiles.Names(2_500).Order(), lines.Select(l => l.GetProperty("entry").GetProperty("names")[0].Text("text")).Order());
    }

    [Fact]
    public async Task A_tenants_own_list_is_its_own_and_shared_ones_are_the_operators()
    {
        var code = NewOwn;
        using var ours = await service.NewTenantAsync($"ours-{Guid.NewGuid().ToString("N")[..8]}");
        using var theirs = await service.NewTenantAsync($"theirs-{Guid.NewGuid().ToString("N")[..8]}");
        await ours.ImportAsync(code, ListFiles.Own(Three));
        using var read = await theirs.GetAsync($"/v1/watchlists/{code}", Cancelled);
        using var entries = await theirs.GetAsync($"/v1/watchlists/{code}/entries", Cancelled);
        using var import = await theirs.GetAsync($"/v1/watchlists/{code}/imports/1", Cancelled);
        Assert.All([read, entries, import], a => Assert.Equal(HttpStatusCode.NotFound, a.StatusCode));
        Assert.DoesNotContain(code, (await theirs.GetJsonAsync("/v1/watchlists")).GetRawText(), StringComparison.Ordinal);
        Assert.Contains(code, (await ours.GetJsonAsync("/v1/watchlists")).GetRawText(), StringComparison.Ordinal);
        await theirs.ImportAsync(code, ListFiles.Own(Three.Append("Their Company")));
        Assert.Equal(3, (await ours.ListAsync(code)).Number("entries"));

        using var shared = await ours.PostListAsync(WatchlistFixture.Csv, ListFiles.Own(ListFiles.Names(5)));
        Assert.Equal((403, "operatorOnly"), ((await ProblemAnswer.ReadAsync(shared)).Status, (await ProblemAnswer.ReadAsync(shared)).Code));
        using var admin = service.Service.NewClient(TestService.BootstrapKey);
        using var asOperator = await admin.PostListAsync(WatchlistFixture.Csv, ListFiles.Own(ListFiles.Names(5)));
        Assert.Equal(HttpStatusCode.Created, asOperator.StatusCode);
        using var screener = await service.NewTenantAsync($"screener-{Guid.NewGuid().ToString("N")[..8]}", "screen");
        using var forbidden = await screener.PostListAsync(NewOwn, ListFiles.Own(Three));
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    [Theory]
    [InlineData("TEST-UN", "?format=excel", 422, "?format")]
    [InlineData("TEST-UN", "?sha256=abc", 422, "?sha256")]
    [InlineData("TEST-UN", "?fromat=un-xml", 400, "?fromat")]
    [InlineData("OWN-A", "?format=un-xml", 422, "?format")]
    [InlineData("NO-SUCH", "", 404, null)]
    [InlineData("OWN-", "", 404, null)]
    [InlineData("OWN-a b", "", 404, null)]
    public async Task What_cannot_be_meant_is_refused(string code, string query, int status, string? pointer)
    {
        using var answer = await service.Http.PostListAsync(code, ListFiles.Own(Three), query);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((status, pointer), (problem.Status, problem.Errors.Count == 0 ? null : problem.Only.Pointer));
    }

    [Theory]
    [InlineData("""{"url":"https://example.org/list.csv"}""", 422, "addressRefused")]
    [InlineData("""{"url":"file:///etc/passwd"}""", 422, "addressRefused")]
    [InlineData("""{"url":"no address"}""", 422, "addressRefused")]
    [InlineData("""{"address":"https://example.org/list.csv"}""", 400, "malformedRequest")]
    [InlineData("{}", 422, "invalidRequest")]
    public async Task An_address_that_the_configuration_does_not_allow_is_not_asked(string body, int status, string code)
    {
        using var answer = await service.Http.PostTextAsync($"/v1/watchlists/{NewOwn}/imports", body);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((status, code), (problem.Status, problem.Code));
    }

    [Theory]
    [InlineData("?limit=0", 422)]
    [InlineData("?limit=201", 422)]
    [InlineData("?cursor=x", 422)]
    [InlineData("?format=xml", 422)]
    [InlineData("?format=ndjson&limit=5", 422)]
    [InlineData("?changedSince=1999-01-01", 422)]
    [InlineData("?version=1999-01-01", 404)]
    [InlineData("?name=a", 400)]
    public async Task A_query_of_entries_that_makes_no_sense_is_refused(string query, int status)
    {
        var code = NewOwn;
        await service.Http.ImportAsync(code, ListFiles.Own(Three));
        using var answer = await service.Http.GetAsync($"/v1/watchlists/{code}/entries{query}", Cancelled);
        Assert.Equal(status, (await ProblemAnswer.ReadAsync(answer)).Status);
    }

    private static byte[] Named(params (string Id, string Name)[] entries) =>
        System.Text.Encoding.UTF8.GetBytes("id,name\n" + string.Concat(entries.Select(e => $"{e.Id},{e.Name}\n")));
}
