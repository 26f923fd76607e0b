using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ScreeningApi.Tests.Support;
using ScreeningApi.Watchlists;

namespace ScreeningApi.Tests.Watchlists;

/// <summary>What is in memory, how old it is, and what is said of that.</summary>
public sealed class HolderTests(WatchlistFixture service) : IClassFixture<WatchlistFixture>
{
    private const string Code = WatchlistFixture.Csv;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, "fresh", "ready")]
    [InlineData(25, "aging", "ready")]
    [InlineData(49, "stale", "degraded")]
    public async Task The_age_since_the_last_check_decides(int hours, string state, string readiness)
    {
        await PublishAsync(ListFiles.Names(10));
        await AgeAsync(hours);
        Assert.Equal(state, (await service.Http.ListAsync(Code)).State());
        var ready = await service.Http.GetJsonAsync("/health/ready");
        Assert.Equal((readiness, state), (ready.Text("status"), ready.GetProperty("watchlists").EnumerateArray().Single(w => w.Text("code") == Code).State()));
        Assert.True(ready.GetProperty("versions").GetProperty("watchlists").TryGetProperty(Code, out _));
        await PublishAsync(ListFiles.Names(10));
        Assert.Equal("fresh", (await service.Http.ListAsync(Code)).State());
    }

    [Fact]
    public async Task Limits_of_the_configuration_go_before_those_of_the_rules_and_what_is_required_must_be_there()
    {
        await PublishAsync(ListFiles.Names(10));
        await AgeAsync(25);
        await using var strict = await service.StartServiceAsync(($"Watchlists:MaxAge:{Code}", "1.00:00:00"), ("Watchlists:Required:0", WatchlistFixture.Csl), ("Watchlists:Required:1", "NOT-KNOWN"));
        Assert.Equal("stale", (await strict.Http.ListAsync(Code)).State());
        var ready = await strict.Http.GetJsonAsync("/health/ready");
        Assert.Equal("degraded", ready.Text("status"));
        var required = ready.GetProperty("watchlists").EnumerateArray().Where(w => w.GetProperty("required").GetBoolean()).Select(w => $"{w.Text("code")} {w.State()}");
        Assert.Equal([$"{WatchlistFixture.Csl} absent", "NOT-KNOWN absent"], required);
    }

    [Fact]
    public async Task An_override_holds_for_its_tenant_and_its_time_and_is_audited()
    {
        await PublishAsync(ListFiles.Names(10));
        await AgeAsync(49);
        var tenant = $"bold-{Guid.NewGuid().ToString("N")[..8]}";
        using var bold = await service.NewTenantAsync(tenant);
        using var answer = await bold.PostTextAsync($"/v1/watchlists/{Code}/overrides", """{"reason":"publisher is down","hours":2}""", "o-1");
        using var again = await bold.PostTextAsync($"/v1/watchlists/{Code}/overrides", """{"reason":"publisher is down","hours":2}""", "o-1");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (answer.StatusCode, again.StatusCode));
        Assert.Equal((await answer.ReadJsonAsync()).GetRawText(), (await again.ReadJsonAsync()).GetRawText());
        var list = await bold.ListAsync(Code);
        Assert.Equal(("stale", "publisher is down"), (list.State(), list.GetProperty("override").Text("reason")));
        Assert.True(service.Holder.Find(tenant, Code)!.IsOverridden);
        Assert.False(service.Holder.Find("local", Code)!.IsOverridden);
        Assert.Equal(1L, await service.AskAsync<long>("select count(*) from audit_entries where tenant_id = $1 and action = 'watchlistOverridden'", tenant));

        await service.AskAsync<Guid>("update watchlist_overrides set created_at = created_at - interval '3 hours', until = until - interval '3 hours' where tenant_id = $1 returning id", tenant);
        await service.Holder.RefreshAsync(Cancelled);
        Assert.False(service.Holder.Find(tenant, Code)!.IsOverridden);
        Assert.Equal(JsonValueKind.Null, (await bold.ListAsync(Code)).GetProperty("override").ValueKind);
        await PublishAsync(ListFiles.Names(10));
    }

    [Theory]
    [InlineData(Code, """{"reason":"r","hours":73}""", 422, "/hours")]
    [InlineData(Code, """{"reason":"r","hours":0}""", 422, "/hours")]
    [InlineData(Code, """{"reason":"r"}""", 422, "/hours")]
    [InlineData(Code, """{"reason":" ","hours":1}""", 422, "/reason")]
    [InlineData(Code, """{"hours":1}""", 422, "/reason")]
    [InlineData(Code, """{"reason":"r","hours":1.5}""", 400, "/hours")]
    [InlineData(WatchlistFixture.Csl, """{"reason":"r","hours":1}""", 422, "")]
    [InlineData("NO-SUCH", """{"reason":"r","hours":1}""", 404, null)]
    public async Task An_override_that_makes_no_sense_is_refused(string code, string body, int status, string? pointer)
    {
        await PublishAsync(ListFiles.Names(10));
        using var answer = await service.Http.PostTextAsync($"/v1/watchlists/{code}/overrides", body);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((status, pointer), (problem.Status, problem.Errors.Count == 0 ? null : problem.Only.Pointer));
    }

    [Fact]
    public async Task Another_process_uses_what_this_one_imported_and_pinned_versions_stay_at_hand()
    {
        await using var other = await service.StartServiceAsync();
        var holder = other.Services.GetRequiredService<WatchlistHolder>();
        await PublishAsync(ListFiles.Names(10));
        await Eventually.HoldsAsync(() => Task.FromResult(holder.VersionsFor("local").ContainsKey(Code)), "the list is loaded");
        var pinned = holder.VersionsFor("local");
        await PublishAsync(ListFiles.Names(12));
        await Eventually.HoldsAsync(() => Task.FromResult(holder.VersionsFor("local")[Code] != pinned[Code]), "the next version is loaded");

        var lists = await holder.GetAsync("local", pinned.Where(p => p.Key == Code).ToImmutableSortedDictionary(), Cancelled);
        Assert.Equal(ListFiles.Names(10).Order(), Assert.Single(lists).Entries.Select(e => e.Names[0].Text).Order());
        Assert.Same(lists[0], (await holder.GetAsync("local", pinned.Where(p => p.Key == Code).ToImmutableSortedDictionary(), Cancelled))[0]);
        Assert.Equal(12, holder.Current.InUse[new WatchlistKey(WatchlistKey.Shared, Code)].Entries.Length);
        await Assert.ThrowsAsync<InvalidOperationException>(() => holder.GetAsync("local", ImmutableSortedDictionary<string, string>.Empty.Add(Code, "1999-01-01"), Cancelled));
    }

    [Fact]
    public async Task A_tenants_versions_are_the_shared_ones_and_its_own()
    {
        await PublishAsync(ListFiles.Names(10));
        using var own = await service.NewTenantAsync("owner");
        await own.ImportAsync("OWN-X", ListFiles.Own(["Alpha"]));
        Assert.Equal(["OWN-X", Code], service.Holder.VersionsFor("owner").Keys);
        Assert.Equal([Code], service.Holder.VersionsFor("another").Keys);
    }

    private async Task PublishAsync(IEnumerable<string> names)
    {
        var import = await service.Http.ImportAsync(Code, ListFiles.Own(names));
        if (import.State() == "quarantined")
        {
            using var released = await service.Http.PostTextAsync($"/v1/watchlists/{Code}/imports/{import.Number("seq")}/release", """{"reason":"a test"}""");
            Assert.Equal(HttpStatusCode.OK, released.StatusCode);
        }
    }

    private async Task AgeAsync(int hours)
    {
        await service.AskAsync<string>("update watchlist_checks set checked_at = clock_timestamp() - make_interval(hours => $2) where list = $1 returning list", Code, hours);
        await service.Holder.RefreshAsync(Cancelled);
    }
}
