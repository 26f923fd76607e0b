namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>
/// The user a private cluster runs as: this one, unless this one is root, which PostgreSQL refuses.
/// </summary>
internal sealed class ClusterUser
{
    private readonly string[] _prefix; // words before a command that make it run as this user

    private ClusterUser(string? name, string[] prefix)
    {
        Name = name;
        _prefix = prefix;
    }

    /// <summary>Null: the user of this process.</summary>
    public string? Name { get; }

    /// <summary>Null when this is root and no other user can be had.</summary>
    public static async Task<ClusterUser?> FindAsync(CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess) return new ClusterUser(null, []);
        foreach (var name in new[] { "postgres", "nobody" })
            if (await BecomeAsync(name, ct) is { } user)
                return user;
        const string Created = "screening";
        await new Command("useradd", "--system", "--no-create-home", "--shell", "/bin/sh", Created).RunAsync(ct);
        return await BecomeAsync(Created, ct);
    }

    public Command Command(string file, params string[] arguments)
    {
        string[] words = [.. _prefix, file, .. arguments];
        return new Command(words[0], words[1..]);
    }

    /// <summary>Whether this user gets to a path, through every directory above it.</summary>
    public async Task<bool> CanReachAsync(string path, CancellationToken ct) =>
        Name is null || (await Command("test", "-x", path).RunAsync(ct)).Succeeded;

    /// <summary>Gives a directory and what is in it to this user.</summary>
    public async Task OwnAsync(string path, CancellationToken ct)
    {
        if (Name is not null) await new Command("chown", "-R", Name, path).RunAsync(ct);
    }

    /// <summary>No one way to change the user is on every system: the first that works is taken.</summary>
    private static async Task<ClusterUser?> BecomeAsync(string name, CancellationToken ct)
    {
        var uid = await new Command("id", "-u", name).RunAsync(ct);
        var gid = await new Command("id", "-g", name).RunAsync(ct);
        if (!uid.Succeeded || !gid.Succeeded) return null;
        string[][] ways =
        [
            ["setpriv", "--reuid", uid.FirstLine, "--regid", gid.FirstLine, "--clear-groups", "--"],
            ["runuser", "-u", name, "--"],
            ["su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", name],
        ];
        foreach (var way in ways)
        {
            var user = new ClusterUser(name, way);
            if ((await user.Command("true").RunAsync(ct)).Succeeded) return user;
        }

        return null;
    }
}
