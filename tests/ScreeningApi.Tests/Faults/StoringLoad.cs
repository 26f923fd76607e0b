using System.Collections.Concurrent;
using System.Net;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>Stores screenings without a pause, each under a reference of its own, and keeps what was answered.</summary>
internal sealed class StoringLoad(HttpClient http) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _acknowledged = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;
    private int _refused;
    private int _sent;

    /// <summary>Id by reference of every screening that was answered with 201.</summary>
    public IReadOnlyDictionary<string, string> Acknowledged => _acknowledged;

    /// <summary>How many were answered with 503 and a time to try again.</summary>
    public int Refused => _refused;

    /// <summary>Every other answer.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    public void Start(int parallel) => _work = Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => Task.Run(WorkAsync)));

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
    }

    public async Task WaitForMoreAsync(int count)
    {
        var before = _acknowledged.Count;
        await Eventually.HoldsAsync(() => Task.FromResult(_acknowledged.Count >= before + count), "storing goes on");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var reference = $"load-{Interlocked.Increment(ref _sent)}";
            try
            {
                using var answer = await http.PostTextAsync("/v1/screenings", Shipments.Chip("AE", reference));
                await NoteAsync(reference, answer);
            }
            catch (HttpRequestException fault)
            {
                _wrong.Enqueue($"{reference}: {fault.Message}");
            }
        }
    }

    private async Task NoteAsync(string reference, HttpResponseMessage answer)
    {
        if (answer.StatusCode == HttpStatusCode.Created)
        {
            _acknowledged[reference] = (await answer.ReadJsonAsync()).Text("id");
        }
        else if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null)
        {
            Interlocked.Increment(ref _refused);
        }
        else
        {
            _wrong.Enqueue($"{reference}: {(int)answer.StatusCode}");
        }
    }
}
