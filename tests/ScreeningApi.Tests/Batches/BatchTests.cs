using System.Net;
using System.Text;
using System.Text.Json;
using Screening.Benchmarks.Bench.Rows;
using ScreeningApi.Tests.Faults;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Batches;

public sealed class BatchTests(ServiceFixture service) : IClassFixture<ServiceFixture>, IAsyncLifetime
{
    private const string Rows = "shipment_ref,line_no,description,HS Code,value,Ship-to country,note\nS1,1,\"Quadcopter, thermal camera\",8806.23,1000,AE,=1+1\nS1,2,Cotton shirts,6109.10,12%,,x\nS2,1,Cotton shirts,6109.10,1,DE,y\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>After every test here, whatever it did.</summary>
    public async ValueTask DisposeAsync() => await BatchInvariants.HoldAsync(service.ConnectionString);

    [Fact]
    public async Task Every_row_has_one_result_in_input_order_behind_its_own_columns()
    {
        var batch = await CompletedAsync(Rows, "order");
        Assert.Equal((3, 3, 1), (batch.GetProperty("rowsTotal").GetInt32(), batch.GetProperty("rowsDone").GetInt32(), batch.GetProperty("rowsRejected").GetInt32()));
        Assert.Equal(3, batch.GetProperty("countsByVerdict").EnumerateObject().Sum(c => c.Value.GetInt64()));
        var lines = (await service.Http.GetStringAsync($"/v1/batches/{batch.Text("id")}/results", Cancelled)).TrimEnd('\n').Split('\n');
        Assert.Equal("shipment_ref,line_no,description,HS Code,value,Ship-to country,note,verdict,risk_score,risk_level,categories,controls,license,listings,party_hits,top_reason,error", lines[0]);
        Assert.StartsWith("S1,1,\"Quadcopter, thermal camera\",8806.23,1000,AE,\"'=1+1\",review,", lines[1], StringComparison.Ordinal);
        Assert.Contains("incomplete,,,,,,,,,\"row 3, column value: found '12%'", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("S2,1,Cotton shirts,6109.10,1,DE,y,noFinding,0.0,low,", lines[3], StringComparison.Ordinal);
        var errors = (await service.Http.GetJsonAsync($"/v1/batches/{batch.Text("id")}/errors")).GetProperty("items");
        Assert.Equal((3, "value"), (errors[0].GetProperty("row").GetInt32(), errors[0].Text("column")));
    }

    [Fact]
    public async Task The_same_key_and_file_are_taken_once_and_answered_the_same_again()
    {
        using var first = await UploadAsync(Rows, "same");
        using var second = await UploadAsync(Rows, "same");
        using var other = await UploadAsync(Rows + "S3,1,Shirts,6109.10,1,DE,z\n", "same");
        using var copy = await UploadAsync(Rows, "same-file-other-key");
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancelled), await second.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal("idempotencyKeyReused", (await ProblemAnswer.ReadAsync(other)).Code);
        Assert.NotNull((await copy.ReadJsonAsync()).Text("duplicateOf"));
    }

    [Fact]
    public async Task The_same_upload_many_times_at_once_is_one_batch()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => UploadAsync(Rows, "at-once")));
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.Conflict, $"{a.StatusCode}"));
        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.Accepted);
        Assert.Equal(1L, await service.AskAsync<long>("select count(*) from batches where idempotency_key = 'at-once'"));
    }

    [Theory]
    [InlineData("description,value\nShirts,1\n", "missingColumn", 400)]
    [InlineData("description,destination\n", "noRows", 422)]
    [InlineData("description,destination\n\"Shirts,DE\n", "unclosedQuote", 400)]
    [InlineData("", "noHeader", 422)]
    public async Task A_file_that_cannot_be_screened_is_refused_and_leaves_nothing_behind(string rows, string code, int status)
    {
        using var refused = await UploadAsync(rows, "refused-" + code);
        var problem = await ProblemAnswer.ReadAsync(refused);
        Assert.Equal((status, code), (problem.Status, problem.Code));
        Assert.Equal(0L, await service.AskAsync<long>("select count(*) from batches where idempotency_key = $1", "refused-" + code));
        using var mended = await UploadAsync(Rows, "refused-" + code);
        Assert.Equal(HttpStatusCode.Accepted, mended.StatusCode);
    }

    [Fact]
    public async Task A_batch_comes_to_the_same_as_its_shipments_one_by_one()
    {
        using var book = new StreamReader(new OrderBookStream(2_000));
        var batch = await CompletedAsync(await book.ReadToEndAsync(Cancelled), "one-by-one");
        var text = await service.Http.GetStringAsync($"/v1/batches/{batch.Text("id")}/results?format=ndjson", Cancelled);
        var rows = text.TrimEnd('\n').Split('\n').Select(l => JsonSerializer.Deserialize<JsonElement>(l)).GroupBy(r => r.Text("shipment_ref")).ToList();
        Assert.Equal(2_000, rows.Sum(g => g.Count()));
        foreach (var shipment in rows.Take(150))
        {
            using var single = await service.Http.PostTextAsync(HttpSteps.DryRun, SingleRequest.Of([.. shipment]));
            var lines = (await single.ReadJsonAsync()).GetProperty("lines").EnumerateArray();
            Assert.Equal(shipment.Select(Of), lines.Select(l => (l.Text("verdict"), l.GetProperty("riskScore").GetDecimal(), l.Text("riskLevel"))));
            Assert.All(shipment.Zip(lines), pair => Assert.True(pair.First.GetProperty("explanation") is { ValueKind: JsonValueKind.Null } || JsonElement.DeepEquals(pair.First.GetProperty("explanation"), pair.Second), pair.First.ToString()));
        }

        static (string, decimal, string) Of(JsonElement row) => (row.Text("verdict"), row.GetProperty("risk_score").GetDecimal(), row.Text("risk_level"));
    }

    [Fact]
    public async Task Another_tenants_batch_is_404()
    {
        var batch = await CompletedAsync(Rows, "mine");
        using var stranger = await service.NewTenantAsync("strangers-to-batches");
        foreach (var path in new[] { "", "/results", "/errors", "/events" })
        {
            using var answer = await stranger.GetAsync($"/v1/batches/{batch.Text("id")}{path}", Cancelled);
            Assert.Equal(404, (await ProblemAnswer.ReadAsync(answer)).Status);
        }

        using var cancel = await stranger.DeleteAsync($"/v1/batches/{batch.Text("id")}", Cancelled);
        using var finished = await service.Http.DeleteAsync($"/v1/batches/{batch.Text("id")}", Cancelled);
        Assert.Equal((404, 409), ((int)cancel.StatusCode, (int)finished.StatusCode));
    }

    [Fact]
    public async Task A_stream_answers_with_the_same_columns_and_stores_nothing()
    {
        var batch = await CompletedAsync(Rows, "beside-a-stream");
        using var content = new StringContent(Rows, Encoding.UTF8, "text/csv");
        using var answer = await service.Http.PostAsync("/v1/screenings/stream", content, Cancelled);
        Assert.Equal(await service.Http.GetStringAsync($"/v1/batches/{batch.Text("id")}/results", Cancelled), await answer.Content.ReadAsStringAsync(Cancelled));
    }

    private async Task<JsonElement> CompletedAsync(string rows, string key)
    {
        using var accepted = await UploadAsync(rows, key);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        await Eventually.HoldsAsync(async () => (await service.Http.GetJsonAsync(accepted.Headers.Location!.ToString())).Text("state") == "completed", "the batch is completed", seconds: 60);
        return await service.Http.GetJsonAsync(accepted.Headers.Location!.ToString());
    }

    private Task<HttpResponseMessage> UploadAsync(string rows, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batches") { Content = new StringContent(rows, Encoding.UTF8, "text/csv") };
        request.Headers.Add("Idempotency-Key", key);
        return service.Http.SendAsync(request, Cancelled);
    }
}
