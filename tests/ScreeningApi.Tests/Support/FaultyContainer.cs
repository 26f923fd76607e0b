using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using ScreeningApi.Storage.LocalPostgres;
using Testcontainers.PostgreSql;

namespace ScreeningApi.Tests.Support;

internal sealed class FaultyContainer : FaultyPostgres
{
    private const string Disk = "/small";
    private const int DiskMegabytes = 128;

    private readonly PostgreSqlContainer _container;
    private readonly DockerClient _docker = TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder().Build();

    private FaultyContainer(PostgreSqlContainer container) => _container = container;

    public override string AdminConnectionString => _container.GetConnectionString();

    public static async Task<FaultyPostgres> StartContainerAsync()
    {
        var container = TestDatabase.NewContainer()
            // a fixed port: the engine would publish another one after a restart
            .WithPortBinding(LoopbackPort.Free(preferred: null), PostgreSqlBuilder.PostgreSqlPort)
            // Testcontainers turns them off, and what was committed would not survive the kill
            .WithCommand("-c", "synchronous_commit=on", "-c", "fsync=on", "-c", "full_page_writes=on")
            .WithCreateParameterModifier(p => (p.HostConfig ??= new HostConfig()).Tmpfs = new Dictionary<string, string> { [Disk] = $"size={DiskMegabytes}m,mode=0700" })
            .Build();
        await container.StartAsync();
        Console.WriteLine($"Database: a container of {TestDatabase.Image} (a server to kill).");
        return new FaultyContainer(container);
    }

    public override async Task KillAsync()
    {
        await _docker.Containers.KillContainerAsync(_container.Id, new ContainerKillParameters { Signal = "SIGKILL" });
        await _docker.Containers.WaitContainerAsync(_container.Id);
    }

    public override async Task RestartAsync()
    {
        await _docker.Containers.StartContainerAsync(_container.Id, new ContainerStartParameters());
        await Readiness.WaitAsync(AdminConnectionString, "The restarted container", CancellationToken.None);
    }

    /// <summary>It is there from the start, of one size; a tablespace must be the server's own.</summary>
    public override async Task<string> MountSmallDiskAsync(int megabytes)
    {
        Assert.Equal(DiskMegabytes, megabytes);
        var given = await _container.ExecAsync(["chown", "postgres", Disk]);
        Assert.True(given.ExitCode == 0, given.Stderr);
        return Disk;
    }

    public override async ValueTask DisposeAsync()
    {
        _docker.Dispose();
        await _container.DisposeAsync();
    }
}
