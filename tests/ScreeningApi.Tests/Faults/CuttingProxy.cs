using System.Net;
using System.Net.Sockets;

namespace ScreeningApi.Tests.Faults;

/// <summary>What a proxy does with a COMMIT that passes through it.</summary>
internal enum CommitFate
{
    /// <summary>It and its reply pass.</summary>
    Pass,

    /// <summary>It never reaches the server.</summary>
    Swallow,

    /// <summary>It reaches the server, and the connection is cut at once.</summary>
    CutAtOnce,

    /// <summary>The server has carried it out and replied, and the reply is lost.</summary>
    LoseReply,

    /// <summary>The client is cut off at once, and the server gets it only a while later.</summary>
    DeliverLate,
}

/// <summary>Stands between the service and its database and decides the fate of every COMMIT.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(250);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly (string Host, int Port) _server;
    private readonly Func<CommitFate> _decide;
    private readonly Task _accepting;

    public CuttingProxy(string host, int port, Func<CommitFate> decide)
    {
        (_server, _decide) = ((host, port), decide);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        try
        {
            await far.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            var link = new Link(near.GetStream(), far.GetStream());
            await Task.WhenAny(UpAsync(link), DownAsync(link));
            near.LingerState = new LingerOption(true, 0);
            if (link.Fate == CommitFate.DeliverLate)
            {
                near.Close();
                await Task.Delay(Lateness, _stop.Token);
                await link.Far.WriteAsync(link.Held, _stop.Token);
                await link.Far.ReadExactlyAsync(new byte[1], _stop.Token); // its reply
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two has gone: so has the link.
        }
    }

    private async Task UpAsync(Link link)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await link.Near.ReadAsync(buffer, _stop.Token)) > 0)
        {
            var sent = buffer.AsMemory(0, read);
            link.Fate = IsCommit(sent.Span) ? _decide() : CommitFate.Pass;
            if (link.Fate is CommitFate.Swallow or CommitFate.DeliverLate)
            {
                link.Held = sent.ToArray();
                return;
            }

            await link.Far.WriteAsync(sent, _stop.Token);
            if (link.Fate == CommitFate.CutAtOnce)
            {
                return;
            }

            if (link.Fate == CommitFate.LoseReply)
            {
                await link.Replied.Task.WaitAsync(_stop.Token);
                return;
            }
        }
    }

    private async Task DownAsync(Link link)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await link.Far.ReadAsync(buffer, _stop.Token)) > 0)
        {
            if (link.Fate != CommitFate.Pass)
            {
                link.Replied.TrySetResult();
                return;
            }

            await link.Near.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }

    /// <summary>A simple query (PostgreSQL protocol 3.0, message Q) whose text is COMMIT.</summary>
    private static bool IsCommit(ReadOnlySpan<byte> sent) => sent.IndexOf("Q\0\0\0\u000bCOMMIT\0"u8) >= 0;

    private sealed class Link(NetworkStream near, NetworkStream far)
    {
        private volatile CommitFate _fate;

        public NetworkStream Near => near;

        public NetworkStream Far => far;

        public CommitFate Fate
        {
            get => _fate;
            set => _fate = value;
        }

        public byte[] Held { get; set; } = [];

        public TaskCompletionSource Replied { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
