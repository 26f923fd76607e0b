using System.Globalization;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>
/// PostgreSQL from Debian's or Ubuntu's packages. Their install would create and start a cluster of its own on
/// port 5432; the setting that prevents it has to be there before the server's package comes.
/// </summary>
internal static class AptBinaries
{
    private const string ClusterSettings = "/etc/postgresql-common/createcluster.conf";

    private static readonly Dictionary<string, string> Unattended = new() { ["DEBIAN_FRONTEND"] = "noninteractive" };

    /// <summary>Installs the packages; null when that worked, else the reason.</summary>
    public static async Task<string?> InstallAsync(Action<string> say, CancellationToken ct)
    {
        if (!File.Exists("/usr/bin/apt-get")) return "there is no apt-get";
        if (!Environment.IsPrivilegedProcess) return "only root can run apt-get install";
        say("Database: installing PostgreSQL with apt-get ...");
        await AptGet("update").RunAsync(ct); // an old list may still do
        if (await OfferedMajorAsync(ct) is var major and < PostgresBinaries.OldestMajor)
            return major == 0 ? "apt knows no package postgresql" : $"apt offers PostgreSQL {major} only";

        var common = await AptGet("install", "-y", "--no-install-recommends", "postgresql-common").RunAsync(ct);
        if (!common.Succeeded) return $"apt-get install postgresql-common failed ({common.LastLine})";
        await KeepFromStartingAsync(ct);
        var server = await AptGet("install", "-y", "--no-install-recommends", "postgresql").RunAsync(ct);
        return server.Succeeded ? null : $"apt-get install postgresql failed ({server.LastLine})";
    }

    private static Command AptGet(params string[] arguments) =>
        new("apt-get", ["-q", .. arguments]) { Environment = Unattended, Limit = TimeSpan.FromMinutes(10) };

    /// <summary>The major version apt would install: the package's version begins with it (15+248); 0 if there is none.</summary>
    private static async Task<int> OfferedMajorAsync(CancellationToken ct)
    {
        const string Candidate = "Candidate:";
        var policy = await new Command("apt-cache", "policy", "postgresql").RunAsync(ct);
        var line = policy.Output.Split('\n', StringSplitOptions.TrimEntries)
            .FirstOrDefault(l => l.StartsWith(Candidate, StringComparison.Ordinal), Candidate);
        var digits = string.Concat(line[Candidate.Length..].Trim().TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }

    private static async Task KeepFromStartingAsync(CancellationToken ct)
    {
        const string Setting = "create_main_cluster = false";
        var lines = File.Exists(ClusterSettings) ? await File.ReadAllLinesAsync(ClusterSettings, ct) : [];
        var kept = lines.Where(l => !l.TrimStart('#', ' ').StartsWith("create_main_cluster", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(ClusterSettings, [.. kept, Setting], ct);
    }
}
