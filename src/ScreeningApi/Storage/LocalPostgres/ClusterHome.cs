using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>Where a private cluster lives, and the user it runs as.</summary>
internal sealed record ClusterHome(string Directory, ClusterUser User)
{
    private const UnixFileMode Passable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute |
        UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public string NpmDirectory => Path.Combine(Directory, "npm");

    public string ClusterDirectory => Path.Combine(Directory, "postgres");

    /// <exception cref="NoDatabaseException">Root has no user to hand over to, or no directory that user can reach.</exception>
    [UnsupportedOSPlatform("windows")]
    public static async Task<ClusterHome> PrepareAsync(string dataDirectory, CancellationToken ct)
    {
        var user = await ClusterUser.FindAsync(ct)
            ?? throw new NoDatabaseException("PostgreSQL refuses to run as root, and no other user could be taken or made.");
        if (await TryAsync(dataDirectory, user, ct)) return new ClusterHome(dataDirectory, user);

        // a repository below /root, say: closed to every other user
        var elsewhere = Path.Combine("/var/lib/screening-api", NameFor(dataDirectory));
        if (!await TryAsync(elsewhere, user, ct))
            throw new NoDatabaseException(
                $"User {user.Name ?? Environment.UserName} can use neither {dataDirectory} nor {elsewhere} to run PostgreSQL there.");
        return new ClusterHome(elsewhere, user);
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task<bool> TryAsync(string directory, ClusterUser user, CancellationToken ct)
    {
        try
        {
            if (!System.IO.Directory.Exists(directory)) MakePassable(directory);
            return await user.CanReachAsync(directory, ct);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Creates a directory and its missing parents, passable whatever the umask is.</summary>
    [UnsupportedOSPlatform("windows")]
    private static void MakePassable(string directory)
    {
        var parent = Path.GetDirectoryName(directory)!;
        if (!System.IO.Directory.Exists(parent)) MakePassable(parent);
        System.IO.Directory.CreateDirectory(directory);
        File.SetUnixFileMode(directory, Passable);
    }

    /// <summary>The same place every time for the same repository, another for another.</summary>
    private static string NameFor(string dataDirectory) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataDirectory)))[..12];
}
