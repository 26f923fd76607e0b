using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>
/// The service on a database of its own that it reaches through a proxy, with what it logs: whatever becomes of the database, it is
/// never surprised.
/// </summary>
public sealed class FaultyService(TemplateDatabase databases) : IAsyncLifetime
{
    private readonly CapturedLog _log = new();
    private TestService _service = null!;

    /// <summary>Past the proxy.</summary>
    public string ConnectionString { get; private set; } = "";

    public HttpClient Http => _service.Http;

    public NpgsqlDataSource Sql { get; private set; } = null!;

    internal CuttingProxy Proxy { get; private set; } = null!;

    /// <summary>How often a worker found the database away.</summary>
    public int Waits => _log.Entries.Count(e => e.StartsWith("Warning", StringComparison.Ordinal) && e.Contains("Batches wait", StringComparison.Ordinal));

    internal bool HasLogged(string text) => _log.Entries.Any(e => e.Contains(text, StringComparison.Ordinal));

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await databases.CloneAsync();
        Sql = NpgsqlDataSource.Create(ConnectionString + ";Application Name=observer");
        Proxy = CuttingProxy.InFrontOf(ConnectionString);
        _service = await StartAsync(Proxy.Through(ConnectionString) + ";Command Timeout=2;Cancellation Timeout=-1", new BatchSettings { Workers = 4 }, _log);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await Proxy.DisposeAsync();
        await Sql.DisposeAsync();
    }

    /// <summary>The service with settings for faults.</summary>
    internal static Task<TestService> StartAsync(string connectionString, BatchSettings settings, CapturedLog log) => TestService.StartAsync(connectionString, configure: builder =>
    {
        builder.Configuration.AddInMemoryCollection(settings.Configuration);
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Warning);
    });

    /// <summary>Everything is well again; then the checker finds nothing, and nothing was logged as an error: a fault of the database is none of the service's.</summary>
    internal async Task HoldsAsync(BatchMonitor monitor, (Guid Id, int Rows) batch)
    {
        Proxy.Calm();
        await monitor.HasCompletedAsync(batch.Id);
        await monitor.StopAsync();
        await BatchChecker.HoldsAsync(ConnectionString, Http, batch);
        WasNeverSurprised(_log);
    }

    internal static void WasNeverSurprised(CapturedLog log) => Assert.Empty(log.Entries
        .Where(e => e.StartsWith("Error", StringComparison.Ordinal) || e.StartsWith("Critical", StringComparison.Ordinal)).Select(e => e[..Math.Min(e.Length, 3000)]).Take(3));
}
