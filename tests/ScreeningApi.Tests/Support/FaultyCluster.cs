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

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _signals?.Dispose();
        _directory.Dispose();
    }
}
