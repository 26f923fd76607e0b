using System.Diagnostics;
using System.Runtime.Versioning;
using Npgsql;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>A PostgreSQL server of our own on 127.0.0.1, started for this process and stopped with it.</summary>
internal sealed class PrivateCluster : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60); // a fast shutdown writes out what is in memory
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ClusterFiles _files;
    private readonly ClusterStarter _starter;
    private FileStream? _use; // shared with every other process that uses this cluster

    private PrivateCluster(ClusterFiles files, ClusterStarter starter)
    {
        _files = files;
        _starter = starter;
    }

    public Postmaster Server { get; private set; } = new(0, "", 0);

    /// <summary>It ran before: left by a service that was killed, or in _use by another one.</summary>
    public bool RanAlready { get; private set; }

    public string PasswordFile => _files.Password;

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Server.Port,
        Database = "postgres",
        Username = ClusterCreator.Superuser,
        Password = _files.ReadPassword(),
        GssEncryptionMode = GssEncryptionMode.Disable, // asking for it writes a warning where Kerberos is not installed
    }.ConnectionString;

    [UnsupportedOSPlatform("windows")]
    public static async Task<PrivateCluster> StartAsync(PostgresBinaries binaries, ClusterHome home, CancellationToken ct)
    {
        var files = new ClusterFiles(home.ClusterDirectory);
        Directory.CreateDirectory(files.Directory);
        var cluster = new PrivateCluster(files, new ClusterStarter(binaries, files, home.User));
        await using var turn = await ClusterLock.TakeAsync(files.StartLock, ct);
        if (files.Major is null) await ClusterCreator.CreateAsync(binaries, files, home.User, ct);
        await cluster.EnsureRunningAsync(ct);
        return cluster;
    }

    /// <summary>Starts the server again on the same data and port.</summary>
    public async Task RestartAsync(CancellationToken ct) => Server = await _starter.StartAsync(Server.Port, ct);

    /// <summary>Begins a fast shutdown and does not wait for it: for a process that is about to end.</summary>
    public void AskToStop() => Postmaster.Find(_files)?.AskToStop();

    public async ValueTask DisposeAsync()
    {
        if (_use is null) return;
        await using var turn = await ClusterLock.TakeAsync(_files.StartLock, CancellationToken.None);
        await _use.DisposeAsync();
        _use = null;
        await using var alone = ClusterLock.TryTake(_files.UsersLock);
        if (alone is not null) await StopAsync();
    }

    private async Task EnsureRunningAsync(CancellationToken ct)
    {
        using var guard = SignalGuard.ForStart(this);
        _use = ClusterLock.Share(_files.UsersLock);
        try
        {
            var running = Postmaster.Find(_files);
            RanAlready = running is not null;
            Server = running ?? await _starter.StartAsync(fixedPort: null, ct);
            await Readiness.WaitAsync(ConnectionString, $"The private cluster in {_files.Directory}", ct);
        }
        catch
        {
            await _use.DisposeAsync();
            if (!RanAlready) await StopAsync();
            throw;
        }
    }

    private async Task StopAsync()
    {
        var waited = Stopwatch.StartNew();
        Postmaster.Find(_files)?.AskToStop();
        while (Postmaster.Find(_files) is not null && waited.Elapsed < StopPatience) await Task.Delay(Pause);
    }
}
