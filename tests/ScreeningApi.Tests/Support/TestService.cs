using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ScreeningApi.Hosting;
using ScreeningApi.Storage;

namespace ScreeningApi.Tests.Support;

/// <summary>The real service on a real socket, in this process.</summary>
internal sealed class TestService : IAsyncDisposable
{
    public const string BootstrapKey = "bootstrap-key-of-the-tests";

    private readonly WebApplication _app;
    private readonly Database _database;

    private TestService(WebApplication app, Database database)
    {
        _app = app;
        _database = database;
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = NewClient();
    }

    public Uri Url { get; }

    /// <summary>Sends no key: the local tenant's while the service runs in Development.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestService> StartAsync(string connectionString, string environment = "Development", Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("Auth:BootstrapKey", BootstrapKey)]);
        configure?.Invoke(builder);
        var database = Database.Open(connectionString);
        var app = ServiceHost.Build(builder, database);
        await ServiceHost.LoadAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        return new TestService(app, database);
    }

    /// <summary>A client that sends a key.</summary>
    public HttpClient NewClient(string? key = null)
    {
        var client = new HttpClient { BaseAddress = Url };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
        }

        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
