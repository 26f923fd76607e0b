using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Screening.Benchmarks.Bench.Wire;

/// <summary>What came back. Good until the next request over the same connection.</summary>
internal readonly ref struct WireAnswer(ReadOnlySpan<byte> bytes)
{
    public int Status { get; } = AnswerEnd.Status(bytes);

    /// <summary>Where what was made can be found; empty when nothing was.</summary>
    public ReadOnlySpan<byte> Location { get; } = AnswerEnd.Header(bytes, "\r\nLocation: "u8);
}

/// <summary>
/// One kept connection that is given requests as ready bytes and only looks for the end of each answer: client and server share the
/// processors, and what the client takes is taken from the server that is measured.
/// </summary>
internal sealed class WireConnection(Uri server) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];
    private int _length;

    public WireAnswer Answer => new(_buffer.AsSpan(0, _length));

    public static byte[] Request(string method, Uri url, string accessKey, ReadOnlySpan<byte> body)
    {
        var head = $"{method} {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nX-Api-Key: {accessKey}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    /// <summary>Sends, and returns when the whole <see cref="Answer"/> is there. Throws <see cref="IOException"/> or <see cref="SocketException"/> when the server is gone.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        if (!_socket.Connected)
        {
            await _socket.ConnectAsync(IPAddress.Parse(server.Host), server.Port, cancellation);
        }

        while (!request.IsEmpty)
        {
            request = request[await _socket.SendAsync(request, SocketFlags.None, cancellation)..];
        }

        _length = 0;
        do
        {
            if (_length == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var received = await _socket.ReceiveAsync(_buffer.AsMemory(_length), SocketFlags.None, cancellation);
            _length += received > 0 ? received : throw new IOException("The server closed the connection in the middle of an answer.");
        }
        while (AnswerEnd.Find(_buffer.AsSpan(0, _length)) == 0);
    }

    public void Dispose() => _socket.Dispose();
}
