using ScreeningApi.Tests.Batches;
using ScreeningApi.Tests.Support;
using ScreeningApi.Tests.Watchlists;
using static ScreeningApi.Tests.Parties.PartySteps;

namespace ScreeningApi.Tests.Parties;

/// <summary>Parties looked up in the lists that a tenant has.</summary>
public sealed class MatchTests(WatchlistFixture service) : IClassFixture<WatchlistFixture>
{
    private const string One = "OWN-ONE", Two = "OWN-TWO", Name = "Harrowgate Optics";

    [Fact]
    public async Task A_hit_says_what_was_found_where_and_why()
    {
        using var http = await NewTenantAsync();
        var answer = await http.PostOkAsync(MatchPath, """{"parties":[{"name":"HARROWGATE OPTICS GMBH","country":"GB","role":"endUser"},{"name":"Maison Bleue"}]}""");
        var parties = answer.GetProperty("parties").EnumerateArray().Select(p => p.GetProperty("hits").EnumerateArray().ToArray()).ToArray();
        Assert.Equal((2, 2, 0), (parties.Length, parties[0].Length, parties[1].Length));
        var hit = parties[0][0];
        Assert.Equal((One, Name, Name, "review", true), (hit.Text("list"), hit.Text("name"), hit.Text("listedAs"), hit.Text("effect"), hit.GetProperty("isHit").GetBoolean()));
        Assert.NotEmpty(hit.GetProperty("explanation").EnumerateArray());
        Assert.NotEmpty(hit.Text("meaning"));
        Assert.InRange(hit.Figure("score"), 0.5, 1);
        var lists = answer.GetProperty("coverage").GetProperty("lists").EnumerateArray().Where(l => l.Text("list").StartsWith("OWN-", StringComparison.Ordinal)).ToArray();
        Assert.Equal([$"{One} fresh 4", $"{Two} fresh 2"], lists.Select(l => $"{l.Text("list")} {l.Text("state")} {l.Number("entries")}"));
        Assert.Equal(lists.Select(l => l.Text("version")), new[] { One, Two }.Select(l => answer.GetProperty("versions").GetProperty("watchlists").Text(l)));
    }

    [Fact]
    public async Task Options_of_the_request_hold_for_all_parties_that_have_none_of_their_own()
    {
        using var http = await NewTenantAsync();
        Assert.Equal([$"{One}: {Name}", $"{Two}: {Name}"], await http.FindAsync(Name));
        Assert.Equal([$"{Two}: {Name}"], await http.FindAsync(Name, new { lists = new[] { Two } }));
        var hits = await http.MatchAsync(new object[] { new { name = Name }, new { name = Name, options = new { lists = new[] { One } } } }, new { lists = new[] { Two } });
        Assert.Equal([Two, One], hits.Select(h => Assert.Single(h).Text("list")));
    }

    [Fact]
    public async Task Threshold_cutoff_and_limit_are_the_callers()
    {
        using var http = await NewTenantAsync();
        var all = (await http.MatchAsync(new[] { new { name = Name } }, new { cutoff = 0.3, threshold = 0 }))[0];
        Assert.True(all.Length >= 2);
        Assert.All(all, h => Assert.True(h.GetProperty("isHit").GetBoolean()));
        Assert.Equal(all.Select(h => h.Figure("strength")).OrderDescending(), all.Select(h => h.Figure("strength")));
        Assert.Single((await http.MatchAsync(new[] { new { name = Name } }, new { cutoff = 0.3, threshold = 0, limit = 1 }))[0]);
        Assert.All((await http.MatchAsync(new[] { new { name = "Harowgate Optics" } }, new { cutoff = 0.3, threshold = 1 }))[0], h => Assert.False(h.GetProperty("isHit").GetBoolean()));
        Assert.Empty((await http.MatchAsync(new[] { new { name = "Harowgate Optics" } }, new { cutoff = 1 }))[0]);
    }

    [Fact]
    public async Task What_is_excluded_makes_room_for_the_next()
    {
        using var http = await NewTenantAsync();
        var first = (await http.MatchAsync(new[] { new { name = Name } }, new { limit = 1 }))[0].Single();
        var next = (await http.MatchAsync(new[] { new { name = Name } }, new { limit = 1, exclude = new[] { $"{first.Text("list")}/{first.Text("entryId")}" } }))[0].Single();
        Assert.Equal((One, Two), (first.Text("list"), next.Text("list")));
    }

    [Fact]
    public async Task Identifiers_countries_addresses_and_dates_count()
    {
        using var http = await NewTenantAsync();
        await http.ImportAsync("OWN-FACTS", "id,name,kind,countries,addresses,identifiers,birth_dates\n1,Quartzmoor Lindholm,individual,GB,\"12 Mill Lane, Oxford, GB\",Passport: AB123456,1960-05-17\n"u8.ToArray());
        var alone = (await http.MatchAsync(new[] { new { name = "Quartzmor Lindholm" } }))[0].Single();
        var told = (await http.MatchAsync(new[] { new { name = "Quartzmor Lindholm", country = "United Kingdom", address = "Mill Lane 12, Oxford", birthDate = "1960-05", identifiers = new[] { "AB-123456" } } }))[0].Single();
        Assert.Equal(alone.Figure("score"), told.Figure("score"));
        Assert.True(told.Figure("strength") > alone.Figure("strength"));
        Assert.Equal(["address", "birthDate", "country", "identifier"], told.GetProperty("evidence").EnumerateArray().Where(e => e.Text("bearing") == "supports").Select(e => e.Text("field")).Order());
        var other = (await http.MatchAsync(new[] { new { name = "Qwertz Uiop", identifiers = new[] { "ab 123 456" } } }, new { cutoff = 0.3 }))[0].Single();
        Assert.Equal((0, "Quartzmoor Lindholm"), (other.Figure("score"), other.Text("name")));
    }

    [Theory]
    [InlineData("""{}""", "/parties", "missing")]
    [InlineData("""{"parties":[]}""", "/parties", "missing")]
    [InlineData("""{"parties":[{"name":" "}]}""", "/parties/0/name", "missing")]
    [InlineData("""{"parties":[{"name":"a"},{"country":"DE"}]}""", "/parties/1/name", "missing")]
    [InlineData("""{"parties":[{"name":"a","country":"QQ"}]}""", "/parties/0/country", "unknownCountry")]
    [InlineData("""{"parties":[{"name":"a","birthDate":"17.5.1960"}]}""", "/parties/0/birthDate", "invalidDate")]
    [InlineData("""{"parties":[{"name":"a","identifiers":["x",""]}]}""", "/parties/0/identifiers/1", "missing")]
    [InlineData("""{"parties":[{"name":"a"}],"options":{"lists":["NO-SUCH"]}}""", "/options/lists/0", "unknownList")]
    [InlineData("""{"parties":[{"name":"a","options":{"lists":["OWN-ONE","no-such"]}}]}""", "/parties/0/options/lists/1", "unknownList")]
    [InlineData("""{"parties":[{"name":"a"}],"options":{"lists":[]}}""", "/options/lists", "missing")]
    [InlineData("""{"parties":[{"name":"a"}],"options":{"threshold":1.01}}""", "/options/threshold", "outOfRange")]
    [InlineData("""{"parties":[{"name":"a"}],"options":{"threshold":-1}}""", "/options/threshold", "outOfRange")]
    [InlineData("""{"parties":[{"name":"a"}],"options":{"cutoff":0.29}}""", "/options/cutoff", "outOfRange")]
    [InlineData("""{"parties":[{"name":"a"}],"options":{"limit":0}}""", "/options/limit", "outOfRange")]
    [InlineData("""{"parties":[{"name":"a","options":{"limit":101}}]}""", "/parties/0/options/limit", "outOfRange")]
    [InlineData("""{"parties":[{"name":"a"}],"options":{"exclude":["OWN-ONE"]}}""", "/options/exclude/0", "invalidEntry")]
    public async Task A_question_that_makes_no_sense_is_refused_with_its_place(string body, string pointer, string code)
    {
        using var http = await NewTenantAsync();
        var problem = await http.RefusedAsync(MatchPath, body);
        Assert.Equal((422, pointer, code), (problem.Status, problem.Only.Pointer, problem.Only.Code));
    }

    [Fact]
    public async Task Bounds_of_a_question_are_kept()
    {
        using var http = await NewTenantAsync();
        var problem = await http.RefusedAsync(MatchPath, new
        {
            parties = Enumerable.Repeat(new { name = "a", identifiers = Enumerable.Repeat("12345", 21) }, 1).Append(new { name = new string('Q', 1001), identifiers = Enumerable.Empty<string>() }),
            options = new { exclude = Enumerable.Repeat("A/1", 1001), lists = Enumerable.Repeat(One, 51) },
        }.Json());
        Assert.Equal(["/options/exclude", "/options/lists", "/parties/0/identifiers", "/parties/1/name"], problem.Errors.Select(e => e.Pointer).Order());
        Assert.DoesNotContain("QQQ", problem.Text, StringComparison.Ordinal);
        var many = await http.RefusedAsync(MatchPath, new { parties = Enumerable.Repeat(new { name = "a" }, 1001) }.Json());
        Assert.Equal((422, "/parties", "tooMany"), (many.Status, many.Only.Pointer, many.Only.Code));
    }

    [Fact]
    public async Task A_list_of_one_tenant_finds_nobody_for_another()
    {
        using var owner = await NewTenantAsync();
        using var other = await service.NewTenantAsync($"other-{Guid.NewGuid():N}");
        await other.ImportAsync("OWN-OTHER", ListFiles.Own(["Somebody Else Entirely"]));
        Assert.Equal([$"{One}: {Name}", $"{Two}: {Name}"], await owner.FindAsync(Name));
        Assert.Empty(await other.FindAsync(Name, new { cutoff = 0.3 }));
        Assert.Empty(await owner.FindAsync("Somebody Else Entirely", new { cutoff = 0.9 }));
        var problem = await other.RefusedAsync(MatchPath, new { parties = new[] { new { name = "a" } }, options = new { lists = new[] { One } } }.Json());
        Assert.Equal("unknownList", problem.Only.Code);
        Assert.DoesNotContain("OWN-ONE", problem.Only.Detail, StringComparison.Ordinal);
        var screened = await other.PostOkAsync(HttpSteps.DryRun, Shipment(Name));
        Assert.Empty(screened.GetProperty("lines")[0].GetProperty("parties").EnumerateArray());
    }

    /// <summary>A tenant with two lists of its own; one company stands on both.</summary>
    private async Task<HttpClient> NewTenantAsync()
    {
        var http = await service.NewTenantAsync($"t-{Guid.NewGuid().ToString("N")[..12]}");
        await http.ImportAsync(One, ListFiles.Own([Name, "Bellweather Chandlery", "Kestrel Pallasite", "Ulmenhof Lindholm"]));
        await http.ImportAsync(Two, ListFiles.Own([Name, "Delmarsh Rope Works"]));
        return http;
    }
}
