using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using ScreeningApi.Storage;

namespace ScreeningApi.Batches;

/// <summary>What became of an attempt to change a batch.</summary>
internal enum ChangeOutcome
{
    Changed,

    /// <summary>It was so already.</summary>
    Unchanged,

    /// <summary>Its state does not allow it.</summary>
    Refused,

    /// <summary>The tenant has no such batch.</summary>
    Absent,
}

/// <summary>Batches as their owners see and change them.</summary>
internal sealed class BatchStore(Database database)
{
    private const string Columns =
        """
        select b.tenant_id, b.id, b.month, b.created_at, b.created_by, b.state, b.idempotency_key, b.options_digest, b.body_digest, b.duplicate_of, b.file::text as file,
            b.decisive_date, b.rule_set, b.destinations, b.policy, b.watchlists::text as watchlists, b.engine, b.upload_fence, b.rows_total, b.finished_at,
            coalesce(c.rows_received, 0) as rows_received, coalesce(c.rows_done, 0) as rows_done, coalesce(c.rows_rejected, 0) as rows_rejected,
            coalesce(c.rows_failed, 0) as rows_failed, coalesce(c.verdicts, array[0,0,0,0,0,0]::bigint[]) as verdicts, coalesce(c.engines, array[]::text[]) as engines
        """;

    private const string Sums =
        """
        left join lateral (
            select sum(rows)::bigint as rows_received, sum(rows) filter (where state = 'done')::bigint as rows_done, sum(rows_rejected)::bigint as rows_rejected, sum(rows_failed)::bigint as rows_failed,
                array[coalesce(sum(verdicts[1]), 0), coalesce(sum(verdicts[2]), 0), coalesce(sum(verdicts[3]), 0), coalesce(sum(verdicts[4]), 0), coalesce(sum(verdicts[5]), 0),
                    coalesce(sum(verdicts[6]), 0)]::bigint[] as verdicts,
                array_agg(distinct engine order by engine) filter (where engine is not null) as engines
            from batch_chunks c where c.tenant_id = b.tenant_id and c.batch_id = b.id and c.month = b.month
            having count(*) filter (where state = 'done') > 0 or sum(rows) > 0) c on true
        """;

    /// <summary>Null when the tenant has no such batch.</summary>
    public Task<BatchRow?> FindAsync(string tenant, Guid id, CancellationToken cancellation) => database.ReadAsync(connection =>
        connection.QuerySingleOrDefaultAsync<BatchRow>($"{Columns} from batches b {Sums} where b.tenant_id = @tenant and b.id = @id", new { tenant, id }), cancellation);

    /// <summary>Newest first; one more than the limit when there are more.</summary>
    public Task<List<BatchRow>> ListAsync(string tenant, int limit, (DateTime CreatedAt, Guid Id)? before, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<BatchRow>(
            $"""
             {Columns} from batches b {Sums}
             where b.tenant_id = @tenant and (@beforeAt::timestamptz is null or (b.created_at, b.id) < (@beforeAt, @beforeId))
             order by b.created_at desc, b.id desc limit @limit + 1
             """, new { tenant, beforeAt = before?.CreatedAt, beforeId = before?.Id, limit })).AsList(), cancellation);

    /// <summary>Stops a batch for good. No result is stored after this has returned.</summary>
    public Task<ChangeOutcome> CancelAsync(string tenant, Guid id, string actor, (Guid Id, DateOnly Month) audit, CancellationToken cancellation) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var changed = await connection.ExecuteAsync(
                """
                with canceled as (
                    update batches set state = 'canceled', finished_at = clock_timestamp()
                    where tenant_id = @tenant and id = @id and state in ('receiving', 'queued', 'running')
                    returning tenant_id, id)
                insert into audit_entries (tenant_id, id, month, actor, action, subject, digest)
                select tenant_id, @AuditId, @Month, @actor, 'batchCanceled', id::text, sha256('canceled'::bytea) from canceled
                """, new { tenant, id, actor, AuditId = audit.Id, audit.Month }, transaction);
            var state = await connection.ExecuteScalarAsync<string?>("select state from batches where tenant_id = @tenant and id = @id", new { tenant, id }, transaction);
            return changed > 0 ? ChangeOutcome.Changed
                : state is null ? ChangeOutcome.Absent
                : state == BatchStates.Canceled ? ChangeOutcome.Unchanged
                : ChangeOutcome.Refused;
        }, cancellation);

    /// <summary>
    /// Opens a failed batch again for the chunks in which rows could not be screened; their results are taken back with an audit entry
    /// that says so, all others stay. What was opened under a key is not opened again under it, whatever has become of the batch since.
    /// </summary>
    public Task<ChangeOutcome> ReopenAsync(BatchName batch, string actor, string? key, (Guid Id, DateOnly Month) audit, CancellationToken cancellation) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            if (await connection.ExecuteScalarAsync<int?>("select 1 from batches where tenant_id = @TenantId and id = @Id for update", batch, transaction) is null)
            {
                return ChangeOutcome.Absent;
            }

            // The entry is this very request's where the reply to an earlier try was lost.
            var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"reopened {key}"));
            var known = await connection.ExecuteScalarAsync<Guid?>(
                """
                select id from audit_entries
                where tenant_id = @TenantId and subject = @Id::text and action = 'batchReopened' and (id = @AuditId or (@isKeyed and digest = @digest))
                limit 1
                """, new { batch.TenantId, batch.Id, AuditId = audit.Id, isKeyed = key is not null, digest }, transaction);
            return known is not null ? known == audit.Id ? ChangeOutcome.Changed : ChangeOutcome.Unchanged
                : await OpenAsync(connection, transaction, batch, (actor, digest, audit)) ? ChangeOutcome.Changed
                : ChangeOutcome.Refused;
        }, cancellation);

    private static async Task<bool> OpenAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, BatchName batch, (string Actor, byte[] Digest, (Guid Id, DateOnly Month) Id) audit) =>
        await connection.ExecuteAsync(
            """
            with opened as (
                update batches set state = 'running', finished_at = null where tenant_id = @TenantId and id = @Id and state = 'failed'
                returning tenant_id, id, month),
            taken as (
                update batch_chunks c set state = 'pending', lease_until = null, failures = 0, verdicts = null, rows_rejected = null, rows_failed = null, engine = null,
                    explanations = null, screened_at = null
                from opened o
                where c.tenant_id = o.tenant_id and c.batch_id = o.id and c.month = o.month and c.state = 'done' and c.rows_failed > 0
                returning c.tenant_id, c.batch_id, c.month, c.first_row, c.rows),
            removed as (
                delete from batch_results r using taken t
                where r.tenant_id = t.tenant_id and r.batch_id = t.batch_id and r.month = t.month and r.row_no between t.first_row and t.first_row + t.rows - 1)
            insert into audit_entries (tenant_id, id, month, actor, action, subject, digest)
            select tenant_id, @AuditId, @Month, @Actor, 'batchReopened', id::text, @Digest from opened
            """, new { batch.TenantId, batch.Id, audit.Actor, AuditId = audit.Id.Id, audit.Id.Month, audit.Digest }, transaction) > 0;
}
