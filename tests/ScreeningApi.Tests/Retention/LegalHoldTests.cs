using System.Net;
using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Retention;

public sealed class LegalHoldTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Holds = "/v1/legal-holds";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hold_is_placed_found_released_and_stays_as_a_record()
    {
        using var http = await service.NewTenantAsync("life-of-a-hold");
        var screening = await StoreAsync(http);
        using var placed = await http.PostTextAsync(Holds, Body(screening));
        var hold = await placed.ReadJsonAsync();
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        Assert.Equal($"{Holds}/{hold.Text("id")}", placed.Headers.Location!.ToString());
        Assert.Equal(("screening", screening.ToString(), "case 7"), (hold.Text("subjectKind"), hold.Text("subjectId"), hold.Text("reason")));
        Assert.Equal(JsonValueKind.Null, hold.GetProperty("releasedAt").ValueKind);
        Assert.Equal(hold.GetRawText(), (await http.GetJsonAsync(placed.Headers.Location.ToString())).GetRawText());

        using var released = await http.DeleteAsync(placed.Headers.Location, Cancelled);
        using var again = await http.DeleteAsync(placed.Headers.Location, Cancelled);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (released.StatusCode, again.StatusCode));
        var record = await http.GetJsonAsync(placed.Headers.Location.ToString());
        Assert.Equal(record.Text("createdBy"), record.Text("releasedBy"));
        Assert.Equal(record.GetRawText(), (await http.GetJsonAsync(Holds)).GetProperty("items")[0].GetRawText());
        Assert.Equal("legalHoldPlaced,legalHoldReleased", await service.AskAsync<string>(
            "select string_agg(action, ',' order by at) from audit_entries where tenant_id = 'life-of-a-hold' and subject = $1 and digest = sha256(convert_to('screening' || E'\\n' || $2 || E'\\ncase 7', 'UTF8'))",
            $"{screening}/{hold.Text("id")}", screening.ToString()));
    }

    [Fact]
    public async Task What_is_not_there_or_is_another_tenants_cannot_be_held_or_released()
    {
        using var ours = await service.NewTenantAsync("hold-ours");
        using var theirs = await service.NewTenantAsync("hold-theirs");
        var screening = await StoreAsync(theirs);
        foreach (var subject in new[] { screening, Guid.NewGuid(), Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), Guid.Empty })
        {
            using var refused = await ours.PostTextAsync(Holds, Body(subject));
            var problem = await ProblemAnswer.ReadAsync(refused);
            Assert.Equal((422, "/subjectId"), (problem.Status, problem.Only.Pointer));
        }

        using var placed = await theirs.PostTextAsync(Holds, Body(screening));
        using var read = await ours.GetAsync(placed.Headers.Location, Cancelled);
        using var release = await ours.DeleteAsync(placed.Headers.Location, Cancelled);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (read.StatusCode, release.StatusCode));
        Assert.Empty((await ours.GetJsonAsync(Holds)).GetProperty("items").EnumerateArray());
        Assert.Equal(0L, await service.AskAsync<long>("select count(*) from legal_holds where tenant_id = 'hold-ours'"));
        Assert.Equal(0L, await service.AskAsync<long>("select count(*) from legal_holds where tenant_id = 'hold-theirs' and released_at is not null"));
    }

    [Fact]
    public async Task Only_an_administrator_holds_and_releases()
    {
        using var http = await service.NewTenantAsync("no-admin", "screen", "review", "rules");
        using var post = await http.PostTextAsync(Holds, """{"subjectKind":"tenant","reason":"case 7"}""");
        using var list = await http.GetAsync(Holds, Cancelled);
        using var release = await http.DeleteAsync($"{Holds}/{Guid.Empty}", Cancelled);
        Assert.All([post, list, release], a => Assert.Equal(HttpStatusCode.Forbidden, a.StatusCode));
    }

    [Fact]
    public async Task The_same_key_places_one_hold()
    {
        using var http = await service.NewTenantAsync("keyed-holds");
        const string Whole = """{"subjectKind":"tenant","reason":"case 7"}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => http.PostTextAsync(Holds, Whole, "hold-1")));
        Assert.All(answers, a => Assert.Contains(a.StatusCode, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict }));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created && !a.Headers.Contains("Idempotency-Replayed"));
        using var replayed = await http.PostTextAsync(Holds, Whole, "hold-1");
        Assert.Equal((HttpStatusCode.Created, true), (replayed.StatusCode, replayed.Headers.Contains("Idempotency-Replayed")));
        using var reused = await http.PostTextAsync(Holds, """{"subjectKind":"tenant","reason":"case 8"}""", "hold-1");
        Assert.Equal((422, "idempotencyKeyReused"), ((await ProblemAnswer.ReadAsync(reused)).Status, (await ProblemAnswer.ReadAsync(reused)).Code));
        using var malformed = await http.PostTextAsync(Holds, Whole, "hold 1");
        Assert.Equal("invalidIdempotencyKey", (await ProblemAnswer.ReadAsync(malformed)).Code);
        Assert.Equal(1L, await service.AskAsync<long>("select count(*) from legal_holds where tenant_id = 'keyed-holds'"));
        Assert.Equal(1L, await service.AskAsync<long>("select count(*) from audit_entries where tenant_id = 'keyed-holds' and action = 'legalHoldPlaced'"));
    }

    [Fact]
    public async Task Pages_hold_every_hold_once_newest_first()
    {
        using var http = await service.NewTenantAsync("hold-pages");
        var placed = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            using var answer = await http.PostTextAsync(Holds, $$"""{"subjectKind":"tenant","reason":"case {{i}}"}""");
            placed.Add((await answer.ReadJsonAsync()).Text("id"));
        }

        using var released = await http.DeleteAsync($"{Holds}/{placed[2]}", Cancelled);
        var first = await http.GetJsonAsync($"{Holds}?limit=3");
        var second = await http.GetJsonAsync($"{Holds}?limit=3&cursor={first.Text("next")}");
        Assert.Equal(Enumerable.Reverse(placed).Order(Comparer<string>.Create((a, b) => string.CompareOrdinal(b, a))), [.. Ids(first), .. Ids(second)]);
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal([placed[2]], Ids(await http.GetJsonAsync($"{Holds}?active=false")));
        Assert.Equal(4, Ids(await http.GetJsonAsync($"{Holds}?active=true")).Count());
    }

    [Theory]
    [InlineData("{}", 422, "/subjectKind")]
    [InlineData("""{"subjectKind":"screening","reason":"r"}""", 422, "/subjectId")]
    [InlineData("""{"subjectKind":"batch","subjectId":null,"reason":"r"}""", 422, "/subjectId")]
    [InlineData("""{"subjectKind":"batch","subjectId":"0199aaaa-0000-7000-8000-000000000001","reason":"r"}""", 422, "/subjectId")]
    [InlineData("""{"subjectKind":"tenant","subjectId":"0199aaaa-0000-7000-8000-000000000001","reason":"r"}""", 422, "/subjectId")]
    [InlineData("""{"subjectKind":"screening","subjectId":"x","reason":"r"}""", 400, "/subjectId")]
    [InlineData("""{"subjectKind":"screening","subjectId":7,"reason":"r"}""", 400, "/subjectId")]
    [InlineData("""{"subjectKind":"Tenant","reason":"r"}""", 400, "/subjectKind")]
    [InlineData("""{"subjectKind":2,"reason":"r"}""", 400, "/subjectKind")]
    [InlineData("""{"subjectKind":"tenant"}""", 422, "/reason")]
    [InlineData("""{"subjectKind":"tenant","reason":""}""", 422, "/reason")]
    [InlineData("""{"subjectKind":"tenant","reason":"  "}""", 422, "/reason")]
    [InlineData("""{"subjectKind":"tenant","reason":"a\u0000b"}""", 422, "/reason")]
    [InlineData("""{"subjectKind":"tenant","reason":"r","until":"2030-01-01"}""", 400, "/until")]
    [InlineData("[]", 400, "")]
    public async Task A_wrong_body_is_refused_at_its_place(string body, int status, string pointer)
    {
        using var answer = await service.Http.PostTextAsync(Holds, body);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal(status, problem.Status);
        Assert.Contains(problem.Errors, e => e.Pointer == pointer);
    }

    [Fact]
    public async Task The_longest_reason_is_taken_and_one_more_character_is_not()
    {
        using var longest = await service.Http.PostTextAsync(Holds, $$"""{"subjectKind":"tenant","reason":"{{new string('r', 500)}}"}""");
        using var longer = await service.Http.PostTextAsync(Holds, $$"""{"subjectKind":"tenant","reason":"{{new string('r', 501)}}"}""");
        Assert.Equal(HttpStatusCode.Created, longest.StatusCode);
        Assert.Equal("/reason", (await ProblemAnswer.ReadAsync(longer)).Only.Pointer);
    }

    [Theory]
    [InlineData("?active=yes", 422)]
    [InlineData("?limit=0", 422)]
    [InlineData("?limit=201", 422)]
    [InlineData("?limit=-1", 422)]
    [InlineData("?cursor=next", 422)]
    [InlineData("?state=active", 400)]
    [InlineData("?limit=1&limit=2", 400)]
    public async Task A_query_that_makes_no_sense_is_refused(string query, int status)
    {
        using var answer = await service.Http.GetAsync(Holds + query, Cancelled);
        Assert.Equal(status, (await ProblemAnswer.ReadAsync(answer)).Status);
    }

    private static IEnumerable<string> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(i => i.Text("id"));

    private static string Body(Guid screening) => JsonSerializer.Serialize(new { subjectKind = "screening", subjectId = screening, reason = "case 7" });

    private static async Task<Guid> StoreAsync(HttpClient http)
    {
        using var answer = await http.PostTextAsync("/v1/screenings", Shipments.Chip("AE"));
        return (await answer.ReadJsonAsync()).GetProperty("id").GetGuid();
    }
}
