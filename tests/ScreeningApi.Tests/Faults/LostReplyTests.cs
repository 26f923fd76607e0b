using Microsoft.Extensions.DependencyInjection;
using Screening.Engine;
using ScreeningApi.Batches;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Batches;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>Steps of a batch whose commit went through and whose reply was lost: they are done again, and must come to the same.</summary>
public sealed class LostReplyTests(LostReplyTests.Fixture fixture) : IClassFixture<LostReplyTests.Fixture>, IAsyncLifetime
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private HttpClient Http => fixture.Service.Http;

    private BatchWorkStore Work => new(fixture.Database);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await BatchInvariants.HoldAsync(fixture.ConnectionString);

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
        var outcome = await new BatchStore(fixture.Database).ReopenAsync(new BatchName("local", batch), "a test", key: null, BatchIds.New(TimeProvider.System), Cancelled);
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
        await GiveUpAsync(batch);
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
        var open = Assert.Single(await Work.FindOpenAsync(Cancelled), b => b.Id == batch);
        var first = await Work.ClaimNextAsync(open.Key, TimeSpan.FromMinutes(1), Cancelled);
        var lost = await Work.ClaimNextAsync(open.Key, TimeSpan.FromMilliseconds(1), Cancelled);
        await Task.Delay(50, Cancelled);
        var taken = await Work.ClaimNextAsync(open.Key, TimeSpan.FromMinutes(1), Cancelled);
        var next = await Work.ClaimNextAsync(open.Key, TimeSpan.FromMinutes(1), Cancelled);
        Assert.Equal([0, 1, 1, 2], new[] { first, lost, taken, next }.Select(c => c!.ChunkNo));
        Assert.Equal(lost!.Fence + 1, taken!.Fence);
    }

    [Fact]
    public async Task An_upload_that_was_canceled_while_it_arrived_is_answered_the_same_when_it_is_sent_again()
    {
        const int Rows = 8_000; // more than is looked at before an upload begins
        var canceling = new TaskCompletionSource();
        var upload = new OrderBookUpload(Http, Rows, "canceled") { LastPiece = canceling.Task };
        var first = upload.SendAsync(Cancelled);
        Guid id = default;
        await Eventually.HoldsAsync(async () => (id = await ReceivingAsync()) != default, "the upload has begun");
        using var canceled = await Http.DeleteAsync($"/v1/batches/{id}", Cancelled);
        Assert.Equal(200, (int)canceled.StatusCode);
        canceling.SetResult();
        await first;
        using var again = await Http.PostFileAsync(BatchSteps.FileOf(OrderBookFile.Of(Rows)), "canceled");
        Assert.Equal((409, "uploadLost"), ((int)again.StatusCode, (await ProblemAnswer.ReadAsync(again)).Code));
        Assert.Equal([409], upload.Answers);
        Assert.Equal("canceled", (await Http.StatusAsync(id)).Text("state"));
    }

    private async Task<Guid> ReceivingAsync() => (await Http.GetJsonAsync("/v1/batches")).GetProperty("items").EnumerateArray()
        .Where(b => b.Text("state") == "receiving").Select(b => b.GetProperty("id").GetGuid()).FirstOrDefault();

    private void LoseNextReply()
    {
        var fates = new Queue<CommitFate>([CommitFate.LoseReply]);
        fixture.Proxy.Decide = () => fates.TryDequeue(out var fate) ? fate : CommitFate.Pass;
    }

    private async Task<Guid> UploadAsync(string key) => await Http.UploadAsync("shipment_ref,description,destination\nS1,Cotton shirts,DE\nS2,Processor chip,AE\nS3,Tea,FR\nS4,Tea,FR\nS5,Tea,FR\n", key);

    /// <summary>A batch all of whose rows could not be screened, before its end.</summary>
    private async Task<Guid> FailedRowsAsync(string key)
    {
        var batch = await UploadAsync(key);
        await GiveUpAsync(batch);
        return batch;
    }

    private async Task GiveUpAsync(Guid id)
    {
        var batch = Assert.Single(await Work.FindOpenAsync(Cancelled), b => b.Id == id);
        while (await Work.ClaimNextAsync(batch.Key, TimeSpan.FromMinutes(1), Cancelled) is { } chunk)
        {
            Assert.True(await Work.InsertResultsAsync(batch.Key, chunk, fixture.Screening.GiveUp(chunk, "a test"), Cancelled));
        }
    }

    private async Task FinishAllAsync()
    {
        while ((await Work.FinishAsync(() => BatchIds.New(TimeProvider.System), Cancelled)).Count > 0)
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

    /// <summary>A service that takes batches, and stores beside it that reach the same database through a proxy. Its batches are worked on by the tests alone.</summary>
    public sealed class Fixture(TemplateDatabase databases) : IAsyncLifetime
    {
        public string ConnectionString { get; private set; } = "";

        internal CuttingProxy Proxy { get; private set; } = null!;

        internal Database Database { get; private set; } = null!;

        internal TestService Service { get; private set; } = null!;

        internal ChunkScreening Screening { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            ConnectionString = await databases.CloneAsync();
            Proxy = CuttingProxy.InFrontOf(ConnectionString);
            Database = Database.Open(Proxy.Through(ConnectionString));
            Service = await FaultyService.StartAsync(ConnectionString, new BatchSettings { Workers = 0, ChunkRows = 2 }, new CapturedLog());
            Screening = new ChunkScreening(Service.Services.GetRequiredService<SnapshotHolder>(), Service.Services.GetRequiredService<ScreeningApi.Watchlists.WatchlistHolder>(), Service.Services.GetRequiredService<ScreeningMemory>(), TimeProvider.System);
        }

        public async ValueTask DisposeAsync()
        {
            Screening.Dispose();
            await Service.DisposeAsync();
            await Database.DisposeAsync();
            await Proxy.DisposeAsync();
        }
    }
}
