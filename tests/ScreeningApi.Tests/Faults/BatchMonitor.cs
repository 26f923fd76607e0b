using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>
/// Asks for every batch of the caller again and again, through faults and all, as a client does that waits for its results: what it is
/// told must only ever go forward.
/// </summary>
internal sealed class BatchMonitor : IAsyncDisposable
{
    private static readonly string[] Order = ["receiving", "queued", "running", "completed failed canceled"];

    private const int PatienceSeconds = 300;

    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Guid, Sight> _seen = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly Task _watching;
    private int _looks, _failures;

    public BatchMonitor(HttpClient http)
    {
        _http = http;
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>How often a batch was seen.</summary>
    public int Looks => _looks;

    /// <summary>How often nobody answered, or with 503.</summary>
    public int Failures => _failures;

    public int RowsDone(Guid id) => _seen.TryGetValue(id, out var sight) ? sight.RowsDone : 0;

    public bool IsFinished(Guid id) => _seen.TryGetValue(id, out var sight) && sight.IsFinished;

    public Task HasDoneAsync(Guid id, int rows) => SeesAsync(() => RowsDone(id) >= rows, $"{rows} rows are done");

    /// <summary>Returns when the batch has ended, and not otherwise than completed.</summary>
    public async Task HasCompletedAsync(Guid id)
    {
        await SeesAsync(() => IsFinished(id), "the batch ends");
        Assert.Equal("completed", _seen[id].State);
    }

    /// <summary>Stops looking. Fails when anything went back.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        Assert.Empty(_wrong);
        Assert.NotEqual(0, _looks);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task SeesAsync(Func<bool> condition, string what)
    {
        await Eventually.HoldsAsync(() => Task.FromResult(condition() || _watching.IsFaulted), what, PatienceSeconds);
        if (_watching.IsFaulted)
        {
            await _watching;
        }
    }

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await LookAsync();
                await Task.Delay(100, _stop.Token);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                Interlocked.Increment(ref _failures);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>An upload that broke off is no batch any more, and may be missing the next time.</summary>
    private async Task LookAsync()
    {
        using var answer = await _http.GetAsync("/v1/batches", _stop.Token);
        if (!answer.IsSuccessStatusCode)
        {
            Interlocked.Increment(ref _failures);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                _wrong.Enqueue($"the list of batches: {(int)answer.StatusCode}");
            }

            return;
        }

        var there = (await answer.ReadJsonAsync()).GetProperty("items").EnumerateArray().ToList();
        foreach (var lost in _seen.Values.Where(s => s.State != Order[0] && !there.Exists(b => b.GetProperty("id").GetGuid() == s.Id)))
        {
            _wrong.Enqueue($"batch {lost} is no longer there");
        }

        there.ForEach(b => Note(b.GetProperty("id").GetGuid(), b));
    }

    private void Note(Guid id, JsonElement batch)
    {
        Interlocked.Increment(ref _looks);
        var now = new Sight(id, batch.Text("state"), batch.GetProperty("rowsDone").GetInt32());
        if (_seen.TryGetValue(id, out var before) && (now.Step < before.Step || (before.IsFinished && now != before) || now.RowsDone < before.RowsDone))
        {
            _wrong.Enqueue($"batch {id} went from {before} to {now}");
        }

        _seen[id] = now;
    }

    private sealed record Sight(Guid Id, string State, int RowsDone)
    {
        public int Step => Array.FindIndex(Order, o => o.Contains(State, StringComparison.Ordinal));

        public bool IsFinished => Step == Order.Length - 1;
    }
}
