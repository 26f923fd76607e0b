using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Screening.Benchmarks.Bench.Wire;
using ScreeningApi.Tests.Batches;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>
/// What must hold of a completed batch of the order book after any fault: in the database the invariants that travel with it, through
/// the service every row once and in its place, as a stream of the same file has it that stores nothing, and as single requests have it.
/// </summary>
internal static class BatchChecker
{
    private const int Seed = 20261123;
    private const int Singles = 25;

    /// <summary>Results of the same rows without a database between them and their answer.</summary>
    private static readonly ConcurrentDictionary<int, string> Streamed = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task HoldsAsync(string connectionString, HttpClient http, (Guid Id, int Rows) batch)
    {
        await BatchInvariants.HoldAsync(connectionString);
        var path = $"/v1/batches/{batch.Id}";
        var results = await DownloadAsync(http, $"{path}/results");
        var lines = new ResultLines();
        lines.Add(Encoding.UTF8.GetBytes(results));
        lines.Check(batch.Rows);
        AssertSame(Streamed.TryGetValue(batch.Rows, out var known) ? known : Streamed[batch.Rows] = await StreamAsync(http, batch.Rows), results);

        var rows = (await DownloadAsync(http, $"{path}/results?format=ndjson")).TrimEnd('\n').Split('\n').Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToList();
        AssertCounted(await http.GetJsonAsync(path), rows);
        var shipments = rows.GroupBy(r => r.Text("shipment_ref")).ToArray();
        new Random(Seed).Shuffle(shipments);
        foreach (var shipment in shipments.Take(Singles))
        {
            await AssertScreenedAloneAsync(http, [.. shipment]);
        }
    }

    /// <summary>Connections that a fault has cut may be found by the first downloads: they break off and are done again.</summary>
    private static async Task<string> DownloadAsync(HttpClient http, string path)
    {
        string? text = null;
        await Eventually.HoldsAsync(async () =>
        {
            try
            {
                text = await http.GetStringAsync(path, Cancelled);
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, $"{path} is answered");
        return text!;
    }

    private static async Task<string> StreamAsync(HttpClient http, int rows)
    {
        using var file = new ByteArrayContent(OrderBookFile.Of(rows));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var answer = await http.PostAsync("/v1/screenings/stream", file, Cancelled);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancelled);
    }

    private static void AssertCounted(JsonElement batch, List<JsonElement> rows)
    {
        Assert.Equal("completed", batch.Text("state"));
        Assert.Equal((rows.Count, rows.Count, 0), (batch.GetProperty("rowsTotal").GetInt32(), batch.GetProperty("rowsDone").GetInt32(), batch.GetProperty("rowsRejected").GetInt32()));
        var told = batch.GetProperty("countsByVerdict").EnumerateObject().Where(c => c.Value.GetInt32() > 0).Select(c => (c.Name, c.Value.GetInt32()));
        Assert.Equal(rows.CountBy(r => r.Text("verdict")).Select(c => (c.Key, c.Value)).Order(), told.Order());
    }

    private static async Task AssertScreenedAloneAsync(HttpClient http, IReadOnlyList<JsonElement> shipment)
    {
        using var single = await http.PostTextAsync(HttpSteps.DryRun, SingleRequest.Of(shipment));
        var lines = (await single.ReadJsonAsync()).GetProperty("lines").EnumerateArray();
        Assert.Equal(
            shipment.Select(r => (r.Text("verdict"), r.GetProperty("risk_score").GetDecimal(), r.Text("risk_level"))),
            lines.Select(l => (l.Text("verdict"), l.GetProperty("riskScore").GetDecimal(), l.Text("riskLevel"))));
    }

    /// <summary>Says where they begin to differ: megabytes beside each other help nobody.</summary>
    private static void AssertSame(string expected, string found)
    {
        var same = expected.AsSpan().CommonPrefixLength(found);
        if (same < expected.Length || same < found.Length)
        {
            var from = Math.Max(0, same - 200);
            Assert.Fail($"The results differ at character {same}.\nExpected: {Part(expected, from)}\nFound:    {Part(found, from)}");
        }
    }

    private static string Part(string text, int from) => text.Substring(from, Math.Min(400, text.Length - from));
}
