using System.Diagnostics;
using ScreeningApi.Storage.LocalPostgres;

namespace ScreeningApi.Tests.Support;

internal sealed class FaultyCluster : FaultyPostgres
{
    public static readonly DatabaseSource[] AnySource = [DatabaseSource.Local, DatabaseSource.Npm, DatabaseSource.Apt];

    private readonly TemporaryDirectory directory;
    private readonly ChosenDatabase database;
    private readonly PrivateCluster cluster;
    private readonly IDisposable? signals;

    private FaultyCluster(TemporaryDirectory directory, ChosenDatabase database)
    {
        this.directory = directory;
        this.database = database;
        cluster = database.Cluster!;
        signals = database.StopOnSignal();
    }

    public override string AdminConnectionString => cluster.ConnectionString;

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
        using var postmaster = Process.GetProcessById(cluster.Server.ProcessId);
        postmaster.Kill();
        await postmaster.WaitForExitAsync();
    }

    public override Task RestartAsync() => cluster.RestartAsync(CancellationToken.None);

    public override async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        signals?.Dispose();
        directory.Dispose();
    }
}
