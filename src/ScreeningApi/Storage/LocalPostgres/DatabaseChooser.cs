using Npgsql;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>
/// Finds a PostgreSQL to run on, so that the service starts on a machine where nothing was prepared: the configured
/// one, else what is at hand, else what can be installed. It always says which it took and why not an earlier one.
/// </summary>
internal static class DatabaseChooser
{
    /// <summary>Environment variable that forces one source: local, docker, npm or apt.</summary>
    public const string ForceVariable = "SCREENING_DATABASE";

    private const string Setting = "ConnectionStrings__Screening";

    /// <exception cref="NoDatabaseException">Nothing worked; the message says what to install or set.</exception>
    public static Task<ChosenDatabase> ChooseAsync(
        string? configuredConnectionString, string dataDirectory, Action<string> say, CancellationToken ct)
    {
        var sources = Forced();
        if (sources is null && !string.IsNullOrWhiteSpace(configuredConnectionString))
            return Task.FromResult(Configured(configuredConnectionString, say));
        var why = sources is null ? $"{Setting} is not set" : $"{ForceVariable}={Name(sources[0])}";
        return ChooseAmongAsync(sources ?? Enum.GetValues<DatabaseSource>(), why, dataDirectory, say, ct);
    }

    /// <summary>The same without a configured database, among some sources only.</summary>
    public static async Task<ChosenDatabase> ChooseAmongAsync(
        IReadOnlyList<DatabaseSource> sources, string why, string dataDirectory, Action<string> say, CancellationToken ct)
    {
        var reasons = new List<string> { why };
        foreach (var source in sources)
        {
            var request = new DatabaseRequest(Path.GetFullPath(dataDirectory), string.Join("; ", reasons), say);
            var attempt = await TryAsync(source, request, ct);
            if (attempt.Database is { } database)
            {
                say(database.How);
                return database;
            }

            reasons.Add($"{Name(source)}: {attempt.Reason}");
        }

        throw new NoDatabaseException(
            $"No database: set {Setting}, or install PostgreSQL 15 or later (Debian, Ubuntu: apt-get install postgresql), " +
            $"a Docker engine with compose, or Node.js. Tried: {string.Join("; ", reasons)}.");
    }

    private static Task<Attempt> TryAsync(DatabaseSource source, DatabaseRequest request, CancellationToken ct)
    {
        if (source == DatabaseSource.Docker) return DockerDatabase.TryAsync(request, ct);
        if (OperatingSystem.IsWindows()) return Task.FromResult(Attempt.Failed("a private cluster needs Linux or macOS"));
        return source switch
        {
            DatabaseSource.Local => ClusterDatabase.TryLocalAsync(request, ct),
            DatabaseSource.Npm => ClusterDatabase.TryNpmAsync(request, ct),
            _ => ClusterDatabase.TryAptAsync(request, ct),
        };
    }

    private static ChosenDatabase Configured(string connectionString, Action<string> say)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(connectionString);
            var chosen = new ChosenDatabase(connectionString, $"Database: {parts.Database} on {parts.Host}, as {Setting} says.");
            say(chosen.How);
            return chosen;
        }
        catch (ArgumentException unreadable)
        {
            throw new NoDatabaseException(
                $"{Setting} cannot be read ({unreadable.Message}); " +
                "expected the form Host=...;Port=5432;Database=...;Username=...;Password=...",
                unreadable);
        }
    }

    private static DatabaseSource[]? Forced()
    {
        var forced = Environment.GetEnvironmentVariable(ForceVariable);
        if (string.IsNullOrWhiteSpace(forced)) return null;
        foreach (var source in Enum.GetValues<DatabaseSource>())
            if (string.Equals(Name(source), forced.Trim(), StringComparison.OrdinalIgnoreCase))
                return [source];
        throw new NoDatabaseException($"{ForceVariable} is '{forced}'; expected local, docker, npm or apt.");
    }

    private static string Name(DatabaseSource source) => source.ToString().ToLowerInvariant();
}
