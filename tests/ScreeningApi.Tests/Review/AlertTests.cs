using System.Net;
using System.Text.Json;
using Npgsql;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Review;

public sealed class AlertTests(ReviewFixture service) : IClassFixture<ReviewFixture>
{
    private const string Path = "/v1/alerts";
    private const string Party = "Tramontane Bearings LLC";
    private const string Other = "9,Somebody Else Entirely,,";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_party_screened_before_is_alerted_when_a_list_comes_to_have_it_once_and_with_its_reasons()
    {
        using var http = await service.NewTenantAsync("alert-new");
        var screening = await http.ScreenAsync(Party, "Baker and Sons Plumbing");
        await http.ScreenAsync("TRAMONTANE BEARINGS, L.L.C.");
        await http.ImportAsync(ReviewSteps.Own, Other, "1,Tramontane Bearings LLC,,");
        Assert.Equal(1, await service.SweepAsync());
        Assert.Equal(0, await service.SweepAsync());

        var alert = Assert.Single(await http.ItemsAsync(Path));
        Assert.Equal(("open", "consignee", "DE", "screening"), (alert.Text("state"), alert.GetProperty("party").Text("role"), alert.GetProperty("party").Text("country"), alert.Text("subjectKind")));
        Assert.NotEqual(screening.ToString(), alert.Text("subjectId")); // seen last in the second one
        Assert.Equal((ReviewSteps.Own, ReviewSteps.Own, "1", Party, false), (alert.Text("list"), alert.Text("section"), alert.Text("entry"), alert.Text("entryName"), alert.GetProperty("unsuppressed").GetBoolean()));
        Assert.NotEmpty(alert.GetProperty("explanation").EnumerateArray());
        Assert.True(alert.GetProperty("score").GetDecimal() > 0.85m);
        Assert.Equal("alertRaised", await service.AskAsync<string>("select action from audit_entries where tenant_id = 'alert-new' and subject = $1", $"{alert.Text("subjectId")}/{alert.Text("id")}"));

        var sweep = Assert.Single(await http.ItemsAsync($"{Path}/sweeps"));
        Assert.Equal((16, 16, 2L, 1L), (sweep.GetProperty("parts").GetInt32(), sweep.GetProperty("partsDone").GetInt32(), sweep.GetProperty("parties").GetInt64(), sweep.GetProperty("alerts").GetInt64()));
        Assert.NotEqual(JsonValueKind.Null, sweep.GetProperty("finishedAt").ValueKind);
    }

    [Fact]
    public async Task What_was_screened_with_the_version_or_too_long_before_it_is_not_alerted()
    {
        using var http = await service.NewTenantAsync("alert-time");
        await http.ScreenAsync("Vostok Marlin Shipping");
        await http.ScreenAsync("Quarzwerk Optronika");
        await service.TextsAsync("update screening_parties set seen_at = seen_at - interval '89 days' where tenant_id = 'alert-time' and name like 'Vostok%' returning name");
        await service.TextsAsync("update screening_parties set seen_at = seen_at - interval '91 days' where tenant_id = 'alert-time' and name like 'Quarz%' returning name");
        await http.ImportAsync(ReviewSteps.Own, "1,Tramontane Bearings LLC,,", "2,Vostok Marlin Shipping,,", "3,Quarzwerk Optronika,,");
        await http.ScreenAsync(Party);
        Assert.Equal(1, await service.SweepAsync());
        Assert.Equal("Vostok Marlin Shipping", Assert.Single(await http.ItemsAsync(Path)).GetProperty("party").Text("name"));
    }

    [Fact]
    public async Task A_party_that_the_entry_hit_before_it_changed_is_no_news_and_one_that_a_new_alias_hits_is()
    {
        using var http = await service.NewTenantAsync("alert-changed");
        await http.ImportAsync(ReviewSteps.Own, Other, "1,Tramontane Bearings LLC,,", "2,Second Holding,,");
        await service.SweepAsync();
        await http.ScreenAsync(Party, "Vostok Marlin Shipping");
        await http.ImportAsync(ReviewSteps.Own, Other, "1,Tramontane Bearings LLC,,a remark", "2,Second Holding,Vostok Marlin Shipping,");
        Assert.Equal(1, await service.SweepAsync());
        var alert = Assert.Single(await http.ItemsAsync(Path));
        Assert.Equal(("2", "Vostok Marlin Shipping"), (alert.Text("entry"), alert.Text("entryName")));
    }

    [Theory]
    [InlineData("alert-sup-1", true)]
    [InlineData("alert-sup-2", false)]
    public async Task A_hit_that_was_suppressed_comes_back_when_the_entry_changes(string tenant, bool isWrittenDown)
    {
        using var http = await service.NewTenantAsync(tenant);
        await http.ImportAsync(ReviewSteps.Own, Other, "1,Tramontane Bearings LLC,,");
        await http.ScreenAsync(Party);
        await http.SuppressAsync(Party, "1");
        await service.SweepAsync();
        await http.ImportAsync(ReviewSteps.Own, Other, "1,Tramontane Bearings LLC,,a remark");
        if (isWrittenDown)
        {
            Assert.Equal(1, await service.LapseAsync());
        }

        Assert.Equal(1, await service.SweepAsync());
        Assert.True(Assert.Single(await http.ItemsAsync(Path)).GetProperty("unsuppressed").GetBoolean());
        await service.LapseAsync();
    }

    [Fact]
    public async Task A_suppressed_party_is_not_alerted_while_the_suppression_holds()
    {
        using var http = await service.NewTenantAsync("alert-held");
        await http.ImportAsync(ReviewSteps.Own, Other, "1,Tramontane Bearings LLC,,");
        await http.SuppressAsync(Party, "1");
        await http.ImportAsync(ReviewSteps.Own, Other);
        await http.ScreenAsync(Party);
        await http.ImportAsync(ReviewSteps.Own, Other, "1,Tramontane Bearings LLC,,");
        Assert.Equal(0, await service.SweepAsync());
        Assert.Empty(await http.ItemsAsync(Path));
    }

    [Fact]
    public async Task An_entry_that_changes_again_raises_no_second_alert_for_what_it_hit()
    {
        using var http = await service.NewTenantAsync("alert-twice");
        await http.ScreenAsync(Party);
        await http.ImportAsync(ReviewSteps.Own, Other, "1,Tramontane Bearings LLC,,");
        await http.ImportAsync(ReviewSteps.Own, Other, "1,Tramontane Bearings LLC,,a remark");
        Assert.Equal(1, await service.SweepAsync());
        await http.ImportAsync(ReviewSteps.Own, Other, "1,Tramontane Bearings LLC,,");
        Assert.Equal(0, await service.SweepAsync());
    }

    [Fact]
    public async Task A_shared_list_reaches_every_tenant_and_an_own_list_its_own()
    {
        using var one = await service.NewTenantAsync("alert-one");
        using var two = await service.NewTenantAsync("alert-two");
        using var admin = service.NewOperator();
        await one.ScreenAsync(Party, "Vostok Marlin Shipping");
        await two.ScreenAsync(Party, "Vostok Marlin Shipping");
        await admin.ImportAsync(ReviewFixture.Shared, "1,Canary Holding,,", "2,Tramontane Bearings LLC,,");
        await one.ImportAsync(ReviewSteps.Own, "1,Vostok Marlin Shipping,,");
        await service.SweepAsync();
        Assert.Equal([ReviewFixture.Shared, ReviewSteps.Own], (await one.ItemsAsync(Path)).Select(i => i.Text("list")).OrderDescending());
        var theirs = Assert.Single(await two.ItemsAsync(Path));
        Assert.Equal(ReviewFixture.Shared, theirs.Text("list"));
        using var read = await one.GetAsync($"{Path}/{theirs.Text("id")}", Cancelled);
        using var dispose = await one.PostTextAsync($"{Path}/{theirs.Text("id")}/dispositions", """{"state":"confirmed","reason":"r"}""");
        Assert.Equal((404, 404), ((int)read.StatusCode, (int)dispose.StatusCode));
        Assert.Equal([ReviewSteps.Own], (await one.ItemsAsync($"{Path}?list={ReviewSteps.Own}")).Select(i => i.Text("list")));
    }

    [Fact]
    public async Task The_parties_of_an_open_batch_are_looked_for()
    {
        using var http = await service.NewTenantAsync("alert-batch");
        using var upload = new HttpRequestMessage(HttpMethod.Post, "/v1/batches")
        {
            Content = new StringContent("description,destination,consignee,consignee_country,end_user\nCotton shirts,DE,Tramontane Bearings LLC,DE,\nCotton shirts,DE,Baker,DE,Vostok Marlin Shipping\nShirts,DE,Tramontane Bearings LLC,DE,\n", System.Text.Encoding.UTF8, "text/csv"),
        };
        upload.Headers.Add("Idempotency-Key", "alert-batch");
        using var accepted = await http.SendAsync(upload, Cancelled);
        var batch = (await accepted.ReadJsonAsync()).Text("id");
        await http.ImportAsync(ReviewSteps.Own, "1,Tramontane Bearings LLC,,", "2,Vostok Marlin Shipping,,");
        Assert.Equal(2, await service.SweepAsync());
        Assert.Equal(
            [$"Tramontane Bearings LLC consignee DE batch {batch}", $"Vostok Marlin Shipping endUser  batch {batch}"],
            (await http.ItemsAsync(Path)).Select(i => $"{i.GetProperty("party").Text("name")} {i.GetProperty("party").Text("role")} {i.GetProperty("party").GetProperty("country").GetString()} {i.Text("subjectKind")} {i.Text("subjectId")}").Order(StringComparer.Ordinal));
        Assert.Equal(0, await service.SweepAsync());
    }

    [Fact]
    public async Task An_alert_is_decided_once_and_keeps_who_and_why()
    {
        using var http = await service.NewTenantAsync("alert-decided");
        await http.ScreenAsync(Party);
        await http.ImportAsync(ReviewSteps.Own, "1,Tramontane Bearings LLC,,");
        await service.SweepAsync();
        var id = Assert.Single(await http.ItemsAsync(Path)).Text("id");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => http.PostTextAsync($"{Path}/{id}/dispositions", $$"""{"state":"{{(i % 2 == 0 ? "confirmed" : "falsePositive")}}","reason":"case {{i}}"}""")));
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        var decided = await answers.Single(a => a.StatusCode == HttpStatusCode.OK).ReadJsonAsync();
        var disposition = Assert.Single(decided.GetProperty("dispositions").EnumerateArray());
        Assert.Equal((decided.Text("state"), (await http.GetJsonAsync($"{Path}/{id}")).GetRawText()), (disposition.Text("state"), decided.GetRawText()));
        Assert.Empty(await http.ItemsAsync($"{Path}?state=open"));
        Assert.Equal(1L, await service.AskAsync<long>("select count(*) from audit_entries where tenant_id = 'alert-decided' and action = 'alertDisposed'"));
        foreach (var sql in new[]
        {
            "update alerts set state = 'open' where tenant_id = 'alert-decided' returning name", "update alerts set name = 'x' where tenant_id = 'alert-decided' returning name",
            "update alert_dispositions set reason = 'x' where tenant_id = 'alert-decided' returning reason", "delete from alert_dispositions where tenant_id = 'alert-decided' returning reason",
        })
        {
            Assert.Equal(PostgresErrorCodes.RestrictViolation, (await Assert.ThrowsAsync<PostgresException>(() => service.TextsAsync(sql))).SqlState);
        }
    }

    [Theory]
    [InlineData("{}", 422, "/state")]
    [InlineData("""{"state":"open","reason":"r"}""", 422, "/state")]
    [InlineData("""{"state":"closed","reason":"r"}""", 400, "/state")]
    [InlineData("""{"state":"confirmed"}""", 422, "/reason")]
    [InlineData("""{"state":"confirmed","reason":" "}""", 422, "/reason")]
    [InlineData("""{"state":"confirmed","reason":"r","by":"me"}""", 400, "/by")]
    public async Task A_wrong_decision_is_refused_at_its_place(string body, int status, string pointer)
    {
        using var answer = await service.Http.PostTextAsync($"{Path}/{Guid.Empty}/dispositions", body);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal(status, problem.Status);
        Assert.Contains(problem.Errors, e => e.Pointer == pointer);
    }

    [Theory]
    [InlineData("?state=closed", 422)]
    [InlineData("?from=yesterday", 422)]
    [InlineData("?limit=201", 422)]
    [InlineData("?cursor=next", 422)]
    [InlineData("?party=x", 400)]
    public async Task A_query_that_makes_no_sense_is_refused(string query, int status)
    {
        using var answer = await service.Http.GetAsync(Path + query, Cancelled);
        Assert.Equal(status, (await ProblemAnswer.ReadAsync(answer)).Status);
    }

    [Fact]
    public async Task Pages_hold_every_alert_once_and_time_narrows_them()
    {
        using var http = await service.NewTenantAsync("alert-pages");
        string[] names = ["Tramontane Bearings LLC", "Vostok Marlin Shipping", "Quarzwerk Optronika", "Zhelezobeton Kuznetsk", "Ostrava Kovarna"];
        await http.ScreenAsync(names);
        await http.ImportAsync(ReviewSteps.Own, [.. names.Select((n, i) => $"{i},{n},,")]);
        Assert.Equal(5, await service.SweepAsync());
        var first = await http.GetJsonAsync($"{Path}?limit=3");
        var second = await http.GetJsonAsync($"{Path}?limit=3&cursor={first.Text("next")}");
        Assert.Equal(names.Order(), first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(i => i.GetProperty("party").Text("name")).Order());
        Assert.Equal(5, (await http.ItemsAsync($"{Path}?from=2026-01-01")).Count);
        Assert.Empty(await http.ItemsAsync($"{Path}?from=2999-01-01T00:00:00Z"));
    }
}
