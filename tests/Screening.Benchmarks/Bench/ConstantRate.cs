using System.Diagnostics;

namespace Screening.Benchmarks.Bench;

/// <summary>
/// Sends at a constant rate, whether or not earlier requests were answered, and counts each from the moment it was meant to be sent:
/// a service that stalls is not spared the requests that would have come meanwhile.
/// </summary>
internal sealed class ConstantRate(int perSecond, Func<int, Task<bool>> send)
{
    private readonly List<double> _milliseconds = [];
    private int _failed;

    public int Sent { get; private set; }

    /// <summary>Goes on until told to stop; then waits for what was sent.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var since = Stopwatch.StartNew();
        var open = new List<Task>();
        for (; !stop.IsCancellationRequested; Sent++)
        {
            var due = TimeSpan.FromSeconds((double)Sent / perSecond);
            if (due - since.Elapsed is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, CancellationToken.None);
            }

            open.Add(SendAsync(Sent, due, since));
        }

        await Task.WhenAll(open);
    }

    public void Report(Figures figures, string name, double mostP99)
    {
        _milliseconds.Sort();
        figures.Add($"{name}.requests", Sent);
        figures.AddAtMost($"{name}.failed", _failed, 0);
        figures.Add($"{name}.p50Ms", Quantile(0.5));
        figures.AddAtMost($"{name}.p99Ms", Quantile(0.99), mostP99);
        figures.Add($"{name}.maxMs", Quantile(1));
    }

    /// <summary>Nearest rank: a latency that was measured, never one between two.</summary>
    private double Quantile(double share) => _milliseconds.Count == 0 ? double.PositiveInfinity : _milliseconds[(int)Math.Ceiling(share * _milliseconds.Count) - 1];

    private async Task SendAsync(int number, TimeSpan due, Stopwatch since)
    {
        var isFine = await send(number);
        var took = (since.Elapsed - due).TotalMilliseconds;
        lock (_milliseconds)
        {
            _milliseconds.Add(took);
            _failed += isFine ? 0 : 1;
        }
    }
}
