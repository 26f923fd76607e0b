using System.Net;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Authentication;

/// <summary>The service as it runs in production: nobody without a key.</summary>
public sealed class KeyTests(ProductionFixture production) : IClassFixture<ProductionFixture>, IDisposable
{
    private readonly TestService _service = production.Service;
    private readonly HttpClient _admin = production.Service.NewClient(TestService.BootstrapKey);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _admin.Dispose();

    [Fact, Trait("Category", "Smoke")]
    public async Task Without_a_valid_key_every_route_is_401()
    {
        string[] keys = ["", " ", "wrong", TestService.BootstrapKey + "x", TestService.BootstrapKey.ToUpperInvariant(), "scr_" + new string('0', 64), new string('k', 4000)];
        foreach (var client in keys.Select(_service.NewClient).Prepend(_service.Http))
        {
            foreach (var path in new[] { "/v1/screenings", $"/v1/screenings/{Guid.Empty}", "/v1/categories", "/v1/destinations/AE", "/v1/controls/US-EAR/9A012", "/v1/access-keys" })
            {
                using var answer = await client.GetAsync(path, Cancelled);
                Assert.Equal((401, "unauthenticated"), ((int)answer.StatusCode, (await ProblemAnswer.ReadAsync(answer)).Code));
                Assert.NotEmpty(answer.Headers.WwwAuthenticate);
            }

            using var posted = await client.PostTextAsync("/v1/screenings", "{ this is not even read");
            Assert.Equal(HttpStatusCode.Unauthorized, posted.StatusCode);
        }
    }

    [Fact]
    public async Task Two_keys_in_one_request_are_none()
    {
        using var client = _service.NewClient(TestService.BootstrapKey);
        client.DefaultRequestHeaders.Add("X-Api-Key", "another");
        Assert.Equal(401, await StatusAsync(client, "/v1/screenings"));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/docs")]
    public async Task Health_and_documentation_need_no_key(string path) => Assert.Equal(200, await StatusAsync(_service.Http, path));

    [Fact]
    public async Task The_key_of_the_configuration_makes_the_first_keys()
    {
        using var client = _service.NewClient(await Keys.MakeAsync(_admin, "customer"));
        using var stored = await client.PostTextAsync("/v1/screenings", Shipments.Chip("AE"));
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
    }

    [Theory]
    [InlineData("screen", 200, 403)]
    [InlineData("admin", 403, 200)]
    [InlineData("review", 403, 403)]
    [InlineData("rules", 403, 403)]
    public async Task A_key_opens_what_its_scopes_name_and_nothing_else(string scope, int screenings, int accessKeys)
    {
        using var client = _service.NewClient(await Keys.MakeAsync(_admin, "customer", scope));
        Assert.Equal(screenings, await StatusAsync(client, "/v1/screenings"));
        Assert.Equal(screenings, await StatusAsync(client, "/v1/categories"));
        Assert.Equal(accessKeys, await StatusAsync(client, "/v1/access-keys"));
        using var posted = await client.PostTextAsync(HttpSteps.DryRun, Shipments.Full);
        Assert.Equal(screenings, (int)posted.StatusCode);
        if (screenings == 403)
        {
            Assert.Equal("forbidden", (await ProblemAnswer.ReadAsync(posted)).Code);
        }
    }

    [Fact]
    public async Task A_revoked_key_stops_working_here_and_in_every_other_process()
    {
        var (id, key) = await Keys.MakeWithIdAsync(_admin, null);
        await using var other = await TestService.StartAsync(production.ConnectionString, "Production");
        using HttpClient here = _service.NewClient(key), there = other.NewClient(key);
        Assert.Equal((200, 200), (await StatusAsync(here, "/v1/screenings"), await StatusAsync(there, "/v1/screenings")));
        using var revoked = await _admin.DeleteAsync($"/v1/access-keys/{id}", Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal(401, await StatusAsync(here, "/v1/screenings"));
        await Eventually.HoldsAsync(async () => await StatusAsync(there, "/v1/screenings") == 401, "the other process hears of it", seconds: 10);
    }

    [Fact]
    public async Task A_new_key_works_in_every_other_process()
    {
        await using var other = await TestService.StartAsync(production.ConnectionString, "Production");
        using var there = other.NewClient(await Keys.MakeAsync(_admin, null));
        await Eventually.HoldsAsync(async () => await StatusAsync(there, "/v1/screenings") == 200, "the other process hears of it", seconds: 10);
    }

    [Fact]
    public async Task Revoking_twice_changes_nothing_and_revoking_nothing_is_404()
    {
        var (id, _) = await Keys.MakeWithIdAsync(_admin, null);
        using var first = await _admin.DeleteAsync($"/v1/access-keys/{id}", Cancelled);
        var at = await RevokedAtAsync(id);
        using var second = await _admin.DeleteAsync($"/v1/access-keys/{id}", Cancelled);
        Assert.Equal((204, 204, at), ((int)first.StatusCode, (int)second.StatusCode, await RevokedAtAsync(id)));
        using var none = await _admin.DeleteAsync($"/v1/access-keys/{Guid.NewGuid()}", Cancelled);
        Assert.Equal(404, (await ProblemAnswer.ReadAsync(none)).Status);
    }

    [Fact]
    public async Task A_text_is_shown_once()
    {
        var (id, key) = await Keys.MakeWithIdAsync(_admin, null);
        var list = await _admin.GetStringAsync("/v1/access-keys", Cancelled);
        Assert.Contains(id.ToString(), list, StringComparison.Ordinal);
        Assert.DoesNotContain(key, list, StringComparison.Ordinal);
        Assert.Matches("^scr_[0-9a-f]{64}$", key);
    }

    [Fact]
    public async Task Keys_made_at_once_all_work()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Keys.MakeAsync(_admin, $"tenant-{i}")));
        Assert.Equal(keys.Length, keys.Distinct().Count());
        foreach (var key in keys)
        {
            using var client = _service.NewClient(key);
            await Eventually.HoldsAsync(async () => await StatusAsync(client, "/v1/screenings") == 200, "the key works", seconds: 5);
        }
    }

    [Fact]
    public async Task A_short_key_in_the_configuration_is_refused_at_start()
    {
        var refused = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => TestService.StartAsync(production.ConnectionString, "Production", builder =>
            builder.Configuration["Auth:BootstrapKey"] = "short"));
        Assert.Contains("8 characters", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'short'", refused.Message, StringComparison.Ordinal);
    }

    private async Task<string?> RevokedAtAsync(Guid id) =>
        (await _admin.GetJsonAsync("/v1/access-keys")).GetProperty("items").EnumerateArray().Single(k => k.GetProperty("id").GetGuid() == id).GetProperty("revokedAt").GetString();

    private static async Task<int> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Cancelled);
        return (int)answer.StatusCode;
    }
}
