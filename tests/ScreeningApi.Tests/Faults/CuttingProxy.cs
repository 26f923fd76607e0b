using System.Net;
using System.Net.Sockets;
using Npgsql;

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

/// <summary>Stands between the service and its database and decides the fate of every COMMIT, and how bytes get through.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(250);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly (string Host, int Port) _server;
    private readonly Task _accepting;
    private CancellationTokenSource _links = new();

    public CuttingProxy(string host, int port)
    {
        _server = (host, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The fate of the next COMMIT.</summary>
    public Func<CommitFate> Decide { get; set; } = () => CommitFate.Pass;

    /// <summary>Makes what the next connection goes through, in both directions.</summary>
    public Func<Wire> NewWire { get; set; } = () => Wire.Sound;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>In front of the server of a connection string; <see cref="Through"/> says how to get to it.</summary>
    public static CuttingProxy InFrontOf(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        return new CuttingProxy(server.Host!, server.Port);
    }

    /// <summary>The connection string of the same database, through the proxy and so that it can read along.</summary>
    public string Through(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Host = "127.0.0.1", Port = Port, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Cuts every connection; those that come after it go through what is made from now on.</summary>
    public void CutAll() => Interlocked.Exchange(ref _links, new CancellationTokenSource()).Cancel();

    /// <summary>Everything passes from now on.</summary>
    public void Calm()
    {
        (Decide, NewWire) = (() => CommitFate.Pass, () => Wire.Sound);
        CutAll();
    }

    public async ValueTask DisposeAsync()
    {
        CutAll();
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
        var cut = _links.Token;
        try
        {
            await far.ConnectAsync(_server.Host, _server.Port, cut);
            var link = new Link(near.GetStream(), far.GetStream(), NewWire(), cut);
            await Task.WhenAny(UpAsync(link), DownAsync(link));
            near.LingerState = new LingerOption(true, 0);
            if (link.Fate == CommitFate.DeliverLate)
            {
                near.Close();
                await Task.Delay(Lateness, _stop.Token);
                await link.Far.WriteAsync(link.Held, _stop.Token);
                await link.Replied.Task.WaitAsync(_stop.Token); // else a connection would stay open for every one that was late
            }
            else if (link.Wire.HidesTheEnd)
            {
                near.Close();
                await Task.Delay(Timeout.Infinite, cut);
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
        while ((read = await link.Near.ReadAsync(buffer, link.Cut)) > 0)
        {
            var sent = buffer.AsMemory(0, read);
            link.Fate = IsCommit(sent.Span) ? Decide() : CommitFate.Pass;
            if (link.Fate is CommitFate.Swallow or CommitFate.DeliverLate)
            {
                link.Held = sent.ToArray();
                return;
            }

            await link.Wire.PassAsync(link.Far, sent, link.Cut);
            if (link.Fate == CommitFate.CutAtOnce)
            {
                return;
            }

            if (link.Fate == CommitFate.LoseReply)
            {
                await link.Replied.Task.WaitAsync(link.Cut);
                return;
            }
        }
    }

    private static async Task DownAsync(Link link)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await link.Far.ReadAsync(buffer, link.Cut)) > 0)
        {
            if (link.Fate != CommitFate.Pass)
            {
                link.Replied.TrySetResult();
                return;
            }

            await link.Wire.PassAsync(link.Near, buffer.AsMemory(0, read), link.Cut);
        }
    }

    /// <summary>A simple query (PostgreSQL protocol 3.0, message Q) whose text is COMMIT.</summary>
    private static bool IsCommit(ReadOnlySpan<byte> sent) => sent.IndexOf("Q\0\0\0\u000bCOMMIT\0"u8) >= 0;

    private sealed class Link(NetworkStream near, NetworkStream far, Wire wire, CancellationToken cut)
    {
        private volatile CommitFate _fate;

        public NetworkStream Near => near;

        public NetworkStream Far => far;

        public Wire Wire => wire;

        /// <summary>Canceled when the proxy cuts it.</summary>
        public CancellationToken Cut => cut;

        public CommitFate Fate
        {
            get => _fate;
            set => _fate = value;
        }

        public byte[] Held { get; set; } = [];

        public TaskCompletionSource Replied { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
