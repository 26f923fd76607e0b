using System.Runtime.Versioning;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>A database in a private cluster, by where its binaries come from.</summary>
[UnsupportedOSPlatform("windows")]
internal static class ClusterDatabase
{
    public static async Task<Attempt> TryLocalAsync(DatabaseRequest request, CancellationToken ct)
    {
        var home = await ClusterHome.PrepareAsync(request.DataDirectory, ct);
        var found = await BinarySearch.FindAsync(home.NpmDirectory, ct);
        try
        {
            return await StartAsync(found, home, request, ct);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new NoDatabaseException(
                $"The private cluster in {home.ClusterDirectory} belongs to another user ({denied.Message}): run as the user who made it " +
                "(root, perhaps), or move that directory away to start empty, or set ConnectionStrings__Screening.",
                denied);
        }
    }

    public static async Task<Attempt> TryNpmAsync(DatabaseRequest request, CancellationToken ct)
    {
        var home = await ClusterHome.PrepareAsync(request.DataDirectory, ct);
        if (await NpmBinaries.InstallAsync(home.NpmDirectory, request.Say, ct) is { } reason) return Attempt.Failed(reason);
        var found = await BinarySearch.FindAsync(home.NpmDirectory, ct);
        return await StartAsync(found.Where(b => b.Directory.StartsWith(home.NpmDirectory, StringComparison.Ordinal)), home, request, ct);
    }

    public static async Task<Attempt> TryAptAsync(DatabaseRequest request, CancellationToken ct)
    {
        if (await AptBinaries.InstallAsync(request.Say, ct) is { } reason) return Attempt.Failed(reason);
        return await TryLocalAsync(request, ct);
    }

    private static async Task<Attempt> StartAsync(
        IEnumerable<PostgresBinaries> found, ClusterHome home, DatabaseRequest request, CancellationToken ct)
    {
        var usable = await UsableAsync(found.ToList(), home, ct);
        if (usable.Binaries is not { } binaries) return Attempt.Failed(usable.Reason);
        if (home.Directory != request.DataDirectory)
            request.Say(
                $"Database: user {home.User.Name}, as whom root runs PostgreSQL, cannot enter {request.DataDirectory}; " +
                $"it is kept in {home.Directory}.");
        var isNew = new ClusterFiles(home.ClusterDirectory).Major is null;
        PrivateCluster cluster;
        try
        {
            cluster = await PrivateCluster.StartAsync(binaries, home, ct);
        }
        catch (NoDatabaseException failed) when (isNew) // nothing is hidden by going on to the next source
        {
            return Attempt.Failed(failed.Message);
        }

        var how = $"Database: PostgreSQL {binaries.Version} ({binaries.Directory}) as a private cluster in {home.ClusterDirectory}, " +
            $"127.0.0.1:{cluster.Server.Port}{(cluster.RanAlready ? ", which ran already" : "")} ({request.Why}).";
        return Attempt.Took(new ChosenDatabase(cluster.ConnectionString, how, cluster) { IsPrivate = true });
    }

    /// <summary>The first binaries that are new enough, fit the data that is there, and can be reached.</summary>
    private static async Task<(PostgresBinaries? Binaries, string Reason)> UsableAsync(
        List<PostgresBinaries> found, ClusterHome home, CancellationToken ct)
    {
        var recent = found.Where(b => b.Major >= PostgresBinaries.OldestMajor).ToList();
        var files = new ClusterFiles(home.ClusterDirectory);
        foreach (var binaries in recent.Where(b => files.Major is null || files.Major == b.Major))
            if (await home.User.CanReachAsync(binaries.InitDb, ct))
                return (binaries, "");
        if (files.Major is { } major) throw OtherVersion(major, found, files);
        if (found.Count == 0) return (null, "no PostgreSQL binaries on this machine");
        return recent.Count == 0
            ? (null, $"only PostgreSQL {found[0].Version}, older than {PostgresBinaries.OldestMajor}")
            : (null, $"user {home.User.Name} cannot run {recent[0].InitDb}");
    }

    // To start empty elsewhere would hide the screenings that are in it
    private static NoDatabaseException OtherVersion(int major, List<PostgresBinaries> found, ClusterFiles files) => new(
        $"{files.Data} was written by PostgreSQL {major}, and this machine has " +
        $"{(found.Count == 0 ? "none" : string.Join(", ", found.Select(b => b.Version).Distinct()))}: " +
        $"install PostgreSQL {major}, or move that directory away to start empty, or set ConnectionStrings__Screening.");
}
