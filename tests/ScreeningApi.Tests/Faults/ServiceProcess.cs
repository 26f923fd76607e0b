using System.Collections.Concurrent;
using System.Diagnostics;
using ScreeningApi.Storage.LocalPostgres;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>The program as a process of its own, so that it can be killed, paused and told to stop.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private ServiceProcess(string command, string connectionString, BatchSettings settings, Uri? url)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ScreeningApi.dll"), command])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ConnectionStrings__Screening"] = connectionString;
        start.Environment["Auth__BootstrapKey"] = TestService.BootstrapKey;
        start.Environment["ASPNETCORE_URLS"] = url?.ToString();
        // It lives for seconds: code that is compiled a second time to run faster only takes the time of the start.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountThreshold"] = "60000";
        foreach (var (name, value) in settings.Environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>An address that is free now; one service after another may listen on it.</summary>
    public static Uri FreeUrl() => new($"http://127.0.0.1:{LoopbackPort.Free(preferred: null)}");

    public static ServiceProcess Serve(string connectionString, Uri url, BatchSettings settings) => new("serve", connectionString, settings, url);

    public static ServiceProcess Work(string connectionString, BatchSettings settings) => new("worker", connectionString, settings, url: null);

    /// <summary>A client of the service at this address, whichever process that is.</summary>
    public static HttpClient NewClient(Uri url)
    {
        var client = new HttpClient { BaseAddress = url };
        client.DefaultRequestHeaders.Add("X-Api-Key", TestService.BootstrapKey);
        return client;
    }

    /// <summary>Returns when it answers.</summary>
    public Task IsUpAsync(HttpClient http) => Eventually.HoldsAsync(
        async () =>
        {
            Assert.False(HasExited, string.Join('\n', _lines));
            try
            {
                using var answer = await http.GetAsync("/health/live", TestContext.Current.CancellationToken);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, "the service is up", seconds: 60);

    /// <summary>SIGKILL; returns when it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public Task PauseAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>SIGTERM, as a deployment sends it; returns when it has ended, or throws when it does not.</summary>
    public async Task TerminateAsync(TimeSpan patience)
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
