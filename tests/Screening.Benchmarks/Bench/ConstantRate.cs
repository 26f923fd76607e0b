using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Screening.Benchmarks.Bench;

/// <summary>
/// Sends at a constant rate, whether or not earlier requests were answered, and counts each from the moment it was meant to be sent:
/// a service that stalls is not spared the requests that would have come meanwhile. A thread of its own waits, in steps of a tenth of a
/// millisecond: the timers of the runtime wake up to two milliseconds late, which is more than most answers take.
/// </summary>
internal sealed class ConstantRate(int perSecond, Func<int, Task<bool>> send)
{
    private const uint Step = 100; // microseconds

    public Latencies Latencies { get; } = new();

    public int Sent { get; private set; }

    /// <summary>Goes on until told to stop; then waits for what was sent.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var open = new List<Task>();
        await Task.Factory.StartNew(() => Dispatch(open, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(open);
    }

    public void Report(Figures figures, string name, double mostP99)
    {
        figures.Add($"{name}.requests", Sent);
        figures.AddAtMost($"{name}.failed", Latencies.Failed, 0);
        figures.Add($"{name}.p50Ms", Latencies.Quantile(0.5));
        figures.AddAtMost($"{name}.p99Ms", Latencies.Quantile(0.99), mostP99);
        figures.Add($"{name}.maxMs", Latencies.Quantile(1));
    }

    /// <summary>Everything that is due goes out at once: a late step makes requests late and never fewer.</summary>
    private void Dispatch(List<Task> open, CancellationToken stop)
    {
        var since = Stopwatch.StartNew();
        while (!stop.IsCancellationRequested)
        {
            var due = TimeSpan.FromSeconds((double)Sent / perSecond);
            if (since.Elapsed < due)
            {
                Wait();
                continue;
            }

            open.Add(SendAsync(Sent, due, since));
            Sent++;
        }
    }

    private static void Wait()
    {
        if (OperatingSystem.IsWindows())
        {
            Thread.Yield();
        }
        else
        {
            _ = Sleep(Step);
        }
    }

    private async Task SendAsync(int number, TimeSpan due, Stopwatch since)
    {
        var isFine = await send(number);
        Latencies.Add((since.Elapsed - due).TotalMilliseconds, isFine);
    }

    [DllImport("libc", EntryPoint = "usleep"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sleep(uint microseconds);
}
