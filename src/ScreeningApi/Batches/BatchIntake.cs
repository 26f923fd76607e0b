using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Rows;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Watchlists;

namespace ScreeningApi.Batches;

/// <summary>
/// Receives a file and stores its rows as they come, a chunk at a time. The batch is accepted when all are stored; whatever breaks off
/// before leaves nothing behind, or an upload that the same key takes over.
/// </summary>
internal sealed class BatchIntake(BatchUploadStore store, SnapshotHolder snapshots, WatchlistHolder watchlists, WorkSignal signal, IOptions<BatchOptions> options, TimeProvider clock, ILogger<BatchIntake> log)
{
    /// <summary>Chunks are stored together up to this many bytes: fewer commits, and little to lose.</summary>
    private const int BytesOfStep = 1 << 20;
    private const int MaxKept = 8 << 20;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _packed;

    private readonly BatchOptions _options = options.Value;

    public FileLimits Limits { get; } = FileLimits.Default with { MaxBytes = options.Value.MaxBytes };

    /// <summary>The batch as it was accepted, now or before.</summary>
    /// <exception cref="InputFileException">When the file cannot be screened; nothing is stored.</exception>
    public async Task<(StoreOutcome Outcome, BatchRow Batch)> ReceiveAsync(RequestFile file, Caller caller, string key, CancellationToken cancellation)
    {
        var begun = NewBatch(file, caller, key);
        var (outcome, known) = await store.BeginAsync(begun, _options.UploadLease, cancellation);
        if (outcome == UploadOutcome.InFlight)
        {
            return (StoreOutcome.InFlight, known);
        }

        if (outcome == UploadOutcome.Known)
        {
            // Canceled before all of it had arrived: the same answer as the sender got then, and no comparison with a file that is not known.
            if (known.BodyDigest is null)
            {
                throw new UploadLostException();
            }

            var digest = await file.DigestAsync(cancellation);
            var isSame = known.OptionsDigest.AsSpan().SequenceEqual(file.OptionsDigest) && known.BodyDigest.AsSpan().SequenceEqual(digest);
            return (isSame ? StoreOutcome.Replayed : StoreOutcome.KeyReused, known);
        }

        var batch = begun with { Id = known.Id, Month = known.Month, CreatedAt = known.CreatedAt, UploadFence = known.UploadFence };
        try
        {
            return (StoreOutcome.Stored, await StoreAsync(file, batch, cancellation));
        }
        catch (Exception fault) when (fault is not UploadLostException)
        {
            await AbandonAsync(batch);
            throw;
        }
    }

    private async Task<BatchRow> StoreAsync(RequestFile file, BatchRow batch, CancellationToken cancellation)
    {
        var blocks = new ShipmentBlocks(file.Rows, file.Columns.IndexOf(ColumnNames.ShipmentRef), _options.ChunkRows);
        var block = new RowBlock(file.Columns.Headers.Count);
        var step = new List<NewChunk>();
        var (rows, chunks, bytes) = (0, 0, 0);
        while (await blocks.FillAsync(block, cancellation))
        {
            var chunk = new NewChunk(chunks++, rows + 1, block.Count, Pack(block));
            rows += block.Count;
            bytes += chunk.Input.Length;
            step.Add(chunk);
            if (rows > _options.MaxRows)
            {
                throw new InputFileException($"Found more than {_options.MaxRows} rows, expected at most that many: split the file.", 413, "tooManyRows");
            }

            if (bytes >= BytesOfStep)
            {
                await store.AddChunksAsync(batch, step, _options.UploadLease, cancellation);
                step.Clear();
                bytes = 0;
            }
        }

        if (rows == 0)
        {
            throw new InputFileException("Found a header and no row, expected at least one row to screen.", 422, "noRows");
        }

        if (step.Count > 0)
        {
            await store.AddChunksAsync(batch, step, _options.UploadLease, cancellation);
        }

        var digest = await file.DigestAsync(cancellation);
        var duplicateOf = await store.FinishAsync(batch, rows, digest, BatchIds.New(clock), cancellation);
        signal.Set();
        log.LogInformation("Batch {Batch} was received: {Rows} rows in {Chunks} chunks.", batch.Id, rows, chunks);
        return batch with { RowsTotal = rows, BodyDigest = digest, DuplicateOf = duplicateOf };
    }

    private async Task AbandonAsync(BatchRow batch)
    {
        try
        {
            await store.AbandonAsync(batch, CancellationToken.None);
        }
        catch (DatabaseUnavailableException)
        {
            log.LogWarning("Batch {Batch} broke off and could not be removed: its key takes it over later.", batch.Id);
        }
    }

    private BatchRow NewBatch(RequestFile file, Caller caller, string key)
    {
        var versions = snapshots.Current.Versions;
        var lists = watchlists.VersionsFor(caller.Tenant);
        var (id, month) = BatchIds.New(clock);
        return new BatchRow
        {
            TenantId = caller.Tenant, Id = id, Month = month, CreatedBy = caller.Actor, IdempotencyKey = key, OptionsDigest = file.OptionsDigest,
            File = JsonSerializer.Serialize(BatchFile.Of(file.Rows.Shape, file.Columns), JsonFormat.Options),
            DecisiveDate = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime),
            RuleSet = versions.RuleSet, Destinations = versions.Destinations, Policy = versions.Policy, Watchlists = PinnedWatchlists.Write(lists), Engine = versions.Engine,
        };
    }

    /// <summary>A thread uses its room again, unless a file of huge rows made it large.</summary>
    private static byte[] Pack(RowBlock block)
    {
        (_packed ??= new ArrayBufferWriter<byte>()).ResetWrittenCount();
        block.WriteTo(_packed);
        var bytes = Compression.Compress(_packed.WrittenSpan);
        _packed = _packed.Capacity > MaxKept ? null : _packed;
        return bytes;
    }
}
