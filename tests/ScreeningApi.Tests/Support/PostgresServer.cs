using Docker.DotNet;
using DotNet.Testcontainers.Builders;
using ScreeningApi.Storage.LocalPostgres;

namespace ScreeningApi.Tests.Support;

/// <summary>
/// The PostgreSQL server tests run on: TEST_POSTGRES if set, else a container, else local binaries. TEST_DATABASE
/// (container or local) forces one. Where none works it throws: tests are never skipped for want of a database.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly IAsyncDisposable? _started;
    private readonly IDisposable? _signals;

    private PostgresServer(string adminConnectionString, string how, IAsyncDisposable? started = null, IDisposable? signals = null)
    {
        AdminConnectionString = adminConnectionString;
        How = how;
        _started = started;
        _signals = signals;
        Console.WriteLine($"Tests run on {how}");
    }

    /// <summary>A superuser's, who may create databases.</summary>
    public string AdminConnectionString { get; }

    public string How { get; }

    public static Task<PostgresServer> StartAsync() => StartAsync(TestDatabase.Forced);

    public static async Task<PostgresServer> StartAsync(string? forced)
    {
        var given = Environment.GetEnvironmentVariable("TEST_POSTGRES");
        if (forced is null && !string.IsNullOrWhiteSpace(given)) return new PostgresServer(given, "the server of TEST_POSTGRES");
        if (forced == TestDatabase.Container) return await InContainerAsync();
        if (forced == TestDatabase.Local) return await OnLocalBinariesAsync("TEST_DATABASE=local");
        try
        {
            return await InContainerAsync();
        }
        catch (DockerUnavailableException)
        {
            return await OnLocalBinariesAsync("TEST_POSTGRES is not set; no Docker engine answers");
        }
        catch (DockerApiException unable)
        {
            var why = $"TEST_POSTGRES is not set; the Docker engine answers, but cannot get the images ({unable.StatusCode})";
            return await OnLocalBinariesAsync(why);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_started is not null) await _started.DisposeAsync();
        _signals?.Dispose();
    }

    private static async Task<PostgresServer> InContainerAsync()
    {
        var container = TestDatabase.NewContainer().Build();
        await container.StartAsync();
        return new PostgresServer(container.GetConnectionString(), $"a container of {TestDatabase.Image}", container);
    }

    private static async Task<PostgresServer> OnLocalBinariesAsync(string why)
    {
        var directory = new TemporaryDirectory();
        DatabaseSource[] sources = [DatabaseSource.Local, DatabaseSource.Npm, DatabaseSource.Apt];
        var database = await DatabaseChooser.ChooseAmongAsync(sources, why, directory.Path, _ => { }, CancellationToken.None);
        return new PostgresServer(database.ConnectionString, database.How["Database: ".Length..], new Both(database, directory), database.StopOnSignal());
    }

    private sealed class Both(ChosenDatabase database, TemporaryDirectory directory) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await database.DisposeAsync();
            directory.Dispose();
        }
    }
}
