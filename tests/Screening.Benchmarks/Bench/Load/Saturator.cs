using System.Globalization;
using ScreeningApi.Storage.LocalPostgres;

namespace Screening.Benchmarks.Bench.Load;

/// <summary>Saturates servers: with wrk, which takes the least of the processors for itself, or where it cannot be had with our own loop.</summary>
internal sealed class Saturator : IDisposable
{
    private const string Program = "wrk", Script = "Load.wrk.lua", Closing = "figures ";

    private readonly bool _hasWrk;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("screening-bench-");

    private Saturator(bool hasWrk) => _hasWrk = hasWrk;

    public static async Task<Saturator> MakeAsync(Figures figures, CancellationToken cancellation)
    {
        var version = await new Command(Program, "-v").RunAsync(cancellation);
        if (!IsThere(version))
        {
            Console.WriteLine("installing wrk");
            var apt = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" };
            await new Command("apt-get", "update", "-qq") { Environment = apt, Limit = TimeSpan.FromMinutes(3) }.RunAsync(cancellation);
            await new Command("apt-get", "install", "-y", "-qq", "--no-install-recommends", Program) { Environment = apt, Limit = TimeSpan.FromMinutes(3) }.RunAsync(cancellation);
            version = await new Command(Program, "-v").RunAsync(cancellation);
        }

        figures.Fact("load.client", IsThere(version) ? version.FirstLine : $"a closed loop of this program: wrk can neither be found nor installed ({version.FirstLine})");
        return new Saturator(IsThere(version));

        static bool IsThere(CommandResult result) => result.FirstLine.StartsWith(Program + " ", StringComparison.Ordinal);
    }

    /// <summary>Whether it can send goods that were never sent before.</summary>
    public bool CanRenew => _hasWrk;

    public async Task<Saturation> RunAsync(LoadTarget target, RequestBodies bodies, int connections, TimeSpan time, CancellationToken cancellation)
    {
        var reached = _hasWrk ? await RunWrkAsync(target, bodies, (connections, time, false), cancellation)
            : await new ClosedLoop(target.Url, target.Requests(bodies)).RunAsync(connections, time, null, cancellation);
        return reached.Check(target.Name);
    }

    /// <summary>The first description of each request has a number of its own: nothing that is remembered of goods is of use.</summary>
    public async Task<Saturation> RunNewAsync(LoadTarget target, RequestBodies bodies, int connections, TimeSpan time, CancellationToken cancellation) =>
        (await RunWrkAsync(target, bodies, (connections, time, true), cancellation)).Check(target.Name);

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<Saturation> RunWrkAsync(LoadTarget target, RequestBodies bodies, (int Connections, TimeSpan Time, bool IsNew) how, CancellationToken cancellation)
    {
        var (script, file) = (Path.Combine(_folder.FullName, "wrk.lua"), Path.Combine(_folder.FullName, $"{bodies.Lines}.jsonl"));
        await WriteAsync(script, file, bodies, cancellation);
        var seconds = Math.Ceiling(how.Time.TotalSeconds);
        var wrk = new Command(
            Program, "-t1", $"-c{how.Connections}", string.Create(CultureInfo.InvariantCulture, $"-d{seconds}s"), "-s", script, target.Url.AbsoluteUri, "--", file, target.AccessKey, how.IsNew ? "new" : "")
        { Limit = TimeSpan.FromSeconds(seconds + 60) };
        var outcome = await wrk.RunAsync(cancellation);
        var line = outcome.Output.Split('\n').FirstOrDefault(l => l.StartsWith(Closing, StringComparison.Ordinal));
        if (!outcome.Succeeded || line is null)
        {
            throw new BenchFault($"wrk failed: {outcome.LastLine}");
        }

        var numbers = line[Closing.Length..].Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return new Saturation((long)numbers[0], (long)numbers[1], numbers[0] / numbers[2] * 1e6, numbers[3] / 1000, numbers[4] / 1000);
    }

    private static async Task WriteAsync(string script, string file, RequestBodies bodies, CancellationToken cancellation)
    {
        if (File.Exists(file))
        {
            return;
        }

        await using var source = typeof(Saturator).Assembly.GetManifestResourceStream(Script)!;
        await using var target = File.Create(script);
        await source.CopyToAsync(target, cancellation);
        await File.WriteAllLinesAsync(file, bodies.All.Select(System.Text.Encoding.UTF8.GetString), cancellation);
    }
}
