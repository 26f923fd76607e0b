using System.Net;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Screenings;

/// <summary>Two tenants on one service: nothing of the one shows to the other.</summary>
public sealed class TenantIsolationTests(ServiceFixture service) : IClassFixture<ServiceFixture>, IAsyncLifetime
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private HttpClient _ours = null!;
    private HttpClient _theirs = null!;

    public async ValueTask InitializeAsync() => (_ours, _theirs) = (await service.NewTenantAsync("ours"), await service.NewTenantAsync("theirs"));

    public ValueTask DisposeAsync()
    {
        _ours.Dispose();
        _theirs.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Another_tenants_screening_is_404_and_looks_like_one_that_never_was()
    {
        using var posted = await _ours.PostTextAsync("/v1/screenings", Shipments.Chip("AE"));
        using var mine = await _ours.GetAsync(posted.Headers.Location, Cancelled);
        using var strangers = await _theirs.GetAsync(posted.Headers.Location, Cancelled);
        using var nobodys = await _theirs.GetAsync($"/v1/screenings/{Guid.Empty}", Cancelled);
        using var strangersRequest = await _theirs.GetAsync($"{posted.Headers.Location}/request", Cancelled);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (mine.StatusCode, strangersRequest.StatusCode));
        var problem = await ProblemAnswer.ReadAsync(strangers);
        Assert.Equal((404, (await ProblemAnswer.ReadAsync(nobodys)).Detail), (problem.Status, problem.Detail));
    }

    [Fact]
    public async Task A_list_and_its_filters_show_the_callers_own_rows_alone()
    {
        const string Reference = "seen-by-its-owner";
        using var posted = await _ours.PostTextAsync("/v1/screenings", Shipments.Chip("AE", Reference));
        foreach (var query in new[] { "?limit=200", $"?reference={Reference}&limit=200", "?destination=AE&limit=200", "?category=semiconductor&limit=200", "?from=2000-01-01&limit=200" })
        {
            Assert.Contains(Reference, await _ours.GetStringAsync("/v1/screenings" + query, Cancelled), StringComparison.Ordinal);
            Assert.DoesNotContain(Reference, await _theirs.GetStringAsync("/v1/screenings" + query, Cancelled), StringComparison.Ordinal);
            Assert.DoesNotContain(Reference, await service.Http.GetStringAsync("/v1/screenings" + query, Cancelled), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_tenants_cursor_opens_nothing()
    {
        for (var i = 0; i < 2; i++)
        {
            using var posted = await _ours.PostTextAsync("/v1/screenings", Shipments.Chip("AE", "behind-a-cursor"));
        }

        var cursor = (await _ours.GetJsonAsync("/v1/screenings?limit=1")).Text("next");
        Assert.DoesNotContain("behind-a-cursor", await _theirs.GetStringAsync($"/v1/screenings?cursor={cursor}", Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_idempotency_key_of_two_tenants_names_two_screenings()
    {
        using var ours = await _ours.PostTextAsync("/v1/screenings", Shipments.Chip("AE"), "shared-name");
        using var theirs = await _theirs.PostTextAsync("/v1/screenings", Shipments.Chip("DE"), "shared-name");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (ours.StatusCode, theirs.StatusCode));
        Assert.False(theirs.Headers.Contains("Idempotency-Replayed"));
        Assert.NotEqual(ours.Headers.Location, theirs.Headers.Location);
    }

    [Fact]
    public async Task Another_tenants_keys_are_neither_listed_nor_revoked()
    {
        var (id, key) = await Keys.MakeWithIdAsync(_ours, null);
        Assert.DoesNotContain(id.ToString(), await _theirs.GetStringAsync("/v1/access-keys", Cancelled), StringComparison.Ordinal);
        using var refused = await _theirs.DeleteAsync($"/v1/access-keys/{id}", Cancelled);
        Assert.Equal(404, (await ProblemAnswer.ReadAsync(refused)).Status);
        using var client = service.Service.NewClient(key);
        using var stillGood = await client.GetAsync("/v1/screenings", Cancelled);
        Assert.Equal(HttpStatusCode.OK, stillGood.StatusCode);
    }

    [Fact]
    public async Task A_tenants_administrator_makes_no_keys_for_another_tenant()
    {
        using var refused = await _ours.PostTextAsync("/v1/access-keys", """{"name":"sly","scopes":["screen"],"tenant":"theirs"}""");
        Assert.Equal((422, "/tenant"), ((int)refused.StatusCode, (await ProblemAnswer.ReadAsync(refused)).Only.Pointer));
    }

    [Fact]
    public async Task Every_row_carries_the_tenant_of_its_key()
    {
        using var posted = await _ours.PostTextAsync("/v1/screenings", Shipments.Chip("AE"));
        var id = (await posted.ReadJsonAsync()).Text("id");
        Assert.Equal("ours", await service.AskAsync<string>("select tenant_id from screenings where id = $1::uuid", id));
        Assert.Equal("ours", await service.AskAsync<string>("select tenant_id from audit_entries where subject = $1", id));
    }
}
