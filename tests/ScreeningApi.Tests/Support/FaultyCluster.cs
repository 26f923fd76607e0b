using System.Diagnostics;
using ScreeningApi.Storage.LocalPostgres;

namespace ScreeningApi.Tests.Support;

internal sealed class FaultyCluster : FaultyPostgres
{
    public static readonly DatabaseSource[] AnySource = [DatabaseSource.Local, DatabaseSource.Npm, DatabaseSource.Apt];

    private readonly TemporaryDirectory _directory;
    private readonly ChosenDatabase _database;
    private readonly PrivateCluster _cluster;
    private readonly IDisposable? _signals;
    private string? _disk;

    private FaultyCluster(TemporaryDirectory directory, ChosenDatabase database)
    {
        _directory = directory;
        _database = database;
        _cluster = database.Cluster!;
        _signals = database.StopOnSignal();
    }

    public override string AdminConnectionString => _cluster.ConnectionString;

    public static async Task<FaultyPostgres> StartClusterAsync(DatabaseSource[] sources)
    {
        var directory = new TemporaryDirectory();
        try
        {
            var database = await DatabaseChooser.ChooseAmongAsync(
                sources, "a server to kill", directory.Path, Console.WriteLine, CancellationToken.None);
            return new FaultyCluster(directory, database);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    public override async Task KillAsync()
    {
        using var postmaster = Process.GetProcessById(_cluster.Server.ProcessId);
        postmaster.Kill();
        await postmaster.WaitForExitAsync();
    }

    public override Task RestartAsync() => _cluster.RestartAsync(CancellationToken.None);

    /// <summary>Takes root; where that cannot be had, the test fails and says so: it is not passed over.</summary>
    public override async Task<string> MountSmallDiskAsync(int megabytes)
    {
        var path = Path.Combine(_directory.Path, "small");
        Directory.CreateDirectory(path);
        var (output, status) = await RunAsync($"mount -t tmpfs -o size={megabytes}m,mode=0700 tmpfs '{path}' && chown --reference='{Path.Combine(_directory.Path, "postgres", "data")}' '{path}'");
        Assert.True(status == 0, $"A small file system cannot be mounted: {output.Trim()}. Run as root, or with TEST_DATABASE=container.");
        _disk = path;
        return path;
    }

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        if (_disk is not null)
        {
            await RunAsync($"umount '{_disk}'");
        }

        _signals?.Dispose();
        _directory.Dispose();
    }

    private static Task<(string Output, int ExitCode)> RunAsync(string command) => Shell.RunAsync(command, new Dictionary<string, string>(), CancellationToken.None);
}
