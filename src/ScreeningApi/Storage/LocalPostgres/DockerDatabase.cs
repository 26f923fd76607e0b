using Npgsql;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>The database of docker-compose.yml, published on a port of 127.0.0.1; its data stays in its volume.</summary>
internal sealed class DockerDatabase : IAsyncDisposable
{
    // The development defaults of docker-compose.yml
    private const string Name = "screening", DefaultPassword = "screening";

    private readonly ComposeProject _project;

    private DockerDatabase(ComposeProject project) => _project = project;

    public static async Task<Attempt> TryAsync(DatabaseRequest request, CancellationToken ct)
    {
        var (project, reason) = await ComposeProject.FindAsync(request.DataDirectory, ct);
        if (project is null) return Attempt.Failed(reason);
        if (await project.PublishedPortAsync(ct) is { } running) return await ReadyAsync(running, started: null, request, ct);

        var port = LoopbackPort.Free(preferred: null);
        request.Say("Database: starting service db of docker-compose.yml (the first time its image is pulled) ...");
        var up = await project.UpAsync(port, ct);
        if (!up.Succeeded) return Attempt.Failed($"docker compose up db failed ({up.LastLine})");
        return await ReadyAsync(port, new DockerDatabase(project), request, ct);
    }

    public async ValueTask DisposeAsync() => await _project.StopAsync();

    private static async Task<Attempt> ReadyAsync(int port, DockerDatabase? started, DatabaseRequest request, CancellationToken ct)
    {
        var connectionString = ConnectionString(port);
        try
        {
            await Readiness.WaitAsync(connectionString, "Service db of docker-compose.yml", ct);
        }
        catch
        {
            if (started is not null) await started.DisposeAsync();
            throw;
        }

        var how = $"Database: service db of docker-compose.yml on 127.0.0.1:{port}" +
            $"{(started is null ? ", which ran already" : "")} ({request.Why}).";
        return Attempt.Took(new ChosenDatabase(connectionString, how, started) { IsPrivate = true });
    }

    private static string ConnectionString(int port) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = Name,
        Username = Name,
        Password = Environment.GetEnvironmentVariable("POSTGRES_PASSWORD") ?? DefaultPassword,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;
}
