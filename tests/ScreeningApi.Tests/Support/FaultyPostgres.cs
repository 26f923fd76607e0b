using Docker.DotNet;
using DotNet.Testcontainers.Builders;
using ScreeningApi.Storage.LocalPostgres;

namespace ScreeningApi.Tests.Support;

/// <summary>A PostgreSQL server of a test's own that can be killed with SIGKILL and started again, same port, same data.</summary>
internal abstract class FaultyPostgres : IAsyncDisposable
{
    public abstract string AdminConnectionString { get; }

    /// <summary>A private cluster where binaries are at hand (a second), else a container, else binaries are installed.</summary>
    public static async Task<FaultyPostgres> StartAsync()
    {
        if (TestDatabase.Forced == TestDatabase.Container) return await FaultyContainer.StartContainerAsync();
        if (TestDatabase.Forced == TestDatabase.Local) return await FaultyCluster.StartClusterAsync(FaultyCluster.AnySource);
        try
        {
            return await FaultyCluster.StartClusterAsync([DatabaseSource.Local]);
        }
        catch (NoDatabaseException)
        {
            return await WithoutBinariesAsync();
        }
    }

    /// <summary>Kills the server and all connections; returns when it is gone.</summary>
    public abstract Task KillAsync();

    /// <summary>Starts it again; returns when it takes connections.</summary>
    public abstract Task RestartAsync();

    /// <summary>Mounts a file system of this size for the server; returns its path there.</summary>
    public abstract Task<string> MountSmallDiskAsync(int megabytes);

    public abstract ValueTask DisposeAsync();

    private static async Task<FaultyPostgres> WithoutBinariesAsync()
    {
        try
        {
            return await FaultyContainer.StartContainerAsync();
        }
        catch (Exception unable) when (unable is DockerUnavailableException or DockerApiException)
        {
            return await FaultyCluster.StartClusterAsync(FaultyCluster.AnySource);
        }
    }
}
