using Dapper;
using Npgsql;
using NpgsqlTypes;
using ScreeningApi.Storage;

namespace ScreeningApi.Batches;

/// <summary>What became of an attempt to begin an upload.</summary>
internal enum UploadOutcome
{
    Begun,

    /// <summary>The same key is being received at this moment.</summary>
    InFlight,

    /// <summary>The same key was received before: whether with the same file is for the caller to find out.</summary>
    Known,
}

/// <summary>Somebody else has taken the upload over, or it was canceled: nothing more may be written.</summary>
internal sealed class UploadLostException() : Exception("The upload is no longer this request's.");

/// <summary>
/// Receives the rows of a batch. Each step is a short transaction under the upload's fence, and each is safe to do again when the reply
/// to its commit was lost. A batch is accepted with <see cref="FinishAsync"/> and not before.
/// </summary>
internal sealed class BatchUploadStore(Database database)
{
    /// <summary>Begins an upload, or takes over one that broke off. The fence of the returned row is what later steps are done under.</summary>
    public Task<(UploadOutcome Outcome, BatchRow Row)> BeginAsync(BatchRow batch, TimeSpan lease, CancellationToken cancellation) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            await BatchStallStore.MarkAsync(connection, transaction, BatchStep.Upload);
            await connection.ExecuteAsync(
                """
                insert into batches (tenant_id, id, month, created_by, state, idempotency_key, options_digest, file, decisive_date, rule_set, destinations, policy, watchlists, engine, upload_until)
                values (@TenantId, @Id, @Month, @CreatedBy, 'receiving', @IdempotencyKey, @OptionsDigest, @File::jsonb, @DecisiveDate, @RuleSet, @Destinations, @Policy, @Watchlists::jsonb, @Engine,
                        clock_timestamp() + @lease)
                on conflict do nothing
                """,
                new
                {
                    batch.TenantId, batch.Id, batch.Month, batch.CreatedBy, batch.IdempotencyKey, batch.OptionsDigest, batch.File, batch.DecisiveDate,
                    batch.RuleSet, batch.Destinations, batch.Policy, batch.Watchlists, batch.Engine, lease,
                }, transaction);
            var known = await connection.QuerySingleOrDefaultAsync<BatchRow>(
                """
                select tenant_id, id, month, created_at, state, file::text as file, decisive_date, rule_set, destinations, policy, watchlists::text as watchlists, engine, options_digest, body_digest, duplicate_of, upload_fence, rows_total
                from batches where tenant_id = @TenantId and idempotency_key = @IdempotencyKey
                """, new { batch.TenantId, batch.IdempotencyKey }, transaction);
            // Gone between the two statements: another request with this key was refused at this very moment.
            return known is null ? (UploadOutcome.InFlight, batch)
                : known.Id == batch.Id ? (UploadOutcome.Begun, known)
                : known.State != BatchStates.Receiving ? (UploadOutcome.Known, known)
                : await TakeOverAsync(connection, transaction, batch, known, lease) is { } taken ? (UploadOutcome.Begun, taken)
                : (UploadOutcome.InFlight, known);
        }, cancellation);

    /// <summary>Stores chunks that follow one another. Throws <see cref="UploadLostException"/> when the upload is somebody else's by now.</summary>
    public Task<int> AddChunksAsync(BatchRow batch, IReadOnlyList<NewChunk> chunks, TimeSpan lease, CancellationToken cancellation) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            await BatchStallStore.MarkAsync(connection, transaction, BatchStep.Upload);
            var held = await connection.ExecuteAsync(
                """
                update batches set upload_until = clock_timestamp() + @lease
                where tenant_id = @TenantId and id = @Id and state = 'receiving' and upload_fence = @UploadFence
                """, new { lease, batch.TenantId, batch.Id, batch.UploadFence }, transaction);
            if (held == 0)
            {
                throw new UploadLostException();
            }

            // Those of an earlier try whose reply was lost.
            await connection.ExecuteAsync(
                "delete from batch_chunks where tenant_id = @TenantId and batch_id = @Id and month = @Month and chunk_no >= @first",
                new { batch.TenantId, batch.Id, batch.Month, first = chunks[0].ChunkNo }, transaction);
            await CopyAsync(connection, batch.Key, chunks, cancellation);
            return chunks.Count;
        }, cancellation);

    /// <summary>Accepts the batch. Throws <see cref="UploadLostException"/> when the upload is somebody else's by now.</summary>
    public Task<Guid?> FinishAsync(BatchRow batch, int rows, byte[] digest, (Guid Id, DateOnly Month) audit, CancellationToken cancellation) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            await BatchStallStore.MarkAsync(connection, transaction, BatchStep.Upload);
            var stored = await connection.ExecuteAsync(
                """
                with finished as (
                    update batches b set state = 'queued', rows_total = @rows, body_digest = @digest, duplicate_of = (
                        select o.id from batches o
                        where o.tenant_id = b.tenant_id and o.body_digest = @digest and o.id <> b.id
                        order by o.created_at, o.id limit 1)
                    where tenant_id = @TenantId and id = @Id and state = 'receiving' and upload_fence = @UploadFence
                    returning tenant_id, id)
                insert into audit_entries (tenant_id, id, month, actor, action, subject, digest)
                select tenant_id, @AuditId, @AuditMonth, @CreatedBy, 'batchReceived', id::text, @digest from finished
                """,
                new { rows, digest, batch.TenantId, batch.Id, batch.UploadFence, AuditId = audit.Id, AuditMonth = audit.Month, batch.CreatedBy }, transaction);
            var known = await connection.QuerySingleOrDefaultAsync<BatchRow>(
                "select state, body_digest, upload_fence, duplicate_of from batches where tenant_id = @TenantId and id = @Id", new { batch.TenantId, batch.Id }, transaction);
            var isOurs = known?.UploadFence == batch.UploadFence && known.BodyDigest.AsSpan().SequenceEqual(digest);
            return stored > 0 || isOurs ? known!.DuplicateOf : throw new UploadLostException();
        }, cancellation);

    /// <summary>Forgets an upload that was refused or broke off: nothing of it was acknowledged, and its key is free again.</summary>
    public Task<int> AbandonAsync(BatchRow batch, CancellationToken cancellation) => database.WriteAsync(async (connection, transaction) =>
    {
        await BatchStallStore.MarkAsync(connection, transaction, BatchStep.Upload);
        var gone = await connection.ExecuteAsync(
            "delete from batches where tenant_id = @TenantId and id = @Id and state = 'receiving' and upload_fence = @UploadFence",
            new { batch.TenantId, batch.Id, batch.UploadFence }, transaction);
        return gone == 0 ? 0 : await DeleteChunksAsync(connection, transaction, batch.TenantId, batch.Id, batch.Month);
    }, cancellation);

    /// <summary>Forgets uploads that broke off long ago and that nobody came back for.</summary>
    public Task<int> SweepAsync(TimeSpan age, CancellationToken cancellation) => database.WriteAsync(async (connection, transaction) =>
    {
        var gone = (await connection.QueryAsync<BatchRow>(
            "delete from batches where state = 'receiving' and upload_until < clock_timestamp() - @age returning tenant_id, id, month", new { age }, transaction)).AsList();
        foreach (var batch in gone)
        {
            await DeleteChunksAsync(connection, transaction, batch.TenantId, batch.Id, batch.Month);
        }

        return gone.Count;
    }, cancellation);

    /// <summary>A statement of its own, after the batch's row: it sees the chunks of a step that was being committed meanwhile.</summary>
    private static Task<int> DeleteChunksAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string tenant, Guid id, DateOnly month) => connection.ExecuteAsync(
        "delete from batch_chunks where tenant_id = @tenant and batch_id = @id and month = @month", new { tenant, id, month }, transaction);

    private static async Task<BatchRow?> TakeOverAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, BatchRow batch, BatchRow known, TimeSpan lease)
    {
        var taken = await connection.ExecuteAsync(
            """
            update batches set upload_fence = upload_fence + 1, upload_until = clock_timestamp() + @lease, created_by = @CreatedBy, options_digest = @OptionsDigest,
                file = @File::jsonb, decisive_date = @DecisiveDate, rule_set = @RuleSet, destinations = @Destinations, policy = @Policy, watchlists = @Watchlists::jsonb, engine = @Engine
            where tenant_id = @TenantId and id = @Id and state = 'receiving' and upload_fence = @UploadFence and upload_until < clock_timestamp()
            """,
            new
            {
                lease, batch.CreatedBy, batch.OptionsDigest, batch.File, batch.DecisiveDate, batch.RuleSet, batch.Destinations, batch.Policy, batch.Watchlists, batch.Engine,
                batch.TenantId, known.Id, known.UploadFence,
            }, transaction);
        return taken == 0 ? null : batch with { Id = known.Id, Month = known.Month, CreatedAt = known.CreatedAt, UploadFence = known.UploadFence + 1 };
    }

    private static async Task CopyAsync(NpgsqlConnection connection, BatchKey key, IReadOnlyList<NewChunk> chunks, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy batch_chunks (tenant_id, batch_id, month, chunk_no, first_row, rows, input) from stdin (format binary)", cancellation);
        foreach (var chunk in chunks)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(key.TenantId, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(key.Id, NpgsqlDbType.Uuid, cancellation);
            await copy.WriteAsync(key.Month, NpgsqlDbType.Date, cancellation);
            await copy.WriteAsync(chunk.ChunkNo, NpgsqlDbType.Integer, cancellation);
            await copy.WriteAsync(chunk.FirstRow, NpgsqlDbType.Integer, cancellation);
            await copy.WriteAsync(chunk.Rows, NpgsqlDbType.Integer, cancellation);
            await copy.WriteAsync(chunk.Input, NpgsqlDbType.Bytea, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }
}
