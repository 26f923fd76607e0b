using System.Net;
using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Watchlists;

/// <summary>Lists that are looked for at their publisher's, over a real connection.</summary>
public sealed class FetchTests(WatchlistFixture service) : IClassFixture<WatchlistFixture>
{
    private const int Entries = 50;

    private static readonly byte[] Good = ListFiles.Un("2026-05-01", ListFiles.Names(Entries));
    private static readonly byte[] Next = ListFiles.Un("2026-05-02", ListFiles.Names(Entries + 1));

    [Fact]
    public async Task A_list_is_imported_and_then_found_current_without_being_sent_again()
    {
        await using var publisher = await Publisher.StartAsync();
        publisher.Answer = Publisher.Sound(Good, "\"one\"");
        var code = await NewListAsync();
        await using var fetching = await StartAsync(code, publisher.Url);
        await HoldsAsync(fetching, code, list => list.State() == "fresh");
        await Eventually.HoldsAsync(() => Task.FromResult(publisher.Requests.Contains("\"one\"")), "a conditional request");
        var checkedAt = (await fetching.Http.ListAsync(code)).Text("checkedAt");
        await HoldsAsync(fetching, code, list => string.CompareOrdinal(list.Text("checkedAt"), checkedAt) > 0);
        Assert.Equal(1L, await service.AskAsync<long>("select count(*) from watchlist_versions where list = $1", code));

        publisher.Answer = Publisher.Sound(Next, "\"two\"");
        await HoldsAsync(fetching, code, list => list.Text("version") == "2026-05-02" && list.Number("entries") == Entries + 1);
        Assert.Equal("schedule", await service.AskAsync<string>("select actor from watchlist_versions where list = $1 and state = 'published'", code));
    }

    [Theory]
    [InlineData("500", "httpStatus", 2)]
    [InlineData("404", "httpStatus", 1)]
    [InlineData("slow", "timedOut", 2)]
    [InlineData("endless", "tooLarge", 1)]
    [InlineData("cut", "connectionFailed", 2)]
    [InlineData("moved to plain http elsewhere", "addressRefused", 1)]
    [InlineData("moved in a circle", "addressRefused", 6)]
    public async Task What_cannot_be_had_is_noted_and_the_last_good_version_stays(string what, string failure, int tries)
    {
        await using var publisher = await Publisher.StartAsync();
        publisher.Answer = what switch
        {
            "500" => Publisher.Status(500),
            "404" => Publisher.Status(404),
            "slow" => Publisher.Slow,
            "endless" => Publisher.Endless,
            "cut" => Publisher.Cut(Next),
            "moved in a circle" => Publisher.MovedTo(publisher.Url),
            _ => Publisher.MovedTo("http://example.org/list.xml"),
        };
        var code = await NewListAsync();
        await UploadAsync(code);

        // Long enough between two looks that only the tries of one are seen; and long enough for a try that it reaches the publisher on a busy machine.
        await using (var fetching = await StartAsync(code, publisher.Url, ("Watchlists:Every", "00:00:00.05"), ("Watchlists:LookEvery", "01:00:00"), ("Watchlists:Timeout", "00:00:04")))
        {
            await HoldsAsync(fetching, code, list => list.GetProperty("failure").ValueKind != JsonValueKind.Null);
            var list = await fetching.Http.ListAsync(code);
            Assert.Equal((failure, "2026-05-01", Entries), (list.GetProperty("failure").Text("code"), list.Text("version"), list.Number("entries")));
            Assert.Equal(tries, publisher.Requests.Count);
        }

        publisher.Answer = Publisher.Sound(Next, "\"two\"");
        await using var later = await StartAsync(code, publisher.Url);
        await HoldsAsync(later, code, list => list.Text("version") == "2026-05-02" && list.GetProperty("failure").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task A_redirection_to_where_it_may_lead_is_followed()
    {
        await using var publisher = await Publisher.StartAsync();
        publisher.Answer = context => context.Request.Path == "/list.xml" ? Publisher.MovedTo("/moved.xml")(context) : Publisher.Sound(Good, "\"one\"")(context);
        var code = await NewListAsync();
        await using var fetching = await StartAsync(code, publisher.Url);
        await HoldsAsync(fetching, code, list => list.State() == "fresh");
    }

    [Fact]
    public async Task A_bad_file_is_quarantined_until_the_publisher_has_the_good_one_again()
    {
        await using var publisher = await Publisher.StartAsync();
        publisher.Answer = Publisher.Sound(Good, "\"one\"");
        var code = await NewListAsync();
        await using var fetching = await StartAsync(code, publisher.Url);
        await HoldsAsync(fetching, code, list => list.State() == "fresh");
        publisher.Answer = Publisher.Sound(ListFiles.Un("2026-05-02", ListFiles.Names(5)), "\"small\"");
        await HoldsAsync(fetching, code, list => list.GetProperty("quarantined").ValueKind != JsonValueKind.Null);
        Assert.Equal(Entries, (await fetching.Http.ListAsync(code)).Number("entries"));
        publisher.Answer = Publisher.Sound(Good, "\"one\"");
        await HoldsAsync(fetching, code, list => list.GetProperty("quarantined").ValueKind == JsonValueKind.Null && list.GetProperty("failure").ValueKind == JsonValueKind.Null);
        Assert.Equal(2L, await service.AskAsync<long>("select count(*) from watchlist_versions where list = $1", code));
    }

    [Fact]
    public async Task Of_several_services_one_looks_at_a_time()
    {
        await using var publisher = await Publisher.StartAsync();
        var (now, most) = (0, 0);
        publisher.Answer = async context =>
        {
            var running = Interlocked.Increment(ref now);
            most = Math.Max(most, running);
            await Task.Delay(100, context.RequestAborted);
            Interlocked.Decrement(ref now);
            await Publisher.Sound(Good, "\"one\"")(context);
        };
        var code = await NewListAsync();
        await using var one = await StartAsync(code, publisher.Url);
        await using var two = await StartAsync(code, publisher.Url);
        await Eventually.HoldsAsync(() => Task.FromResult(publisher.Requests.Count > 6), "several looks");
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Nothing_is_looked_for_unless_that_is_switched_on()
    {
        await using var publisher = await Publisher.StartAsync();
        var code = await NewListAsync();
        await using var quiet = await StartAsync(code, publisher.Url, ("Watchlists:Download", "false"));
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Empty(publisher.Requests);
    }

    [Fact]
    public async Task An_address_that_the_configuration_allows_can_be_imported_from()
    {
        await using var publisher = await Publisher.StartAsync();
        publisher.Answer = Publisher.Sound(Good, "\"one\"");
        var code = await NewListAsync();
        await using var allowing = await StartAsync(code, "", ("Watchlists:Download", "false"), ("Watchlists:UrlHosts:0", "127.0.0.1"));
        using var answer = await allowing.Http.PostTextAsync($"/v1/watchlists/{code}/imports", JsonSerializer.Serialize(new { url = publisher.Url + "?key=secret" }));
        var import = await answer.ReadJsonAsync();
        Assert.Equal((HttpStatusCode.Created, "published", publisher.Url), (answer.StatusCode, import.State(), import.Text("source")));

        publisher.Answer = Publisher.Status(503);
        using var failed = await allowing.Http.PostTextAsync($"/v1/watchlists/{code}/imports", JsonSerializer.Serialize(new { url = publisher.Url }));
        Assert.Equal((503, "httpStatus"), ((await ProblemAnswer.ReadAsync(failed)).Status, (await ProblemAnswer.ReadAsync(failed)).Code));
    }

    private async Task<string> NewListAsync()
    {
        var code = WatchlistFixture.NewCode();
        await service.AddListAsync(code, "un-xml");
        return code;
    }

    private async Task UploadAsync(string code)
    {
        await using var quiet = await service.StartServiceAsync();
        await quiet.Http.ImportAsync(code, Good);
    }

    private Task<TestService> StartAsync(string code, string url, params (string Key, string Value)[] settings) => service.StartServiceAsync(
    [
        ("Watchlists:Download", "true"), ("Watchlists:LookEvery", "00:00:00.1"), ("Watchlists:Every", "00:00:00.2"), ("Watchlists:Timeout", "00:00:01"), ("Watchlists:Retries", "1"),
        ("Watchlists:RetryAfter", "00:00:00.02"), ("Watchlists:MaxBytes", "3000000"), ($"Watchlists:Url:{code}", url), .. settings,
    ]);

    private static Task HoldsAsync(TestService fetching, string code, Func<JsonElement, bool> condition) =>
        Eventually.HoldsAsync(async () => condition(await fetching.Http.ListAsync(code)), "the list is as expected");
}
