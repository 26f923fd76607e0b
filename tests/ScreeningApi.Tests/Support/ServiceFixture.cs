using Npgsql;

namespace ScreeningApi.Tests.Support;

/// <summary>The service on a database of its own, for the tests of one class.</summary>
public sealed class ServiceFixture(TemplateDatabase databases) : IAsyncLifetime
{
    private NpgsqlDataSource _sql = null!;

    public string ConnectionString { get; private set; } = "";

    /// <summary>Sends no key: the local tenant's.</summary>
    public HttpClient Http => Service.Http;

    internal TestService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await databases.CloneAsync();
        _sql = NpgsqlDataSource.Create(ConnectionString);
        Service = await TestService.StartAsync(ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await _sql.DisposeAsync();
    }

    /// <summary>The first value of the first row, asked past the service.</summary>
    public async Task<T> AskAsync<T>(string sql, params object[] values) => (T)(await _sql.ScalarAsync(sql, values))!;

    /// <summary>A client of a new tenant, made through the service as an operator would.</summary>
    public async Task<HttpClient> NewTenantAsync(string tenant, params string[] scopes)
    {
        using var admin = Service.NewClient(TestService.BootstrapKey);
        return Service.NewClient(await Keys.MakeAsync(admin, tenant, scopes));
    }
}
