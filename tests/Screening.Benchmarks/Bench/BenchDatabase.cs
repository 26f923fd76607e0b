using System.Diagnostics;
using Npgsql;
using ScreeningApi.Storage.LocalPostgres;

namespace Screening.Benchmarks.Bench;

/// <summary>
/// A database of the benchmark's own: on the server of ConnectionStrings__Screening, else in a private cluster that is made for it.
/// Disposing it leaves nothing behind.
/// </summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private const string Setting = "ConnectionStrings__Screening";

    /// <summary>By convention on a disk, while the usual place for temporary files may be memory, where fsync costs nothing.</summary>
    private const string DiskFolder = "/var/tmp";

    private static readonly DatabaseSource[] Sources = [DatabaseSource.Local, DatabaseSource.Npm, DatabaseSource.Apt];

    private readonly ChosenDatabase _server;
    private readonly DirectoryInfo? _folder;
    private readonly string _name = $"screening_bench_{Environment.ProcessId}";

    private BenchDatabase(ChosenDatabase server, DirectoryInfo? folder)
    {
        _server = server;
        _folder = folder;
        ConnectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = _name }.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <summary>What the data lies on.</summary>
    public string FileSystem => _folder is null ? "unknown" : new DriveInfo(_folder.FullName).DriveFormat;

    /// <summary>Only a server that was made for the benchmark may be.</summary>
    public bool CanBeKilled => _server.Cluster is not null;

    public static async Task<BenchDatabase> StartAsync(CancellationToken cancellation)
    {
        var database = await ChooseAsync(cancellation);
        try
        {
            await database.RunAsync($"create database {database._name}");
            return database;
        }
        catch
        {
            await database.StopAsync();
            throw;
        }
    }

    /// <summary>Writes out what earlier measurements left in memory, so that this one does not pay for it.</summary>
    public Task SettleAsync() => RunAsync("checkpoint");

    /// <summary>SIGKILL to the server and all of its processes.</summary>
    public async Task KillAsync()
    {
        using var server = Process.GetProcessById(_server.Cluster!.Server.ProcessId);
        server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync();
    }

    /// <summary>Starts it again on what it had written.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        NpgsqlConnection.ClearAllPools();
        await _server.Cluster!.RestartAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        try
        {
            await RunAsync($"drop database if exists {_name} with (force)");
        }
        finally
        {
            await StopAsync();
        }
    }

    private static async Task<BenchDatabase> ChooseAsync(CancellationToken cancellation)
    {
        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } configured)
        {
            return new BenchDatabase(await DatabaseChooser.ChooseAsync(configured, "", Console.WriteLine, cancellation), null);
        }

        var folder = MakeFolder();
        try
        {
            return new BenchDatabase(await DatabaseChooser.ChooseAmongAsync(Sources, $"{Setting} is not set", folder.FullName, Console.WriteLine, cancellation), folder);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Passable for the user that PostgreSQL runs as where root starts it.</summary>
    private static DirectoryInfo MakeFolder()
    {
        var name = $"screening-bench-{Guid.NewGuid():N}";
        var folder = Directory.CreateDirectory(Path.Combine(Directory.Exists(DiskFolder) ? DiskFolder : Path.GetTempPath(), name));
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode |= UnixFileMode.OtherExecute | UnixFileMode.GroupExecute;
        }

        return folder;
    }

    private async Task RunAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(_server.ConnectionString + ";Pooling=false;Command Timeout=120");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task StopAsync()
    {
        await _server.DisposeAsync();
        _folder?.Delete(recursive: true);
    }
}
