using System.Diagnostics;
using System.Globalization;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>The server process of a cluster, as its postmaster.pid names it.</summary>
internal sealed record Postmaster(int ProcessId, string DataDirectory, int Port)
{
    private const int DirectoryLine = 1, PortLine = 3; // process id, data directory, start time, port, ...

    /// <summary>
    /// The running server of a data directory, or null. A file left by a dead server is PostgreSQL's to judge, with one
    /// exception: where its process id now belongs to something else (after a restart of the machine or container, or
    /// as a zombie), PostgreSQL would refuse to start for ever, so that file is removed here. Its guard against leftover
    /// backends does not hang on the file: shared memory is keyed by the data directory itself.
    /// </summary>
    public static Postmaster? Find(ClusterFiles files)
    {
        if (Read(files.PostmasterId) is not { } named || !named.Exists()) return null;
        if (named.IsServing()) return named;
        File.Delete(files.PostmasterId);
        return null;
    }

    /// <summary>Fast shutdown: sessions are cut off, data is written out. Does not wait.</summary>
    public void AskToStop()
    {
        using var kill = Process.Start("sh", ["-c", $"kill -INT {ProcessId} 2>/dev/null"]);
        kill.WaitForExit();
    }

    private static Postmaster? Read(string file)
    {
        try
        {
            var lines = File.ReadAllLines(file);
            return lines.Length > PortLine ? new Postmaster(Number(lines[0]), lines[DirectoryLine], Number(lines[PortLine])) : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null; // gone or going, or another user's
        }
    }

    private bool Exists()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>
    /// Told by the command line, which anybody may read: where a process stands, root itself may not see in a container.
    /// A zombie has none; a backend has a title instead.
    /// </summary>
    private bool IsServing()
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return File.ReadAllText($"/proc/{ProcessId}/cmdline").Split('\0') is [var program, .. var arguments]
                    && Path.GetFileName(program) == "postgres" && arguments.Contains(DataDirectory);
            using var process = Process.GetProcessById(ProcessId);
            return process.ProcessName == "postgres";
        }
        catch (Exception ended) when (ended is IOException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static int Number(string line) => int.Parse(line.Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
}
