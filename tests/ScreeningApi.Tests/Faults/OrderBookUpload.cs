using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>A client that sends an order book, and sends it again with the same key until it is told that it was accepted.</summary>
internal sealed class OrderBookUpload(HttpClient http, int rows, string key)
{
    private static readonly HttpStatusCode[] Expected = [HttpStatusCode.Accepted, HttpStatusCode.Conflict, HttpStatusCode.ServiceUnavailable];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>How long the client takes for the file.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The last bytes are sent when this has ended.</summary>
    public Task LastPiece { get; init; } = Task.CompletedTask;

    /// <summary>What it was answered; 0 where the connection broke.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    /// <summary>The id of the batch.</summary>
    public async Task<Guid> UntilAcceptedAsync(int seconds = 240)
    {
        Guid? id = null;
        await Eventually.HoldsAsync(async () => (id = await SendAsync()) is not null, $"upload {key} is accepted", seconds);
        return id!.Value;
    }

    /// <summary>Sends it once; null when it was not accepted.</summary>
    public async Task<Guid?> SendAsync(CancellationToken? patience = null)
    {
        try
        {
            using var request = NewRequest(new PacedStream(OrderBookFile.Of(rows), Duration, LastPiece));
            using var answer = await http.SendAsync(request, patience ?? Cancelled);
            Answers.Enqueue((int)answer.StatusCode);
            Assert.True(Expected.Contains(answer.StatusCode), $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Cancelled)}");
            return answer.StatusCode == HttpStatusCode.Accepted ? (await answer.ReadJsonAsync()).GetProperty("id").GetGuid() : null;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            Answers.Enqueue(0);
            return null;
        }
    }

    private HttpRequestMessage NewRequest(Stream file)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batches") { Content = new StreamContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }
}
