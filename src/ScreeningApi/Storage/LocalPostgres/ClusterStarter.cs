using System.Diagnostics;
using System.Globalization;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>
/// Starts the server of a private cluster with pg_ctl, which puts it into a session of its own: a Ctrl-C in the
/// terminal reaches the service, which may then use the database until its last request is answered.
/// </summary>
internal sealed class ClusterStarter(PostgresBinaries binaries, ClusterFiles files, ClusterUser user)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90); // covers the recovery after a crash
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// After a server was killed, its backends may live on for a while, and every start fails until the last is gone;
    /// so a failed start is tried again until time is up.
    /// </summary>
    public async Task<Postmaster> StartAsync(int? fixedPort, CancellationToken ct)
    {
        await user.OwnAsync(files.Directory, ct); // another user may have run it last
        var tried = Stopwatch.StartNew();
        while (true)
        {
            var port = fixedPort ?? LoopbackPort.Free(preferred: files.LastPort);
            var started = await PgCtlStart(port).RunAsync(ct);
            if (started.Succeeded && Postmaster.Find(files) is { } postmaster)
            {
                files.KeepPort(port);
                return postmaster;
            }

            if (tried.Elapsed > Patience)
                throw new NoDatabaseException($"PostgreSQL {binaries.Version} did not start: {LastLogLine()} (see {files.Log})");
            await Task.Delay(Pause, ct);
        }
    }

    private Command PgCtlStart(int port)
    {
        var limit = Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var start = user.Command(binaries.PgCtl, "start", "-D", files.Data, "-l", files.Log, "-w", "-t", limit, "-o", $"-p {port}");
        return start with { WorkingDirectory = files.Directory, Limit = Patience * 2 };
    }

    private string LastLogLine() =>
        File.Exists(files.Log) ? File.ReadLines(files.Log).LastOrDefault(l => l.Contains("FATAL", StringComparison.Ordinal), "") : "no log";
}
