using Dapper;
using Npgsql;
using NpgsqlTypes;
using ScreeningApi.Batches.Rows;
using ScreeningApi.Storage;

namespace ScreeningApi.Batches;

/// <summary>
/// Hands out chunks and takes back their results. A claim is a short transaction of its own; the results, the audit entry and the
/// chunk's state are one. The fence decides: a worker whose lease ran out, and whose chunk somebody else has taken, writes nothing.
/// </summary>
internal sealed class BatchWorkStore(Database database)
{
    /// <summary>The batches that have a chunk to be screened now.</summary>
    public Task<List<OpenBatch>> FindOpenAsync(CancellationToken cancellation) => database.ReadAsync(async connection => (await connection.QueryAsync<OpenBatch>(
        """
        select tenant_id, id, month, state, created_at, file::text as file, decisive_date, rule_set, destinations, policy, watchlists::text as watchlists
        from batches b
        where state in ('queued', 'running') and exists (
            select from batch_chunks c
            where c.tenant_id = b.tenant_id and c.batch_id = b.id and c.month = b.month
              and (c.state = 'pending' or (c.state = 'leased' and c.lease_until < clock_timestamp())))
        order by created_at
        limit 1000
        """)).AsList(), cancellation);

    /// <summary>
    /// Takes the next chunk of a batch; null when there is none any more. The choice is materialized: as a plain subquery a join may ask for
    /// it again and again, and each time it would take another one.
    /// </summary>
    public Task<ClaimedChunk?> ClaimNextAsync(BatchKey batch, TimeSpan lease, CancellationToken cancellation) => database.WriteAsync(async (connection, transaction) =>
    {
        await BatchStallStore.MarkAsync(connection, transaction, BatchStep.Work);
        await connection.ExecuteAsync(
            "update batches set state = 'running' where tenant_id = @TenantId and id = @Id and state = 'queued'", new { batch.TenantId, batch.Id }, transaction);
        return await connection.QuerySingleOrDefaultAsync<ClaimedChunk>(
            """
            with n as materialized (
                select chunk_no from batch_chunks
                where tenant_id = @TenantId and batch_id = @Id and month = @Month
                  and (state = 'pending' or (state = 'leased' and lease_until < clock_timestamp()))
                order by chunk_no limit 1 for update skip locked)
            update batch_chunks c set state = 'leased', fence = c.fence + 1, lease_until = clock_timestamp() + @lease
            from n
            where c.tenant_id = @TenantId and c.batch_id = @Id and c.month = @Month and c.chunk_no = n.chunk_no
            returning c.chunk_no, c.first_row, c.rows, c.fence, c.failures, c.input
            """, new { lease, batch.TenantId, batch.Id, batch.Month }, transaction);
    }, cancellation);

    /// <summary>Stores what came of a chunk; false when the chunk is no longer the caller's or the batch no longer runs, and then nothing is written.</summary>
    public Task<bool> InsertResultsAsync(BatchKey batch, ClaimedChunk chunk, ChunkResult result, CancellationToken cancellation) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            await BatchStallStore.MarkAsync(connection, transaction, BatchStep.Work);
            if (!await SetDoneAsync(connection, transaction, batch, chunk, result))
            {
                return false;
            }

            await CopyAsync(connection, batch, chunk, result, cancellation);
            return true;
        }, cancellation);

    /// <summary>Gives a chunk back that could not be screened, to be tried again; how often that happened is counted.</summary>
    public Task<int> GiveBackAsync(BatchKey batch, ClaimedChunk chunk, CancellationToken cancellation) => database.WriteAsync(async (connection, transaction) =>
    {
        await BatchStallStore.MarkAsync(connection, transaction, BatchStep.Work);
        return await connection.ExecuteAsync(
            """
            update batch_chunks set state = 'pending', lease_until = null, failures = failures + 1
            where tenant_id = @TenantId and batch_id = @Id and month = @Month and chunk_no = @ChunkNo and state = 'leased' and fence = @Fence
            """, new { batch.TenantId, batch.Id, batch.Month, chunk.ChunkNo, chunk.Fence }, transaction);
    }, cancellation);

    /// <summary>
    /// Ends a batch all of whose chunks are done; the id that was ended. Each try takes an audit id of its own: where the reply to the first
    /// was lost, the next one ends another batch.
    /// </summary>
    public Task<List<Guid>> FinishAsync(Func<(Guid Id, DateOnly Month)> newAudit, CancellationToken cancellation) => database.WriteAsync(async (connection, transaction) =>
    {
        await BatchStallStore.MarkAsync(connection, transaction, BatchStep.Work);
        var audit = newAudit();
        return (await connection.QueryAsync<Guid>(
            """
            with ended as (
                update batches b
                set finished_at = clock_timestamp(), state = case when exists (
                    select from batch_chunks c where c.tenant_id = b.tenant_id and c.batch_id = b.id and c.month = b.month and c.rows_failed > 0)
                    then 'failed' else 'completed' end
                where (tenant_id, id) = (
                    select tenant_id, id from batches o
                    where state in ('queued', 'running') and not exists (
                        select from batch_chunks c where c.tenant_id = o.tenant_id and c.batch_id = o.id and c.month = o.month and c.state <> 'done')
                    order by created_at limit 1 for update skip locked)
                returning tenant_id, id, state)
            insert into audit_entries (tenant_id, id, month, actor, action, subject, digest)
            select tenant_id, @Id, @Month, 'worker', case state when 'failed' then 'batchFailed' else 'batchCompleted' end, id::text, sha256(convert_to(state, 'UTF8'))
            from ended
            returning subject::uuid
            """, new { audit.Id, audit.Month }, transaction)).AsList();
    }, cancellation);

    private static async Task<bool> SetDoneAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, BatchKey batch, ClaimedChunk chunk, ChunkResult result)
    {
        // The batch's row is held until the commit, so that a cancellation that was acknowledged is followed by no result.
        var runs = await connection.ExecuteScalarAsync<int?>(
            "select 1 from batches where tenant_id = @TenantId and id = @Id and state = 'running' for share", new { batch.TenantId, batch.Id }, transaction);
        return runs is not null && await connection.ExecuteAsync(
            """
            with done as (
                update batch_chunks set state = 'done', lease_until = null, verdicts = @Verdicts, rows_rejected = @Rejected, rows_failed = @Failed, engine = @Engine,
                    explanations = @Explanations, screened_at = clock_timestamp()
                where tenant_id = @TenantId and batch_id = @Id and month = @Month and chunk_no = @ChunkNo and state = 'leased' and fence = @Fence
                returning tenant_id, batch_id, chunk_no)
            insert into audit_entries (tenant_id, id, month, actor, action, subject, digest)
            select tenant_id, @AuditId, @AuditMonth, 'worker', 'batchChunkScreened', batch_id::text || '/' || chunk_no, @Digest from done
            """,
            new
            {
                result.Verdicts, result.Rejected, result.Failed, result.Engine, result.Explanations, batch.TenantId, batch.Id, batch.Month, chunk.ChunkNo, chunk.Fence,
                AuditId = result.Audit.Id, AuditMonth = result.Audit.Month, result.Digest,
            }, transaction) == 1;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, BatchKey batch, ClaimedChunk chunk, ChunkResult result, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy batch_results (tenant_id, batch_id, month, row_no, verdict, risk_score, risk_level, columns, error_column, error) from stdin (format binary)", cancellation);
        var rows = result.Rows;
        for (var i = 0; i < rows.Length; i++)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(batch.TenantId, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(batch.Id, NpgsqlDbType.Uuid, cancellation);
            await copy.WriteAsync(batch.Month, NpgsqlDbType.Date, cancellation);
            await copy.WriteAsync(chunk.FirstRow + i, NpgsqlDbType.Integer, cancellation);
            await WriteAsync(copy, rows.Span[i], cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static async ValueTask WriteAsync(NpgsqlBinaryImporter copy, ResultRow row, CancellationToken cancellation)
    {
        await copy.WriteAsync(VerdictNames.Of(row.Verdict), NpgsqlDbType.Text, cancellation);
        if (row.RiskScore is { } score)
        {
            await copy.WriteAsync(score, NpgsqlDbType.Numeric, cancellation);
        }
        else
        {
            await copy.WriteNullAsync(cancellation);
        }

        await WriteTextAsync(copy, row.RiskLevel is { } level ? VerdictNames.Of(level) : null, cancellation);
        await WriteTextAsync(copy, row.Columns.ToStored(), cancellation);
        await WriteTextAsync(copy, row.ErrorColumn, cancellation);
        await WriteTextAsync(copy, row.Error, cancellation);
    }

    private static Task WriteTextAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken cancellation) =>
        text is null ? copy.WriteNullAsync(cancellation) : copy.WriteAsync(text, NpgsqlDbType.Text, cancellation);
}
