using System.Diagnostics;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>
/// A lock on a file that goes with its process, however that ends. Two services on one data directory share a
/// cluster: one of them starts it, and the last to leave stops it.
/// </summary>
internal static class ClusterLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2); // longer than a start or a stop takes
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for its turn.</summary>
    public static async Task<FileStream> TakeAsync(string file, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience)
        {
            if (TryTake(file) is { } taken) return taken;
            await Task.Delay(Pause, ct);
        }

        throw new NoDatabaseException($"Another process has been starting or stopping the database for minutes: it holds {file}.");
    }

    /// <summary>Null while anybody holds or shares it.</summary>
    public static FileStream? TryTake(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static FileStream Share(string file)
    {
        if (!File.Exists(file)) File.WriteAllBytes(file, []);
        return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
    }
}
