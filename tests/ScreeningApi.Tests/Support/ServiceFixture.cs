using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ScreeningApi.Tests.Support;

/// <summary>The service on a database of its own, for the tests of one class.</summary>
public class ServiceFixture(TemplateDatabase databases) : IAsyncLifetime
{
    private NpgsqlDataSource _sql = null!;

    protected virtual string Environment => "Development";

    /// <summary>Configuration of the service, beside what every test has.</summary>
    protected virtual IReadOnlyList<(string Key, string Value)> Settings => [];

    public string ConnectionString { get; private set; } = "";

    /// <summary>Sends no key: the local tenant's.</summary>
    public HttpClient Http => Service.Http;

    internal TestService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await databases.CloneAsync();
        _sql = NpgsqlDataSource.Create(ConnectionString);
        await PrepareAsync();
        Service = await StartServiceAsync([.. Settings]);
    }

    /// <summary>What the database must have before the service starts.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Another service beside the first, on the same database; of a key that is given twice the last counts.</summary>
    internal Task<TestService> StartServiceAsync(params (string Key, string Value)[] settings) => TestService.StartAsync(
        ConnectionString, Environment, builder => builder.Configuration.AddInMemoryCollection(settings.GroupBy(s => s.Key).Select(g => KeyValuePair.Create(g.Key, (string?)g.Last().Value))));

    public virtual async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await _sql.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The first value of the first row, asked past the service.</summary>
    public async Task<T> AskAsync<T>(string sql, params object[] values) => (T)(await _sql.ScalarAsync(sql, values))!;

    /// <summary>The first column of all rows, asked past the service.</summary>
    public Task<List<string>> TextsAsync(string sql, params object[] values) => _sql.TextsAsync(sql, values);

    /// <summary>A client of a new tenant, made through the service as an operator would.</summary>
    public async Task<HttpClient> NewTenantAsync(string tenant, params string[] scopes)
    {
        using var admin = Service.NewClient(TestService.BootstrapKey);
        return Service.NewClient(await Keys.MakeAsync(admin, tenant, scopes));
    }
}

/// <summary>The same as it runs in production: nobody without a key.</summary>
public sealed class ProductionFixture(TemplateDatabase databases) : ServiceFixture(databases)
{
    protected override string Environment => "Production";
}
