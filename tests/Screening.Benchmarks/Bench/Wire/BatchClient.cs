using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Screening.Benchmarks.Bench.Wire;

/// <summary>A batch as the service shows it.</summary>
internal sealed record BatchStatus
{
    public required string State { get; init; }
    public long? RowsTotal { get; init; }
    public long RowsDone { get; init; }
    public long RowsRejected { get; init; }
    public IReadOnlyDictionary<string, long> CountsByVerdict { get; init; } = new Dictionary<string, long>();

    public bool IsEnded => State is "completed" or "failed" or "canceled";

    /// <summary>Throws when not every row has a result, or one could not be read: all of an order book can.</summary>
    public void Check(long rows)
    {
        if (State != "completed" || RowsTotal != rows || RowsDone != rows || RowsRejected != 0 || CountsByVerdict.Values.Sum() != rows)
        {
            throw new BenchFault($"The batch is {State} with {RowsDone} of {RowsTotal} rows done, {RowsRejected} rejected and verdicts on {CountsByVerdict.Values.Sum()}; expected {rows} rows completed and none rejected.");
        }
    }
}

/// <summary>Sends batches and follows them.</summary>
internal sealed class BatchClient(HttpClient http)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns the batch's address.</summary>
    public async Task<Uri> UploadAsync(Stream rows, string key, CancellationToken cancellation)
    {
        var upload = await SendAsync(rows, key, cancellation);
        return upload.Batch ?? throw upload.Refused;
    }

    /// <summary>Sends again under the same key for as long as the service is away, or has not yet noticed that the first sending was cut.</summary>
    public async Task<Uri> UploadStubbornlyAsync(Func<Stream> rows, string key, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await using var stream = rows();
                var upload = await SendAsync(stream, key, cancellation);
                if (upload.Status is not (HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable))
                {
                    return upload.Batch ?? throw upload.Refused;
                }
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException)
            {
                // Away: being killed, or not yet back.
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    public async Task<BatchStatus> StatusAsync(Uri batch, CancellationToken cancellation) =>
        await http.GetFromJsonAsync<BatchStatus>(batch, Format, cancellation) ?? throw new BenchFault($"GET {batch} was answered with nothing.");

    /// <summary>Asks five times a second until it has ended.</summary>
    public async Task<BatchStatus> WaitAsync(Uri batch, CancellationToken cancellation)
    {
        while (true)
        {
            var status = await StatusAsync(batch, cancellation);
            if (status.IsEnded)
            {
                return status;
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>Reads the results and sees that every row is there, once and in its place.</summary>
    public async Task CheckResultsAsync(Uri batch, long rows, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(new Uri($"{batch.OriginalString}/results?format=csv", UriKind.RelativeOrAbsolute), HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new BenchFault($"The results were answered with {(int)answer.StatusCode}, expected 200.");
        }

        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var (lines, buffer) = (new ResultLines(), new byte[128 * 1024]);
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            lines.Add(buffer.AsSpan(0, count));
        }

        lines.Check(rows);
    }

    private async Task<Upload> SendAsync(Stream rows, string key, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batches") { Content = new StreamContent(rows, 128 * 1024) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.ExpectContinue = true; // a refusal comes before the rows are sent, and is read
        using var answer = await http.SendAsync(request, cancellation);
        return new Upload(answer.StatusCode, answer.StatusCode == HttpStatusCode.Accepted ? answer.Headers.Location : null, await answer.Content.ReadAsStringAsync(cancellation));
    }

    private sealed record Upload(HttpStatusCode Status, Uri? Batch, string Text)
    {
        public BenchFault Refused => new($"POST /v1/batches was answered with {(int)Status}, expected 202 with a Location: {Text}");
    }
}
