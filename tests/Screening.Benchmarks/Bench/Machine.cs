using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;

namespace Screening.Benchmarks.Bench;

/// <summary>What the figures depend on.</summary>
internal static class Machine
{
    public static void Describe(Figures figures)
    {
        figures.Fact("machine.processor", Line("/proc/cpuinfo", "model name"));
        figures.Add("machine.cores", Environment.ProcessorCount);
        figures.Add("machine.memoryMb", GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1048576d);
        figures.Fact("machine.system", RuntimeInformation.OSDescription);
        figures.Fact("machine.runtime", RuntimeInformation.FrameworkDescription);
        figures.Fact("machine.loadBefore", Load());
    }

    public static async Task DescribeAsync(Figures figures, BenchDatabase database, CancellationToken cancellation)
    {
        Describe(figures);
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancellation);
        foreach (var setting in (string[])["server_version", "fsync", "synchronous_commit", "shared_buffers", "max_wal_size"])
        {
            await using var show = new NpgsqlCommand("select current_setting($1)", connection) { Parameters = { new() { Value = setting } } };
            var value = (string)(await show.ExecuteScalarAsync(cancellation))!;
            figures.Fact($"postgres.{setting}", value);
            if ((setting, value) is ("fsync" or "synchronous_commit", "off"))
            {
                throw new BenchFault($"Found {setting} off, expected a database that keeps what it says it has stored.");
            }
        }

        figures.Fact("postgres.fileSystem", database.FileSystem);
    }

    /// <summary>Processes that ran or waited for the disk in the last minute, those of others too.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Line(string file, string name) => !File.Exists(file) ? "unknown"
        : File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>Kilobytes by their name in /proc/PID/status; null where there is no such file.</summary>
    public static double? MemoryMb(int process, string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.Ordinal));
            return line is null ? null : double.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
