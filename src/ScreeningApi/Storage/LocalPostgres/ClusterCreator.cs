using System.Runtime.Versioning;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>Makes the data of a new private cluster, whole or not at all.</summary>
internal static class ClusterCreator
{
    public const string Superuser = "screening";

    // Reachable from this machine only, by password only. Durable: people keep real screenings in it.
    private const string Settings = """

        # private cluster
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        fsync = on
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_checkpoints = off

        """;

    [UnsupportedOSPlatform("windows")]
    public static async Task CreateAsync(PostgresBinaries binaries, ClusterFiles files, ClusterUser user, CancellationToken ct)
    {
        files.MakePassword();
        await user.OwnAsync(files.Directory, ct);
        var made = await InitDbAsync("C.UTF-8", binaries, files, user, ct);
        // systems without C.UTF-8 have C: the encoding is UTF-8 all the same, and we sort nothing by language
        if (made.Output.Contains("locale name", StringComparison.Ordinal)) made = await InitDbAsync("C", binaries, files, user, ct);
        if (!made.Succeeded) throw new NoDatabaseException($"initdb of PostgreSQL {binaries.Version} failed: {made.LastLine}");
        await File.AppendAllTextAsync(Path.Combine(files.NewData, "postgresql.conf"), Settings, ct);
        Directory.Move(files.NewData, files.Data);
    }

    private static Task<CommandResult> InitDbAsync(
        string locale, PostgresBinaries binaries, ClusterFiles files, ClusterUser user, CancellationToken ct)
    {
        if (Directory.Exists(files.NewData)) Directory.Delete(files.NewData, recursive: true); // an earlier one was cut off
        var initDb = user.Command(
            binaries.InitDb, "-D", files.NewData, "-U", Superuser, "--pwfile", files.Password,
            "--auth=scram-sha-256", "--encoding=UTF8", $"--locale={locale}", "--no-instructions");
        return (initDb with { WorkingDirectory = files.Directory, Limit = TimeSpan.FromMinutes(3) }).RunAsync(ct);
    }
}
