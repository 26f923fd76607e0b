using System.Globalization;
using System.Text.RegularExpressions;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>A directory with postgres, initdb and pg_ctl of one version that runs on this machine.</summary>
internal sealed partial record PostgresBinaries(string Directory, int Major, string Version)
{
    public const int OldestMajor = 15; // what our SQL needs

    private static readonly string[] Programs = ["postgres", "initdb", "pg_ctl"];

    public string InitDb => Path.Combine(Directory, "initdb");

    public string PgCtl => Path.Combine(Directory, "pg_ctl");

    /// <summary>Null where a program is missing or does not run here (another platform, missing libraries).</summary>
    public static async Task<PostgresBinaries?> ReadAsync(string directory, CancellationToken ct)
    {
        if (!Programs.All(p => File.Exists(Path.Combine(directory, p)))) return null;
        var answer = await new Command(Path.Combine(directory, "postgres"), "--version").RunAsync(ct);
        var version = VersionPattern().Match(answer.Output);
        if (!answer.Succeeded || !version.Success) return null;
        var major = int.Parse(version.Groups["major"].ValueSpan, CultureInfo.InvariantCulture);
        return new PostgresBinaries(directory, major, version.Value);
    }

    [GeneratedRegex(@"(?<=\(PostgreSQL\) )(?<major>\d+)\S*", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();
}
