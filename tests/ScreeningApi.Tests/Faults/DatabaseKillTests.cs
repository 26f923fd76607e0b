using Npgsql;
using ScreeningApi.Commands;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>A server that is killed with SIGKILL and started again on the same data, under a running service.</summary>
public sealed class DatabaseKillTests : IAsyncLifetime
{
    private const int Seed = 20261123;

    private FaultyPostgres _postgres = null!;
    private TestService _service = null!;
    private string _connectionString = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _postgres = await FaultyPostgres.StartAsync();
        await using (var admin = NpgsqlDataSource.Create(_postgres.AdminConnectionString))
        {
            await admin.ScalarAsync("create database faulty");
        }

        _connectionString = new NpgsqlConnectionStringBuilder(_postgres.AdminConnectionString) { Database = "faulty" }.ConnectionString;
        await using var database = Database.Open(_connectionString);
        await MigrateCommand.MigrateAsync(database, _ => { }, Cancelled);
        _service = await TestService.StartAsync(_connectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    [Fact]
    public async Task No_acknowledged_screening_is_lost_when_the_database_is_killed_under_load()
    {
        var chance = new Random(Seed);
        await using var load = new StoringLoad(_service.Http);
        load.Start(parallel: 8);
        for (var round = 0; round < 3; round++)
        {
            await load.WaitForMoreAsync(chance.Next(20, 120));
            await _postgres.KillAsync();
            await Task.Delay(chance.Next(0, 1500), Cancelled);
            await _postgres.RestartAsync();
            await load.WaitForMoreAsync(20);
        }

        await load.StopAsync();
        Assert.Empty(load.Wrong);
        Assert.NotEqual(0, load.Refused);
        await StoredInvariants.HoldAsync(_connectionString, load.Acknowledged);
    }

    [Fact]
    public async Task Without_its_database_the_service_screens_and_explains_and_says_what_does_not_work()
    {
        using var stored = await _service.Http.PostTextAsync("/v1/screenings", Shipments.Full);
        Assert.Equal("ready", (await _service.Http.GetJsonAsync("/health/ready")).Text("status"));
        await _postgres.KillAsync();

        for (var i = 0; i < 2; i++)
        {
            await ScreensAndExplainsAsync();
            await RefusesToStoreAsync(stored.Headers.Location!);
            Assert.Equal("degraded", (await _service.Http.GetJsonAsync("/health/ready")).Text("status"));
            Assert.Equal("live", (await _service.Http.GetJsonAsync("/health/live")).Text("status"));
        }

        await _postgres.RestartAsync();
        await Eventually.HoldsAsync(async () => (await _service.Http.GetJsonAsync("/health/ready")).Text("status") == "ready", "the service is ready again");
        await Eventually.HoldsAsync(async () => await StatusAsync(_service.Http.PostTextAsync("/v1/screenings", Shipments.Full)) == 201, "the service stores again");
        Assert.Equal(await stored.Content.ReadAsStringAsync(Cancelled), await _service.Http.GetStringAsync(stored.Headers.Location, Cancelled));
        await Eventually.HoldsAsync(async () => await RevokedKeyIsRefusedAsync(), "changes are heard of again");
    }

    private async Task ScreensAndExplainsAsync()
    {
        Assert.Equal(200, await StatusAsync(_service.Http.PostTextAsync(HttpSteps.DryRun, Shipments.Full)));
        foreach (var path in new[] { "/v1/categories", "/v1/categories/uav", "/v1/destinations", "/v1/destinations/RU", "/v1/controls/US-EAR/9A012", "/openapi/v1.json", "/docs" })
        {
            Assert.Equal((path, 200), (path, await StatusAsync(_service.Http.GetAsync(path, Cancelled))));
        }

        using var withKey = _service.NewClient(TestService.BootstrapKey);
        Assert.Equal(200, await StatusAsync(withKey.PostTextAsync(HttpSteps.DryRun, Shipments.Full)));
    }

    private async Task RefusesToStoreAsync(Uri known)
    {
        Task<HttpResponseMessage>[] attempts =
        [
            _service.Http.PostTextAsync("/v1/screenings", Shipments.Full), _service.Http.PostTextAsync("/v1/screenings", Shipments.Full, "while-away"),
            _service.Http.GetAsync(known, Cancelled), _service.Http.GetAsync("/v1/screenings", Cancelled),
            _service.Http.GetAsync("/v1/access-keys", Cancelled), _service.Http.PostTextAsync("/v1/access-keys", """{"name":"n","scopes":["screen"]}"""),
        ];
        foreach (var answer in await Task.WhenAll(attempts))
        {
            Assert.NotNull(answer.Headers.RetryAfter);
            var problem = await ProblemAnswer.ReadAsync(answer);
            Assert.Equal((503, "databaseUnavailable"), (problem.Status, problem.Code));
        }
    }

    /// <summary>A key that another process revokes: this one learns of it over a connection that it had to make again.</summary>
    private async Task<bool> RevokedKeyIsRefusedAsync()
    {
        var (id, key) = await Keys.MakeWithIdAsync(_service.Http, null);
        using var client = _service.NewClient(key);
        Assert.Equal(200, await StatusAsync(client.GetAsync("/v1/screenings", Cancelled)));
        await using var other = await TestService.StartAsync(_connectionString);
        Assert.Equal(204, await StatusAsync(other.Http.DeleteAsync($"/v1/access-keys/{id}", Cancelled)));
        await Eventually.HoldsAsync(async () => await StatusAsync(client.GetAsync("/v1/screenings", Cancelled)) == 401, "the revoked key is refused", seconds: 10);
        return true;
    }

    private static async Task<int> StatusAsync(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        return (int)answer.StatusCode;
    }
}
