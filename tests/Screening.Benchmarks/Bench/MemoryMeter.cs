using System.Diagnostics;

namespace Screening.Benchmarks.Bench;

/// <summary>Looks ten times a second at how much memory a process has resident.</summary>
internal sealed class MemoryMeter : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private const double Beginning = 0.2;

    private readonly Stopwatch _since = Stopwatch.StartNew();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(TimeSpan At, double Mb)> _samples = [];
    private readonly int _process;
    private readonly Task _sampling;

    public MemoryMeter(int process)
    {
        _process = process;
        _sampling = SampleAsync();
    }

    /// <summary>Stops, and adds the peak, the last, and the peaks before and after a fifth of the time: flat is where these two are near.</summary>
    public async Task ReportAsync(Figures figures, string name, double mostMb)
    {
        await StopAsync();
        if (_samples.Count == 0)
        {
            throw new BenchFault("The memory of the service cannot be measured: no /proc/PID/status could be read.");
        }

        var border = _since.Elapsed * Beginning;
        figures.AddAtMost($"{name}.memoryPeakMb", _samples.Max(s => s.Mb), mostMb);
        figures.Add($"{name}.memoryFinalMb", _samples[^1].Mb);
        figures.Add($"{name}.memoryPeakFirstFifthMb", _samples.Where(s => s.At <= border).Select(s => s.Mb).DefaultIfEmpty(_samples[0].Mb).Max());
        figures.Add($"{name}.memoryPeakAfterwardsMb", _samples.Where(s => s.At > border).Select(s => s.Mb).DefaultIfEmpty(_samples[^1].Mb).Max());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _sampling;
        _since.Stop();
    }

    private async Task SampleAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            if (Machine.MemoryMb(_process, "VmRSS") is { } mb)
            {
                _samples.Add((_since.Elapsed, mb));
            }

            await Task.Delay(Pause, _stop.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
