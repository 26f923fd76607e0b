using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using ScreeningApi.Storage.LocalPostgres;
using Testcontainers.PostgreSql;

namespace ScreeningApi.Tests.Support;

internal sealed class FaultyContainer : FaultyPostgres
{
    private readonly PostgreSqlContainer container;
    private readonly DockerClient docker = TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder().Build();

    private FaultyContainer(PostgreSqlContainer container) => this.container = container;

    public override string AdminConnectionString => container.GetConnectionString();

    public static async Task<FaultyPostgres> StartContainerAsync()
    {
        var container = TestDatabase.NewContainer()
            // a fixed port: the engine would publish another one after a restart
            .WithPortBinding(LoopbackPort.Free(preferred: null), PostgreSqlBuilder.PostgreSqlPort)
            // Testcontainers turns them off, and what was committed would not survive the kill
            .WithCommand("-c", "synchronous_commit=on", "-c", "fsync=on", "-c", "full_page_writes=on")
            .Build();
        await container.StartAsync();
        Console.WriteLine($"Database: a container of {TestDatabase.Image} (a server to kill).");
        return new FaultyContainer(container);
    }

    public override async Task KillAsync()
    {
        await docker.Containers.KillContainerAsync(container.Id, new ContainerKillParameters { Signal = "SIGKILL" });
        await docker.Containers.WaitContainerAsync(container.Id);
    }

    public override async Task RestartAsync()
    {
        await docker.Containers.StartContainerAsync(container.Id, new ContainerStartParameters());
        await Readiness.WaitAsync(AdminConnectionString, "The restarted container", CancellationToken.None);
    }

    public override async ValueTask DisposeAsync()
    {
        docker.Dispose();
        await container.DisposeAsync();
    }
}
