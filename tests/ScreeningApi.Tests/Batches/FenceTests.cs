using Microsoft.Extensions.DependencyInjection;
using Screening.Engine;
using ScreeningApi.Batches;
using ScreeningApi.Reference;

namespace ScreeningApi.Tests.Batches;

/// <summary>A chunk that was handed to another, while whoever had it first still works on it.</summary>
public sealed class FenceTests(IdleBatchFixture service) : IClassFixture<IdleBatchFixture>
{
    private static readonly TimeSpan Over = TimeSpan.Zero, Long = TimeSpan.FromMinutes(5);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_comes_back_after_the_lease_writes_nothing_while_another_has_the_chunk_or_later()
    {
        var (store, batch) = await BeginAsync();
        var late = (await store.ClaimNextAsync(batch.Key, Over, Cancelled))!;
        var holder = (await store.ClaimNextAsync(batch.Key, Long, Cancelled))!;
        Assert.Equal((late.ChunkNo, late.Fence + 1), (holder.ChunkNo, holder.Fence));

        Assert.False(await store.InsertResultsAsync(batch.Key, late, Result(late), Cancelled));
        Assert.Equal(0, await store.GiveBackAsync(batch.Key, late, Cancelled));
        Assert.Equal(("leased", 0L, 0L), await WrittenAsync(batch.Key));

        Assert.True(await store.InsertResultsAsync(batch.Key, holder, Result(holder), Cancelled));
        Assert.False(await store.InsertResultsAsync(batch.Key, late, Result(late), Cancelled));
        Assert.False(await store.InsertResultsAsync(batch.Key, holder, Result(holder), Cancelled));
        Assert.Equal(("done", (long)holder.Rows, 1L), await WrittenAsync(batch.Key));
        await service.WorkOffAsync(batch.Key.Id, "failed");
    }

    [Fact]
    public async Task A_lease_that_has_run_out_still_holds_until_somebody_else_takes_the_chunk()
    {
        var (store, batch) = await BeginAsync();
        var chunk = (await store.ClaimNextAsync(batch.Key, Over, Cancelled))!;
        Assert.True(await store.InsertResultsAsync(batch.Key, chunk, Result(chunk), Cancelled));
        Assert.Null(await store.ClaimNextAsync(batch.Key, Long, Cancelled));
        await service.WorkOffAsync(batch.Key.Id, "failed");
    }

    [Fact]
    public async Task Nothing_is_written_for_a_batch_that_was_canceled_meanwhile()
    {
        var (store, batch) = await BeginAsync();
        var chunk = (await store.ClaimNextAsync(batch.Key, Long, Cancelled))!;
        using var answer = await service.Http.DeleteAsync($"/v1/batches/{batch.Key.Id}", Cancelled);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.False(await store.InsertResultsAsync(batch.Key, chunk, Result(chunk), Cancelled));
        Assert.Equal(("leased", 0L, 0L), await WrittenAsync(batch.Key));
    }

    /// <summary>A batch of one chunk that nobody works on.</summary>
    private async Task<(BatchWorkStore Store, OpenBatch Batch)> BeginAsync()
    {
        var id = await service.Http.UploadAsync(Orders.Many(10));
        var store = service.Service.Services.GetRequiredService<BatchWorkStore>();
        return (store, (await store.FindOpenAsync(Cancelled)).Single(b => b.Id == id));
    }

    private ChunkResult Result(ClaimedChunk chunk)
    {
        var services = service.Service.Services;
        using var screening = new ChunkScreening(services.GetRequiredService<SnapshotHolder>(), services.GetRequiredService<ScreeningApi.Watchlists.WatchlistHolder>(), services.GetRequiredService<ScreeningMemory>(), TimeProvider.System);
        return screening.GiveUp(chunk, "it was not tried");
    }

    private async Task<(string State, long Results, long Audited)> WrittenAsync(BatchKey batch) => (
        await service.AskAsync<string>("select state from batch_chunks where batch_id = $1", batch.Id),
        await service.AskAsync<long>("select count(*) from batch_results where batch_id = $1", batch.Id),
        await service.AskAsync<long>("select count(*) from audit_entries where action = 'batchChunkScreened' and subject like $1::text || '/%'", batch.Id));
}
