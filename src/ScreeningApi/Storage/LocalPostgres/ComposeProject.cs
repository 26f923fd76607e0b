using System.Globalization;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>The repository's docker-compose.yml, through whichever compose is installed; only its database is used.</summary>
internal sealed class ComposeProject(string[] compose, string file)
{
    private const string Service = "db";

    /// <summary>Null, and why, where there is no engine, no compose or no file.</summary>
    public static async Task<(ComposeProject? Project, string Reason)> FindAsync(string dataDirectory, CancellationToken ct)
    {
        var info = new Command("docker", "info", "--format", "{{.ServerVersion}}") { Limit = TimeSpan.FromSeconds(15) };
        if (!(await info.RunAsync(ct)).Succeeded) return (null, "no Docker engine answers");
        if (FindFile(dataDirectory) is not { } file) return (null, "no docker-compose.yml near the program");
        foreach (var compose in new string[][] { ["docker", "compose"], ["docker-compose"] })
            if ((await new Command(compose[0], [.. compose[1..], "version"]).RunAsync(ct)).Succeeded)
                return (new ComposeProject(compose, file), "");
        return (null, "a Docker engine answers, but neither docker compose nor docker-compose is installed");
    }

    /// <summary>The port the running database is published on; null when it does not run.</summary>
    public async Task<int?> PublishedPortAsync(CancellationToken ct)
    {
        var answer = await Run(0, "port", Service, "5432").RunAsync(ct); // 127.0.0.1:54321
        var number = answer.FirstLine.Split(':')[^1];
        var running = answer.Succeeded && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return running && number != "0" ? int.Parse(number, CultureInfo.InvariantCulture) : null;
    }

    public Task<CommandResult> UpAsync(int port, CancellationToken ct) =>
        (Run(port, "up", "-d", Service) with { Limit = TimeSpan.FromMinutes(10) }).RunAsync(ct); // may pull the image

    public Task<CommandResult> StopAsync() => Run(0, "stop", Service).RunAsync(CancellationToken.None);

    private Command Run(int port, params string[] arguments) =>
        new(compose[0], [.. compose[1..], "-f", file, .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(file),
            Environment = new Dictionary<string, string>
            {
                ["DB_PORT"] = port.ToString(CultureInfo.InvariantCulture),
                ["Auth__BootstrapKey"] = "unused", // the file demands one for the API, which is not started here
            },
        };

    private static string? FindFile(string dataDirectory)
    {
        foreach (var start in new[] { dataDirectory, Environment.CurrentDirectory, AppContext.BaseDirectory })
            for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
                if (File.Exists(Path.Combine(directory.FullName, "docker-compose.yml")))
                    return Path.Combine(directory.FullName, "docker-compose.yml");
        return null;
    }
}
