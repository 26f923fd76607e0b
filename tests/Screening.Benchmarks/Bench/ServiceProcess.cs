using System.Diagnostics;
using System.Net;
using ScreeningApi.Storage.LocalPostgres;

namespace Screening.Benchmarks.Bench;

/// <summary>The built service as a process of its own, as it runs in production.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Key = "bootstrap-key-of-the-benchmark-only";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    private ServiceProcess(string connectionString, int port)
    {
        Url = new Uri($"http://127.0.0.1:{port}");
        _settings = Settings(connectionString);
        _settings["ASPNETCORE_URLS"] = Url.GetLeftPart(UriPartial.Authority);
    }

    public Uri Url { get; }

    public string AccessKey => Key;

    public int ProcessId => _process!.Id;

    /// <summary>Time on processors since it was started: the figure that others on the machine disturb least.</summary>
    public TimeSpan Worked
    {
        get
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.TotalProcessorTime;
        }
    }

    /// <summary>What the service wrote, all processes of a run behind each other.</summary>
    public static string Log => Checkout.Artifact("service.log");

    /// <summary>Brings an empty database up to the service.</summary>
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellation)
    {
        var migrate = new Command("dotnet", "exec", Checkout.Service, "migrate") { Environment = Settings(connectionString), Limit = TimeSpan.FromMinutes(10) };
        if (await migrate.RunAsync(cancellation) is { Succeeded: false } failed)
        {
            throw new BenchFault($"The command migrate failed: {failed.LastLine}");
        }
    }

    public static async Task<ServiceProcess> StartAsync(string connectionString, CancellationToken cancellation)
    {
        var service = new ServiceProcess(connectionString, LoopbackPort.Free(null));
        try
        {
            await service.StartAsync(cancellation);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client with the first administrator's key. Nothing times out but what the caller cancels.</summary>
    public HttpClient NewClient()
    {
        var client = new HttpClient { BaseAddress = Url, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Add("X-Api-Key", AccessKey);
        return client;
    }

    /// <summary>Starts it, after <see cref="KillAsync"/> on the same port again, and waits until it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        _process?.Dispose();
        // The shell only leads the output into a file, and is gone: its process becomes the service.
        var start = new ProcessStartInfo("sh", ["-c", "exec dotnet exec \"$0\" serve >>\"$1\" 2>&1", Checkout.Service, Log]) { WorkingDirectory = Path.GetDirectoryName(Checkout.Service) };
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        using var http = NewClient();
        var waited = Stopwatch.StartNew();
        while (!await IsReadyAsync(http, cancellation))
        {
            if (_process.HasExited || waited.Elapsed > Patience)
            {
                throw new BenchFault($"The service did not get ready: {File.ReadLines(Log).LastOrDefault(l => l.Length > 0)} (see {Log})");
            }

            await Task.Delay(Pause, cancellation);
        }
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
    }

    private static Dictionary<string, string> Settings(string connectionString) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_ENVIRONMENT"] = "Production",
        ["ConnectionStrings__Screening"] = connectionString, ["Auth__BootstrapKey"] = Key,
    };

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
