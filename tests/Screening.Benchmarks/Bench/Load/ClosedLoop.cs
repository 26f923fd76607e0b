using System.Diagnostics;
using System.Net.Sockets;
using Screening.Benchmarks.Bench.Wire;

namespace Screening.Benchmarks.Bench.Load;

/// <summary>
/// So many connections that each send the next request as soon as the last was answered. A connection that the server closes has ended:
/// that is for those who kill it.
/// </summary>
internal sealed class ClosedLoop(Uri server, byte[][] requests)
{
    internal delegate void See(int request, WireAnswer answer);

    private readonly Latencies _latencies = new();
    private int _next = -1;

    /// <summary>After the last request of a list that is to be sent once, nothing more is sent.</summary>
    public bool SendsOnce { get; init; }

    public async Task<Saturation> RunAsync(int connections, TimeSpan time, See? see, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => ConnectAsync(watch, time, see, cancellation), cancellation)));
        return Saturation.Of(_latencies, watch.Elapsed);
    }

    private async Task ConnectAsync(Stopwatch watch, TimeSpan time, See? see, CancellationToken cancellation)
    {
        using var connection = new WireConnection(server);
        try
        {
            while (watch.Elapsed < time && Next() is { } number)
            {
                var began = watch.Elapsed;
                await connection.SendAsync(requests[number], cancellation);
                _latencies.Add((watch.Elapsed - began).TotalMilliseconds, connection.Answer.Status is 200 or 201);
                see?.Invoke(number, connection.Answer);
            }
        }
        catch (Exception gone) when (gone is SocketException or IOException)
        {
            _latencies.Add(null, isFine: false);
        }
    }

    private int? Next()
    {
        var next = Interlocked.Increment(ref _next);
        return SendsOnce && next >= requests.Length ? null : next % requests.Length;
    }
}
