using System.Text.Json;

namespace ScreeningApi.Tests.Batches;

/// <summary>Reads a stream of events as https://html.spec.whatwg.org/multipage/server-sent-events.html has it.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private Task _reading = Task.CompletedTask;
    private int _beats;

    private EventReader(HttpResponseMessage answer, Stream body) => (_answer, _lines) = (answer, new StreamReader(body));

    /// <summary>Comments that were read so far.</summary>
    public int Beats => Volatile.Read(ref _beats);

    public static async Task<EventReader> OpenAsync(HttpClient http, Guid batch, string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/batches/{batch}/events");
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new EventReader(answer, await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Null when the stream has ended.</summary>
    public Task<Event?> NextAsync()
    {
        var next = ReadAsync();
        _reading = next;
        return next;
    }

    /// <summary>Who hangs up in the middle of a read ends that first: the buffer it reads into goes back to a pool with the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _lines.Dispose();
        _answer.Dispose();
        _stop.Dispose();
    }

    private async Task<Event?> ReadAsync()
    {
        var (id, data) = ("", "");
        while (await _lines.ReadLineAsync(_stop.Token) is { } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = colon < 0 ? "" : line[(colon + 1)..].TrimStart(' ');
            switch (colon < 0 ? line : line[..colon])
            {
                case "" when colon == 0:
                    Interlocked.Increment(ref _beats);
                    break;
                case "" when data.Length > 0:
                    return new Event(id, JsonDocument.Parse(data).RootElement);
                case "id":
                    id = value;
                    break;
                case "data":
                    data += value;
                    break;
                default:
                    Assert.True(line.Length == 0 || line.StartsWith("retry: ", StringComparison.Ordinal), line);
                    break;
            }
        }

        Assert.Equal("", data);
        return null;
    }

    internal sealed record Event(string Id, JsonElement Data);
}
