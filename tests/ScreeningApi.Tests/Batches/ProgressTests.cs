using System.Text.Json;
using ScreeningApi.Tests.Support;
using static ScreeningApi.Tests.Batches.BatchSteps;

namespace ScreeningApi.Tests.Batches;

/// <summary>A batch on its way: what it says of itself, and what can be read already.</summary>
public sealed class ProgressTests(IdleBatchFixture service) : IClassFixture<IdleBatchFixture>
{
    private const int Rows = BatchFixture.ChunkRows * 3;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_that_nobody_works_on_is_queued_and_has_a_header_to_give()
    {
        var id = await service.Http.UploadAsync(Orders.Many(Rows));
        var status = await service.Http.StatusAsync(id);
        Assert.Equal(("queued", Rows, 0L), (status.Text("state"), status.GetProperty("rowsTotal").GetInt32(), Sum(status)));
        Assert.Empty(Table(await service.Http.ResultsAsync(id)));
        Assert.Empty(await service.Http.ResultLinesAsync(id));
        await service.WorkOffAsync(id);
        Assert.Equal(Rows, Table(await service.Http.ResultsAsync(id)).Count);
    }

    [Fact]
    public async Task While_it_runs_results_are_given_up_to_the_first_gap_and_counts_are_of_what_is_done()
    {
        var id = await service.Http.UploadAsync(Orders.Many(Rows));
        await using (var held = await HeldChunk.TakeAsync(service.ConnectionString, id, 1))
        {
            await using var workers = await service.WorkAsync(2);
            JsonElement status = default;
            await Eventually.HoldsAsync(async () => (status = await service.Http.StatusAsync(id)).GetProperty("rowsDone").GetInt32() == Rows - held.Rows, "the other chunks are done");
            Assert.Equal(("running", (long)Rows - held.Rows, false), (status.Text("state"), Sum(status), status.TryGetProperty("finishedAt", out var at) && at.ValueKind != JsonValueKind.Null));
            var rows = Table(await service.Http.ResultsAsync(id));
            Assert.Equal(Enumerable.Range(1, held.FirstRow - 1).Select(i => $"S-{i}"), rows.Select(r => r["shipment_ref"]));
            Assert.Equal(held.FirstRow - 1, (await service.Http.ResultLinesAsync(id)).Count);
            // The header is row 1 of the file.
            Assert.Equal(["S-40", "S-41"], Table(await service.Http.ResultsAsync(id, "?fromRow=41")).Take(2).Select(r => r["shipment_ref"]));
            Assert.Empty(Table(await service.Http.ResultsAsync(id, $"?fromRow={held.FirstRow + 1}")));
            using var answer = await service.Http.GetAsync($"/v1/batches/{id}/results", Cancelled);
            Assert.Equal("running", Assert.Single(answer.Headers.GetValues("Batch-State")));
        }

        await service.WorkOffAsync(id);
        var ended = await service.Http.StatusAsync(id);
        Assert.Equal((Rows, (long)Rows), (ended.GetProperty("rowsDone").GetInt32(), Sum(ended)));
        Assert.Equal(Rows, Table(await service.Http.ResultsAsync(id)).Count);
    }

    [Fact]
    public async Task Counts_are_those_of_the_results()
    {
        var file = Orders.Mixed + Orders.Many(120)[(Orders.Header.Length + 1)..] + "A-6,Chairs,9401.61,Nowhereland99,x\nA-7,Chairs,not a code,FR,x\n";
        var id = await service.Http.UploadAsync(file);
        await service.WorkOffAsync(id);
        var status = await service.Http.StatusAsync(id);
        var rows = Table(await service.Http.ResultsAsync(id));
        var counted = rows.GroupBy(r => r["verdict"]).ToDictionary(g => g.Key, g => (long)g.Count());
        Assert.Equal(127, rows.Count);
        Assert.All(status.GetProperty("countsByVerdict").EnumerateObject(), v => Assert.Equal(counted.GetValueOrDefault(v.Name), v.Value.GetInt64()));
        Assert.Equal(rows.Count(r => r["error"].Length > 0), status.GetProperty("rowsRejected").GetInt32());
        Assert.Equal((0, 127L), (status.GetProperty("rowsFailed").GetInt32(), Sum(status)));
        Assert.NotEqual(JsonValueKind.Null, status.GetProperty("finishedAt").ValueKind);
    }

    [Fact]
    public async Task What_is_left_of_a_canceled_batch_is_not_screened_in_its_counts_as_in_its_results()
    {
        var id = await service.Http.UploadAsync(Orders.Many(Rows));
        using var answer = await service.Http.DeleteAsync($"/v1/batches/{id}", Cancelled);
        var status = await answer.ReadJsonAsync();
        Assert.Equal((0, Rows), (status.GetProperty("rowsDone").GetInt32(), status.GetProperty("countsByVerdict").GetProperty("notScreened").GetInt32()));
        Assert.Equal(Rows, Table(await service.Http.ResultsAsync(id)).Count(r => r["verdict"] == "notScreened" && r["party_hits"].Length == 0));
        using var rerun = await service.Http.PostAsync($"/v1/batches/{id}/rerun", null, Cancelled);
        var problem = await ProblemAnswer.ReadAsync(rerun);
        Assert.Equal((409, "Only a batch in the state failed has rows that can be screened again; this one is canceled. Send the file again under another Idempotency-Key."), (problem.Status, problem.Detail));
    }

    [Fact]
    public async Task Batches_are_listed_newest_first_a_page_at_a_time()
    {
        using var http = await service.NewTenantAsync("lister");
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, await http.UploadAsync(Orders.Many(i + 1)));
        }

        var listed = new List<Guid>();
        var path = "/v1/batches?limit=2";
        for (var pages = 1; ; pages++)
        {
            var page = await http.GetJsonAsync(path);
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(b => b.GetProperty("id").GetGuid()));
            if (page.GetProperty("next").GetString() is not { } next)
            {
                Assert.Equal(3, pages);
                break;
            }

            path = $"/v1/batches?limit=2&cursor={next}";
        }

        Assert.Equal(ids, listed);
        Assert.Equal([5, 4], (await http.GetJsonAsync("/v1/batches?limit=2")).GetProperty("items").EnumerateArray().Select(b => b.GetProperty("rowsTotal").GetInt32()));
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?limit=x")]
    [InlineData("?cursor=x")]
    [InlineData("?cursor=")]
    public async Task A_page_that_cannot_be_is_422(string query)
    {
        using var answer = await service.Http.GetAsync("/v1/batches" + query, Cancelled);
        Assert.Equal(422, (await ProblemAnswer.ReadAsync(answer)).Status);
    }

    private static long Sum(JsonElement status) => status.GetProperty("countsByVerdict").EnumerateObject().Sum(v => v.Value.GetInt64());
}
