using System.Diagnostics;
using System.Net;
using ScreeningApi.Storage.LocalPostgres;

namespace Screening.Benchmarks.Bench;

/// <summary>A server as a process of its own, on a port of 127.0.0.1 that it keeps.</summary>
internal class ListeningProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly string[] _arguments;
    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    /// <param name="arguments">Of dotnet, the program first.</param>
    protected ListeningProcess(string[] arguments, IReadOnlyDictionary<string, string> settings)
    {
        Url = new Uri($"http://127.0.0.1:{LoopbackPort.Free(null)}");
        _arguments = arguments;
        _settings = new(settings) { ["ASPNETCORE_URLS"] = Url.GetLeftPart(UriPartial.Authority) };
    }

    public Uri Url { get; }

    public int ProcessId => _process!.Id;

    /// <summary>From the start of the process to the first 200 of <c>/health/ready</c>.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>Time on processors since it was started: the figure that others on the machine disturb least.</summary>
    public TimeSpan Worked
    {
        get
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.TotalProcessorTime;
        }
    }

    /// <summary>What the servers wrote, all processes of a run behind each other.</summary>
    public static string Log => Checkout.Artifact("service.log");

    /// <summary>Starts it, after <see cref="KillAsync"/> on the same port again, and waits until it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        _process?.Dispose();
        using var http = new HttpClient { BaseAddress = Url };
        // The shell only leads the output into a file, and is gone: its process becomes the server.
        var start = new ProcessStartInfo("sh", ["-c", "exec dotnet exec \"$@\" >>\"$0\" 2>&1", Log, .. _arguments]) { WorkingDirectory = Path.GetDirectoryName(_arguments[0]), RedirectStandardInput = true };
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        var waited = Stopwatch.StartNew();
        _process = Process.Start(start)!;
        while (!await IsReadyAsync(http, cancellation))
        {
            if (_process.HasExited || waited.Elapsed > Patience)
            {
                throw new BenchFault($"{Path.GetFileName(_arguments[0])} did not get ready: {File.ReadLines(Log).LastOrDefault(l => l.Length > 0)} (see {Log})");
            }

            await Task.Delay(Pause, cancellation);
        }

        ReadyAfter = waited.Elapsed;
    }

    /// <summary>SIGKILL: nothing is said goodbye to.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        GC.SuppressFinalize(this);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready", cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
