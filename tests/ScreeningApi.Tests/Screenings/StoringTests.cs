using System.Net;
using System.Text.Json;
using ScreeningApi.Screenings;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Screenings;

public sealed class StoringTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Counts = "select (select count(*) from screenings) + (select count(*) from audit_entries) + (select count(*) from idempotency_keys)";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact, Trait("Category", "Smoke")]
    public async Task What_is_read_back_is_byte_for_byte_what_was_answered()
    {
        using var posted = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full);
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        var answered = await posted.Content.ReadAsByteArrayAsync(Cancelled);
        Assert.Equal(answered, await service.Http.GetByteArrayAsync(posted.Headers.Location, Cancelled));
        Assert.Equal(answered, await service.Http.GetByteArrayAsync(posted.Headers.Location, Cancelled));
    }

    [Fact]
    public async Task The_request_is_read_back_byte_for_byte_as_it_was_sent()
    {
        using var posted = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full);
        Assert.Equal(Shipments.Full, await service.Http.GetStringAsync($"{posted.Headers.Location}/request", Cancelled));
        using var unknown = await service.Http.GetAsync($"/v1/screenings/{Guid.Empty}/request", Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData("'; drop table screenings; -- \\\\ \" <script>&amp;\t\r\n")]
    [InlineData("无人机 дрон طائرة بدون طيار 🚁 e\u0301 \u200b\u202e\ufeff\uffff")]
    [InlineData("a\u0085b\u2028c\u2029d\u0001\u001f\u007f")]
    public async Task Every_text_comes_back_as_it_was_sent(string text)
    {
        var body = Shipments.With("/reference", JsonSerializer.Serialize(text));
        using var posted = await service.Http.PostTextAsync("/v1/screenings", body);
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        var stored = await service.Http.GetByteArrayAsync(posted.Headers.Location, Cancelled);
        Assert.Equal(await posted.Content.ReadAsByteArrayAsync(Cancelled), stored);
        Assert.Equal(text, JsonDocument.Parse(stored).RootElement.Text("reference"));
    }

    [Fact]
    public async Task A_stored_screening_answers_201_with_its_place()
    {
        using var posted = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full);
        var screening = await posted.ReadJsonAsync();
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        Assert.Equal($"/v1/screenings/{screening.Text("id")}", posted.Headers.Location!.OriginalString);
        Assert.Equal("SO-4711", screening.Text("reference"));
        Assert.Equal("2026-11-23", screening.Text("decisiveDate"));
        Assert.EndsWith("Z", screening.Text("createdAt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_screening_and_one_audit_entry_are_committed_in_one_transaction()
    {
        using var posted = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full);
        var id = (await posted.ReadJsonAsync()).Text("id");
        Assert.Equal(1L, await service.AskAsync<long>("select count(*) from screenings where id = $1::uuid and tenant_id = 'local'", id));
        Assert.Equal(1L, await service.AskAsync<long>("select count(*) from audit_entries where subject = $1 and tenant_id = 'local' and action = 'screeningStored' and actor = 'local'", id));
        Assert.True(await service.AskAsync<bool>(
            "select s.xmin = a.xmin from screenings s join audit_entries a on a.tenant_id = s.tenant_id and a.subject = s.id::text where s.id = $1::uuid", id));
    }

    [Fact]
    public async Task The_request_is_kept_as_it_was_sent()
    {
        using var posted = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full);
        var id = (await posted.ReadJsonAsync()).Text("id");
        Assert.Equal(Shipments.Full, await service.AskAsync<string>("select request::text from screenings where id = $1::uuid", id));
    }

    [Fact]
    public async Task The_columns_say_what_the_result_says()
    {
        using var posted = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full);
        var screening = await posted.ReadJsonAsync();
        var id = Guid.Parse(screening.Text("id"));
        var stored = PackedResult.Unpack(await service.AskAsync<byte[]>("select result_packed from screenings where id = $1", id));
        Assert.True(await service.AskAsync<bool>(
            """
            select verdict = result ->> 'verdict' and risk_level = result ->> 'riskLevel' and risk_score = (result ->> 'riskScore')::numeric
               and rule_set = result -> 'versions' ->> 'ruleSet' and destinations = result -> 'versions' ->> 'destinations'
               and policy = result -> 'versions' ->> 'policy' and engine = result -> 'versions' ->> 'engine'
               and destination = 'AE' and decisive_date = '2026-11-23' and reference = 'SO-4711'
               and categories = (select array_agg(distinct c ->> 'code' order by c ->> 'code') from jsonb_path_query(result, '$.lines[*].categories[*]') c)
            from (select s.*, $2::jsonb as result from (select verdict, risk_level, risk_score, rule_set, destinations, policy, engine, destination, decisive_date, reference, categories from screenings where id = $1) s) s
            """, id, System.Text.Encoding.UTF8.GetString(stored)));
    }

    [Theory]
    [InlineData("?dryRun=true")]
    [InlineData("?dryRun=1")]
    public async Task A_dry_run_answers_200_and_stores_nothing(string query)
    {
        var before = await service.AskAsync<long>(Counts);
        using var answer = await service.Http.PostTextAsync("/v1/screenings" + query, Shipments.Chip("DE"), idempotencyKey: "dry" + query.Length);
        var screening = await answer.ReadJsonAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
        Assert.False(screening.TryGetProperty("id", out _));
        Assert.False(screening.TryGetProperty("createdAt", out _));
        Assert.Equal(before, await service.AskAsync<long>(Counts));
    }

    [Fact]
    public async Task A_dry_run_says_what_storing_says()
    {
        using var dry = await service.Http.PostTextAsync(HttpSteps.DryRun, Shipments.Full);
        using var stored = await service.Http.PostTextAsync("/v1/screenings?dryRun=false", Shipments.Full);
        var left = (await dry.ReadJsonAsync()).EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetRawText());
        var right = (await stored.ReadJsonAsync()).EnumerateObject().Where(m => m.Name is not ("id" or "createdAt")).ToDictionary(m => m.Name, m => m.Value.GetRawText());
        Assert.Equal(left, right);
    }

    [Fact]
    public async Task What_is_refused_is_not_stored()
    {
        var before = await service.AskAsync<long>(Counts);
        using var answer = await service.Http.PostTextAsync("/v1/screenings", Shipments.With("/lines/0/hsCode", "\"88062\""), idempotencyKey: "refused");
        await ProblemAnswer.ReadAsync(answer);
        Assert.Equal(before, await service.AskAsync<long>(Counts));
    }

    [Theory]
    [InlineData("/v1/screenings")]
    [InlineData(HttpSteps.DryRun)]
    public async Task The_time_of_each_part_is_told(string path)
    {
        using var answer = await service.Http.PostTextAsync(path, Shipments.Full);
        var timing = Assert.Single(answer.Headers.GetValues("Server-Timing"));
        Assert.Matches("^parse;dur=[0-9.]+, screen;dur=[0-9.]+" + (path == HttpSteps.DryRun ? "$" : ", store;dur=[0-9.]+$"), timing);
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("0199aaaa-0000-7000-8000-000000000001")]
    [InlineData("no-id")]
    [InlineData("%00")]
    [InlineData("1'%20or%20'1'='1")]
    public async Task An_id_that_names_nothing_is_404(string id)
    {
        using var answer = await service.Http.GetAsync($"/v1/screenings/{id}", Cancelled);
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound || (id == "%00" && answer.StatusCode is HttpStatusCode.BadRequest));
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            await ProblemAnswer.ReadAsync(answer);
        }
    }

    [Fact]
    public async Task The_lines_stand_in_the_order_of_the_request()
    {
        var lines = Enumerable.Range(1, 50).Select(i => new { lineNo = 1000 - (i * 7), description = $"Steel bolt M{i}" });
        using var posted = await service.Http.PostTextAsync("/v1/screenings", JsonSerializer.Serialize(new { destination = "DE", lines }));
        var numbers = (await posted.ReadJsonAsync()).GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("lineNo").GetInt32());
        Assert.Equal(lines.Select(l => l.lineNo), numbers);
    }
}
