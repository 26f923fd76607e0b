using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Suppressions;
using ScreeningApi.Suppressions;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Review;

public sealed class SuppressionTests(ReviewFixture service) : IClassFixture<ReviewFixture>
{
    private const string Path = "/v1/suppressions";
    private const string Party = "Tramontane Bearings LLC";

    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_suppression_is_made_found_withdrawn_and_stays_as_a_record()
    {
        using var http = await ListedAsync("sup-life");
        using var made = await http.PostTextAsync(Path, ReviewSteps.Suppression(Party, "1", rest: ""","scope":{"destinations":["Germany"],"hsPrefixes":["85.42"]}"""));
        var suppression = await made.ReadJsonAsync();
        Assert.Equal((HttpStatusCode.Created, $"{Path}/{suppression.Text("id")}"), (made.StatusCode, made.Headers.Location!.ToString()));
        Assert.Equal(("active", "Tramontane Bearing Works", """{"hsPrefixes":["8542"],"destinations":["DE"]}"""), (suppression.Text("state"), suppression.Text("entryName"), suppression.GetProperty("scope").GetRawText()));
        Assert.Equal([suppression.Text("id")], (await http.ItemsAsync($"{Path}?party=TRAMONTANE%20bearings,%20llc&state=active&list={ReviewSteps.Own}")).Select(i => i.Text("id")));
        Assert.Empty(await http.ItemsAsync($"{Path}?party=Tramontane"));

        using var withdrawn = await http.PostTextAsync($"{made.Headers.Location}/withdraw", """{"reason":"found the register"}""");
        using var again = await http.PostTextAsync($"{made.Headers.Location}/withdraw", """{"reason":"found the register"}""");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (withdrawn.StatusCode, again.StatusCode));
        var record = await http.GetJsonAsync(made.Headers.Location.ToString());
        Assert.Equal("withdrawn", record.Text("state"));
        Assert.Equal(["created another register number", "withdrawn found the register"], record.GetProperty("history").EnumerateArray().Select(e => $"{e.Text("action")} {e.Text("reason")}"));
        Assert.Equal("suppressionCreated,suppressionWithdrawn", await service.AskAsync<string>("select string_agg(action, ',' order by at) from audit_entries where subject = $1", suppression.Text("id")));
    }

    [Fact]
    public async Task It_is_in_memory_as_soon_as_it_is_answered_and_out_of_it_when_it_is_withdrawn()
    {
        using var http = await ListedAsync("sup-memory");
        Assert.Null(Find("sup-memory", Party));
        var made = await http.SuppressAsync(Party, "1");
        Assert.Equal(made.Text("id"), Find("sup-memory", "TRAMONTANE-BEARINGS, L.L.C.")!.Id.ToString());
        Assert.Null(Find("sup-memory", "Tramontane Bearings 2 LLC"));
        Assert.Null(Find("sup-other", Party));
        using var withdrawn = await http.PostTextAsync($"{Path}/{made.Text("id")}/withdraw", """{"reason":"r"}""");
        Assert.Null(Find("sup-memory", Party));
    }

    [Fact]
    public async Task Another_service_hears_of_it()
    {
        await using var other = await service.StartServiceAsync();
        using var http = await ListedAsync("sup-heard");
        await http.SuppressAsync(Party, "1");
        await Eventually.HoldsAsync(() => Task.FromResult(Find("sup-heard", Party, other) is not null), "the other service knows the suppression");
    }

    [Fact]
    public async Task It_lapses_when_the_entry_changes_and_when_it_is_gone()
    {
        using var http = await ListedAsync("sup-lapse");
        var (changed, gone, kept) = (await http.SuppressAsync(Party, "1"), await http.SuppressAsync(Party, "2"), await http.SuppressAsync(Party, "3"));
        Assert.Equal(0, await service.LapseAsync());
        await http.ImportAsync(ReviewSteps.Own, "1,Tramontane Bearing Works,,a remark", "3,Third Entry,,");

        // At once, before anybody has written it down.
        Assert.Equal(SuppressionLapse.EntryChanged, Set("sup-lapse").Look(new PartyQuery { Name = Party }, ReviewSteps.Own, Entry("1", "Tramontane Bearing Works") with { Remarks = "a remark" }, Facts)!.Lapse);
        Assert.Equal(2, await service.LapseAsync());
        Assert.Equal(0, await service.LapseAsync());
        Assert.Equal(["lapsed entryChanged", "lapsed entryRemoved", "active "], await Task.WhenAll(new[] { changed, gone, kept }.Select(async s => await StandingAsync(http, s))));
        Assert.Equal(2L, await service.AskAsync<long>("select count(*) from audit_entries where tenant_id = 'sup-lapse' and action = 'suppressionLapsed' and actor = 'suppressions'"));
        Assert.Equal(1, Set("sup-lapse").Count);
    }

    [Fact]
    public async Task It_lapses_when_being_listed_comes_to_mean_something_else()
    {
        using var admin = service.NewOperator();
        await admin.ImportAsync(ReviewFixture.Shared, "1,Canary Holding,,", "2,Tramontane Bearing Works,,");
        using var http = await service.NewTenantAsync("sup-rule");
        var made = await http.SuppressAsync(Party, "2", ReviewFixture.Shared);
        Assert.Equal("prohibited", made.Text("effect"));
        Assert.Equal(0, await service.LapseAsync());

        // As if other rules had been published: the service reads them when it starts.
        await service.TextsAsync("update watchlist_sections set effect = 'review' where list = $1 returning list", ReviewFixture.Shared);
        await using var other = await service.StartServiceAsync();
        Assert.Null(Set("sup-rule", other).Find(new PartyQuery { Name = Party }, ReviewFixture.Shared, Entry("2", "Tramontane Bearing Works") with { Section = ReviewFixture.Shared }, Facts));
        await Eventually.HoldsAsync(async () => await StandingAsync(http, made) == "lapsed ruleChanged", "the lapse is written down");
        await service.TextsAsync("update watchlist_sections set effect = 'prohibited' where list = $1 returning list", ReviewFixture.Shared);
    }

    [Fact]
    public async Task It_lapses_at_the_end_of_its_last_day()
    {
        using var http = await ListedAsync("sup-expiry");
        var template = await http.SuppressAsync(Party, "1");
        var store = service.Service.Services.GetRequiredService<SuppressionStore>();
        var row = (await store.FindAsync("sup-expiry", template.GetProperty("id").GetGuid(), Cancelled))!;
        var (yesterday, today) = (Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        await store.InsertAsync(row with { Id = yesterday, ExpiresOn = Today.AddDays(-1) }, null, [1], Cancelled);
        await store.InsertAsync(row with { Id = today, ExpiresOn = Today.AddDays(1) }, null, [1], Cancelled);
        Assert.Equal(1, await service.LapseAsync());
        Assert.Equal(("lapsed expired", "active "), (await StandingAsync(http, yesterday.ToString()), await StandingAsync(http, today.ToString())));
    }

    [Fact]
    public async Task Where_two_must_agree_one_has_no_effect_alone()
    {
        await using var strict = await service.StartServiceAsync(("Suppressions:FourEyes", "true"), ("Watchlists:OwnMaxShrink", "1"), ("Suppressions:CheckEvery", "1.00:00:00"));
        using var admin = strict.NewClient(TestService.BootstrapKey);
        using var one = strict.NewClient(await Keys.MakeAsync(admin, "sup-four"));
        using var two = strict.NewClient(await Keys.MakeAsync(admin, "sup-four", "review"));
        using var stranger = strict.NewClient(await Keys.MakeAsync(admin, "sup-five"));
        await one.ImportAsync(ReviewSteps.Own, "1,Tramontane Bearing Works,,", "2,Second Entry,,");
        var (made, stale) = (await one.SuppressAsync(Party, "1"), await one.SuppressAsync(Party, "2"));
        Assert.Equal("pending", made.Text("state"));
        Assert.Null(Find("sup-four", Party, strict));

        var path = $"{Path}/{made.Text("id")}/approve";
        Assert.Equal("sameKey", (await ProblemAnswer.ReadAsync(await one.PostTextAsync(path, ""))).Code);
        Assert.Equal(404, (await ProblemAnswer.ReadAsync(await stranger.PostTextAsync(path, ""))).Status);
        using var approved = await two.PostTextAsync(path, "");
        Assert.Equal((HttpStatusCode.OK, "active"), (approved.StatusCode, (await approved.ReadJsonAsync()).Text("state")));
        Assert.NotNull(Find("sup-four", Party, strict)!.Approver);
        Assert.Equal("notPending", (await ProblemAnswer.ReadAsync(await two.PostTextAsync(path, ""))).Code);

        await one.ImportAsync(ReviewSteps.Own, "1,Tramontane Bearing Works,,", "2,Second Entry,,changed");
        Assert.Equal("lapsed", (await ProblemAnswer.ReadAsync(await two.PostTextAsync($"{Path}/{stale.Text("id")}/approve", ""))).Code);
        Assert.Equal(1, await service.LapseAsync());
    }

    [Fact]
    public async Task The_same_key_makes_one_suppression()
    {
        using var http = await ListedAsync("sup-keyed");
        var body = ReviewSteps.Suppression(Party, "1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => http.PostTextAsync(Path, body, "sup-1")));
        Assert.All(answers, a => Assert.Contains(a.StatusCode, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict }));
        using var replayed = await http.PostTextAsync(Path, body, "sup-1");
        Assert.Equal((HttpStatusCode.Created, true), (replayed.StatusCode, replayed.Headers.Contains("Idempotency-Replayed")));
        using var reused = await http.PostTextAsync(Path, ReviewSteps.Suppression(Party, "2"), "sup-1");
        Assert.Equal("idempotencyKeyReused", (await ProblemAnswer.ReadAsync(reused)).Code);
        Assert.Equal(1L, await service.AskAsync<long>("select count(*) from suppressions where tenant_id = 'sup-keyed'"));
    }

    [Fact]
    public async Task Another_tenants_suppression_is_not_there()
    {
        using var ours = await ListedAsync("sup-ours");
        using var theirs = await service.NewTenantAsync("sup-theirs");
        var made = await ours.SuppressAsync(Party, "1");
        using var read = await theirs.GetAsync($"{Path}/{made.Text("id")}", Cancelled);
        using var withdraw = await theirs.PostTextAsync($"{Path}/{made.Text("id")}/withdraw", """{"reason":"r"}""");
        using var unknown = await theirs.PostTextAsync(Path, ReviewSteps.Suppression(Party, "1"));
        Assert.Equal((404, 404, "/entry"), ((int)read.StatusCode, (int)withdraw.StatusCode, (await ProblemAnswer.ReadAsync(unknown)).Only.Pointer));
        Assert.Empty(await theirs.ItemsAsync(Path));
        using var screener = await service.NewTenantAsync("sup-ours", "screen", "rules", "admin");
        using var refused = await screener.GetAsync(Path, Cancelled);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    public static TheoryData<string, int, string> Wrong => new()
    {
        { "{}", 422, "/party/name" },
        { ReviewSteps.Suppression(" ", "1"), 422, "/party/name" },
        { ReviewSteps.Suppression(Party, "99"), 422, "/entry" },
        { ReviewSteps.Suppression(Party, "1", "OWN-NONE"), 422, "/entry" },
        { ReviewSteps.Suppression(Party, "1").Replace("differentParty", "because", StringComparison.Ordinal), 400, "/reasonCode" },
        { ReviewSteps.Suppression(Party, "1").Replace("another register number", "", StringComparison.Ordinal), 422, "/reason" },
        { ReviewSteps.Suppression(Party, "1").Replace($"{Today.AddDays(30):O}", $"{Today.AddDays(-1):O}", StringComparison.Ordinal), 422, "/expiresOn" },
        { ReviewSteps.Suppression(Party, "1").Replace($"{Today.AddDays(30):O}", $"{Today.AddDays(731):O}", StringComparison.Ordinal), 422, "/expiresOn" },
        { ReviewSteps.Suppression(Party, "1", rest: ""","scope":{"destinations":[]}"""), 422, "/scope/destinations" },
        { ReviewSteps.Suppression(Party, "1", rest: ""","scope":{"destinations":["DE","Atlantis"]}"""), 422, "/scope/destinations/1" },
        { ReviewSteps.Suppression(Party, "1", rest: ""","scope":{"categories":["nonsense"]}"""), 422, "/scope/categories/0" },
        { ReviewSteps.Suppression(Party, "1", rest: ""","scope":{"hsPrefixes":["8"]}"""), 422, "/scope/hsPrefixes/0" },
        { ReviewSteps.Suppression(Party, "1", rest: ""","scope":{"consignees":[""]}"""), 422, "/scope/consignees/0" },
        { ReviewSteps.Suppression(Party, "1", rest: ""","scope":{"destination":["DE"]}"""), 400, "/scope/destination" },
        { ReviewSteps.Suppression(Party, "1", rest: ""","forever":true"""), 400, "/forever" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_wrong_body_is_refused_at_its_place(string body, int status, string pointer)
    {
        using var http = await ListedAsync("sup-wrong");
        using var answer = await http.PostTextAsync(Path, body);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal(status, problem.Status);
        Assert.Contains(problem.Errors, e => e.Pointer == pointer);
    }

    [Theory]
    [InlineData("?state=over", 422)]
    [InlineData("?limit=0", 422)]
    [InlineData("?cursor=next", 422)]
    [InlineData("?name=x", 400)]
    public async Task A_query_that_makes_no_sense_is_refused(string query, int status)
    {
        using var answer = await service.Http.GetAsync(Path + query, Cancelled);
        Assert.Equal(status, (await ProblemAnswer.ReadAsync(answer)).Status);
    }

    [Fact]
    public async Task Pages_hold_every_suppression_once_newest_first()
    {
        using var http = await ListedAsync("sup-pages");
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            made.Add((await http.SuppressAsync($"{Party} {i}", "1")).Text("id"));
        }

        var first = await http.GetJsonAsync($"{Path}?limit=3");
        var second = await http.GetJsonAsync($"{Path}?limit=3&cursor={first.Text("next")}");
        Assert.Equal(made.OrderDescending(StringComparer.Ordinal), first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(i => i.Text("id")));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    /// <summary>Nobody rewrites what was decided, also not past the service.</summary>
    [Theory]
    [InlineData("update suppressions set expires_on = expires_on + 1 where tenant_id = 'sup-fixed' returning id::text")]
    [InlineData("update suppressions set state = 'pending' where tenant_id = 'sup-fixed' returning id::text")]
    [InlineData("delete from suppressions where tenant_id = 'sup-fixed' returning id::text")]
    [InlineData("update suppression_events set reason = 'x' where tenant_id = 'sup-fixed' returning id::text")]
    [InlineData("delete from suppression_events where tenant_id = 'sup-fixed' returning id::text")]
    public async Task What_was_decided_cannot_be_changed(string sql)
    {
        using var http = await ListedAsync("sup-fixed");
        await http.SuppressAsync(Party, "1");
        var fault = await Assert.ThrowsAsync<PostgresException>(() => service.TextsAsync(sql));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, fault.SqlState);
    }

    private static SuppressionFacts Facts => new() { Date = Today };

    private static WatchlistEntry Entry(string id, string name) => new() { Id = id, Section = ReviewSteps.Own, Kind = EntryKind.Unknown, Names = [new(name, WatchlistNameKind.Primary)] };

    private SuppressionSet Set(string tenant, TestService? at = null) => (at ?? service.Service).Services.GetRequiredService<SuppressionHolder>()
        .Of(tenant, (at ?? service.Service).Services.GetRequiredService<ScreeningApi.Reference.SnapshotHolder>().Current.WatchlistRules.Sections);

    private Suppression? Find(string tenant, string party, TestService? at = null) =>
        Set(tenant, at).Find(new PartyQuery { Name = party }, ReviewSteps.Own, Entry("1", "Tramontane Bearing Works"), Facts);

    private async Task<HttpClient> ListedAsync(string tenant)
    {
        var http = await service.NewTenantAsync(tenant);
        await http.ImportAsync(ReviewSteps.Own, "1,Tramontane Bearing Works,,", "2,Second Entry,,", "3,Third Entry,,");
        return http;
    }

    private static Task<string> StandingAsync(HttpClient http, JsonElement suppression) => StandingAsync(http, suppression.Text("id"));

    private static async Task<string> StandingAsync(HttpClient http, string id)
    {
        var suppression = await http.GetJsonAsync($"{Path}/{id}");
        var last = suppression.GetProperty("history").EnumerateArray().Last();
        return $"{suppression.Text("state")} {(last.Text("action") == "lapsed" ? last.Text("reason") : "")}";
    }
}
