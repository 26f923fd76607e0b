using System.Net.Sockets;
using System.Threading.Channels;

namespace Screening.Benchmarks.Bench.Wire;

/// <summary>Connections that are waited for when all are in use.</summary>
internal sealed class WirePool : IDisposable
{
    private readonly Channel<WireConnection> _free = Channel.CreateUnbounded<WireConnection>();
    private readonly WireConnection[] _all;

    public WirePool(Uri server, int connections)
    {
        _all = [.. Enumerable.Range(0, connections).Select(_ => new WireConnection(server))];
        foreach (var connection in _all)
        {
            _free.Writer.TryWrite(connection);
        }
    }

    /// <summary>Whether it was answered with success.</summary>
    public async Task<bool> SendAsync(byte[] request, CancellationToken cancellation)
    {
        var connection = await _free.Reader.ReadAsync(cancellation);
        try
        {
            await connection.SendAsync(request, cancellation);
            return connection.Answer.Status is 200 or 201;
        }
        catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
        finally
        {
            _free.Writer.TryWrite(connection);
        }
    }

    public void Dispose()
    {
        foreach (var connection in _all)
        {
            connection.Dispose();
        }
    }
}
