using Npgsql;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>The service is killed with SIGKILL and started again, while it takes a batch and while it works on it. Two of them at a time, and between the rounds both are gone.</summary>
public sealed class ServiceKillTests(TemplateDatabase databases) : IAsyncLifetime
{
    private const int Seed = 20261123;
    private const int Rows = 12_000;
    private const int Rounds = 10;
    private const int RoundsInUpload = 3;

    private static readonly BatchSettings Settings = new() { Workers = 2 };

    private readonly Random _chance = new(Seed);
    private readonly MovingAddress _address = new();
    private string _connectionString = "";
    private NpgsqlDataSource _sql = null!;
    private HttpClient _http = null!;
    private int _kills;
    private long _doneAtLastKill;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connectionString = await databases.CloneAsync();
        _sql = NpgsqlDataSource.Create(_connectionString + ";Application Name=observer");
        _http = MovingAddress.NewClient(_address, TestService.BootstrapKey);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _address.Dispose();
        await _sql.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_comes_through_twenty_kills_of_the_service()
    {
        await using var slow = await SlowDatabase.BeginAsync(_connectionString, milliseconds: 50);
        await using var monitor = new BatchMonitor(_http);
        var upload = new OrderBookUpload(_http, Rows, "killed") { Duration = TimeSpan.FromSeconds(2) };
        var accepted = upload.UntilAcceptedAsync(600);
        for (var round = 0; round < Rounds; round++)
        {
            Func<Task> wait = round < RoundsInUpload ? () => WaitInUploadAsync(accepted) : () => WaitInWorkAsync(accepted);
            await Task.WhenAll(LiveAndDieAsync(wait), LiveAndDieAsync(wait));
        }

        await slow.EndAsync();
        await using var last = await TestService.StartAsync(_connectionString);
        _address.Current = last.Url;
        var batch = await accepted;
        await monitor.HasCompletedAsync(batch);
        await monitor.StopAsync();
        await BatchChecker.HoldsAsync(_connectionString, _http, (batch, Rows));
        Assert.Equal(2 * Rounds, _kills);
        Assert.True(upload.Answers.Count(a => a == 0) >= RoundsInUpload, string.Join(' ', upload.Answers));
        TestContext.Current.SendDiagnosticMessage($"{_kills} kills, the last after {_doneAtLastKill} of {Rows / Settings.ChunkRows} chunks; answers to the upload: {string.Join(' ', upload.Answers.CountBy(a => a))}; {monitor.Looks} looks");
    }

    /// <summary>From its start until it is killed. The other of the round lives on for a while, or dies first.</summary>
    private async Task LiveAndDieAsync(Func<Task> wait)
    {
        var url = ServiceProcess.FreeUrl();
        using var own = ServiceProcess.NewClient(url);
        await using var service = ServiceProcess.Serve(_connectionString, url, Settings);
        await service.IsUpAsync(own);
        _address.Current = url;
        await wait();
        await service.KillAsync();
        Interlocked.Increment(ref _kills);
        if (_address.Current == url)
        {
            _address.Current = null;
        }
    }

    private async Task WaitInUploadAsync(Task<Guid> accepted)
    {
        await Task.Delay(Next(100, 1900), Cancelled);
        Assert.False(accepted.IsCompleted, "the upload is over before it was killed often enough");
    }

    private async Task WaitInWorkAsync(Task<Guid> accepted)
    {
        // Where both are dead before the upload has been answered, the sender comes again to one of the next round.
        await accepted;
        var (done, more) = (await DoneAsync(), Next(0, 12));
        await Eventually.HoldsAsync(async () => await DoneAsync() >= done + more, $"{more} more chunks are done", seconds: 120);
        await Task.Delay(Next(0, 30), Cancelled);
        _doneAtLastKill = await DoneAsync();
        Assert.NotEqual(0, await ChunksAsync("state <> 'done'"));
    }

    private int Next(int from, int to)
    {
        lock (_chance)
        {
            return _chance.Next(from, to);
        }
    }

    private Task<long> DoneAsync() => ChunksAsync("state = 'done'");

    private async Task<long> ChunksAsync(string condition) => (long)(await _sql.ScalarAsync($"select count(*) from batch_chunks where {condition}"))!;
}
