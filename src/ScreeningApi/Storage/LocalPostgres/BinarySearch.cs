namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>Looks for PostgreSQL binaries where people and packages put them: what is on PATH first, then the newest.</summary>
internal static class BinarySearch
{
    // Distributions keep the server's programs off PATH, one directory a major version
    private static readonly string[] Places =
    [
        "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/libexec/postgresql*", "/usr/local/pgsql/bin",
        "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin", "/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
        "/Applications/Postgres.app/Contents/Versions/*/bin",
    ];

    public static async Task<List<PostgresBinaries>> FindAsync(string npmDirectory, CancellationToken ct)
    {
        var onPath = await ReadAsync(await OnPathAsync(ct), ct);
        var inPlaces = await ReadAsync(Places.SelectMany(Expand), ct);
        var fromNpm = await ReadAsync(Expand(Path.Combine(npmDirectory, NpmBinaries.Pattern)), ct);
        return [.. onPath, .. inPlaces.OrderByDescending(b => b.Major), .. fromNpm];
    }

    private static async Task<List<string>> OnPathAsync(CancellationToken ct)
    {
        var directories = new List<string>();
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (var entry in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var postgres = new FileInfo(Path.Combine(entry, "postgres"));
            if (!postgres.Exists) continue;
            // a link leads to the directory that holds the other programs too
            directories.Add((postgres.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? postgres).DirectoryName!);
            directories.Add(entry);
        }

        var configured = await new Command("pg_config", "--bindir").RunAsync(ct);
        if (configured.Succeeded) directories.Add(configured.FirstLine);
        return directories;
    }

    private static async Task<List<PostgresBinaries>> ReadAsync(IEnumerable<string> directories, CancellationToken ct)
    {
        var found = new List<PostgresBinaries>();
        foreach (var directory in directories.Distinct(StringComparer.Ordinal))
            if (await PostgresBinaries.ReadAsync(directory, ct) is { } binaries)
                found.Add(binaries);
        return found;
    }

    /// <summary>The directories a pattern with * in whole path segments stands for.</summary>
    private static IEnumerable<string> Expand(string pattern)
    {
        IEnumerable<string> found = ["/"];
        foreach (var segment in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
            found = found.SelectMany(parent => Below(parent, segment)).ToList();
        return found;
    }

    private static IEnumerable<string> Below(string parent, string segment)
    {
        if (segment.Contains('*', StringComparison.Ordinal))
            return Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, segment) : [];
        var child = Path.Combine(parent, segment);
        return Directory.Exists(child) ? [child] : [];
    }
}
