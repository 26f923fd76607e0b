using Microsoft.Extensions.DependencyInjection;
using Screening.Engine;
using ScreeningApi.Batches;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Batches;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>Steps of a batch whose commit went through and whose reply was lost: they are done again, and must come to the same.</summary>
public sealed class LostReplyTests(TemplateDatabase databases) : IAsyncLifetime
{
    private string _direct = "";
    private CuttingProxy _proxy = null!;
    private Database _database = null!;
    private TestService _service = null!;
    private ChunkScreening _screening = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private HttpClient Http => _service.Http;

    public async ValueTask InitializeAsync()
    {
        _direct = await databases.CloneAsync();
        _proxy = CuttingProxy.InFrontOf(_direct);
        _database = Database.Open(_proxy.Through(_direct));
        // Its batches are worked on by the tests alone.
        _service = await FaultyService.StartAsync(_direct, new BatchSettings { Workers = 0, ChunkRows = 2 }, new CapturedLog());
        _screening = new ChunkScreening(_service.Services.GetRequiredService<SnapshotHolder>(), _service.Services.GetRequiredService<ScreeningMemory>(), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _screening.Dispose();
        await _service.DisposeAsync();
        await _database.DisposeAsync();
        await _proxy.DisposeAsync();
        await BatchInvariants.HoldAsync(_direct);
    }

    [Fact]
    public async Task Where_the_reply_to_the_end_of_a_batch_is_lost_the_next_one_ends_all_the_same()
    {
        var batches = new[] { await FailedRowsAsync("first"), await FailedRowsAsync("second"), await FailedRowsAsync("third") };
        LoseNextReply();
        await FinishAllAsync();
        foreach (var batch in batches)
        {
            Assert.Equal("failed", (await Http.StatusAsync(batch)).Text("state"));
        }
    }

    [Fact]
    public async Task A_rerun_whose_reply_was_lost_has_happened_once()
    {
        var batch = await FailedRowsAsync("rerun");
        await FinishAllAsync();
        LoseNextReply();
        var outcome = await new BatchStore(_database).ReopenAsync(new BatchName("local", batch), "a test", key: null, BatchIds.New(TimeProvider.System), Cancelled);
        Assert.Equal((ChangeOutcome.Changed, "running"), (outcome, (await Http.StatusAsync(batch)).Text("state")));
    }

    [Fact]
    public async Task A_rerun_that_is_sent_again_with_its_key_is_answered_the_same_and_done_once()
    {
        var batch = await FailedRowsAsync("keyed");
        await FinishAllAsync();
        Assert.Equal((202, false), await RerunAsync(batch, "again"));
        Assert.Equal((202, true), await RerunAsync(batch, "again"));
        Assert.Equal((409, false), await RerunAsync(batch, "another"));
        Assert.Equal((409, false), await RerunAsync(batch, null));
        await GiveUpAsync();
        await FinishAllAsync();
        Assert.Equal((202, true), await RerunAsync(batch, "again"));
        Assert.Equal("failed", (await Http.StatusAsync(batch)).Text("state"));
        Assert.Equal((202, false), await RerunAsync(batch, "another"));
        Assert.Equal((202, true), await RerunAsync(batch, "again"));
    }

    [Fact]
    public async Task A_chunk_whose_lease_has_ended_is_taken_before_those_that_nobody_has_begun()
    {
        var batch = await UploadAsync("leases");
        var work = new BatchWorkStore(_database);
        var open = Assert.Single(await work.FindOpenAsync(Cancelled));
        var first = await work.ClaimNextAsync(open.Key, TimeSpan.FromMinutes(1), Cancelled);
        var lost = await work.ClaimNextAsync(open.Key, TimeSpan.FromMilliseconds(1), Cancelled);
        await Task.Delay(50, Cancelled);
        var taken = await work.ClaimNextAsync(open.Key, TimeSpan.FromMinutes(1), Cancelled);
        var next = await work.ClaimNextAsync(open.Key, TimeSpan.FromMinutes(1), Cancelled);
        Assert.Equal([0, 1, 1, 2], new[] { first, lost, taken, next }.Select(c => c!.ChunkNo));
        Assert.Equal(lost!.Fence + 1, taken!.Fence);
        Assert.Equal(batch, open.Id);
    }

    [Fact]
    public async Task An_upload_that_was_canceled_while_it_arrived_is_answered_the_same_when_it_is_sent_again()
    {
        const int Rows = 8_000; // more than is looked at before an upload begins
        var canceling = new TaskCompletionSource();
        var upload = new OrderBookUpload(Http, Rows, "canceled") { LastPiece = canceling.Task };
        var first = upload.SendAsync(Cancelled);
        Guid id = default;
        await Eventually.HoldsAsync(async () => (id = (await Http.GetJsonAsync("/v1/batches")).GetProperty("items").EnumerateArray().Select(b => b.GetProperty("id").GetGuid()).FirstOrDefault()) != default, "the upload has begun");
        Assert.Equal("receiving", (await Http.StatusAsync(id)).Text("state"));
        using var canceled = await Http.DeleteAsync($"/v1/batches/{id}", Cancelled);
        Assert.Equal(200, (int)canceled.StatusCode);
        canceling.SetResult();
        await first;
        using var again = await Http.PostFileAsync(BatchSteps.FileOf(OrderBookFile.Of(Rows)), "canceled");
        Assert.Equal((409, "uploadLost"), ((int)again.StatusCode, (await ProblemAnswer.ReadAsync(again)).Code));
        Assert.Equal([409], upload.Answers);
        Assert.Equal("canceled", (await Http.StatusAsync(id)).Text("state"));
    }

    private void LoseNextReply()
    {
        var fates = new Queue<CommitFate>([CommitFate.LoseReply]);
        _proxy.Decide = () => fates.TryDequeue(out var fate) ? fate : CommitFate.Pass;
    }

    private async Task<Guid> UploadAsync(string key) => await Http.UploadAsync("shipment_ref,description,destination\nS1,Cotton shirts,DE\nS2,Processor chip,AE\nS3,Tea,FR\nS4,Tea,FR\nS5,Tea,FR\n", key);

    /// <summary>A batch all of whose rows could not be screened, before its end.</summary>
    private async Task<Guid> FailedRowsAsync(string key)
    {
        var batch = await UploadAsync(key);
        await GiveUpAsync();
        return batch;
    }

    private async Task GiveUpAsync()
    {
        var work = new BatchWorkStore(_database);
        foreach (var batch in await work.FindOpenAsync(Cancelled))
        {
            while (await work.ClaimNextAsync(batch.Key, TimeSpan.FromMinutes(1), Cancelled) is { } chunk)
            {
                Assert.True(await work.InsertResultsAsync(batch.Key, chunk, _screening.GiveUp(chunk, "a test"), Cancelled));
            }
        }
    }

    private async Task FinishAllAsync()
    {
        while ((await new BatchWorkStore(_database).FinishAsync(() => BatchIds.New(TimeProvider.System), Cancelled)).Count > 0)
        {
            // One at a time, as a worker does.
        }
    }

    private async Task<(int Status, bool IsReplayed)> RerunAsync(Guid batch, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/batches/{batch}/rerun");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await Http.SendAsync(request, Cancelled);
        return ((int)answer.StatusCode, answer.Headers.Contains("Idempotency-Replayed"));
    }
}
