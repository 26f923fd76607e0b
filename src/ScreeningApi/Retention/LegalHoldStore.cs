using Dapper;
using Npgsql;
using ScreeningApi.Storage;

namespace ScreeningApi.Retention;

/// <summary>A legal hold as it is stored.</summary>
internal sealed record LegalHoldRow
{
    public string TenantId { get; init; } = "";
    public Guid Id { get; init; }
    public string SubjectKind { get; init; } = "";
    public Guid? SubjectId { get; init; }
    public string Reason { get; init; } = "";
    public DateTime CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";
    public DateTime? ReleasedAt { get; init; }
    public string? ReleasedBy { get; init; }
    public byte[]? BodyDigest { get; init; }
}

/// <summary>What a list of holds is narrowed to; <paramref name="Before"/> is the last one of the page before.</summary>
internal sealed record LegalHoldFilter(bool? IsActive, int Limit, Guid? Before);

internal sealed class LegalHoldStore(Database database)
{
    /// <summary>
    /// Places a hold and writes its audit entry; done again, it changes nothing. Stored without a row: the tenant has no such subject. The
    /// lock is the one that removals wait for, so that a subject cannot vanish between the look and the hold.
    /// </summary>
    public Task<(StoreOutcome Outcome, LegalHoldRow? Row)> InsertAsync(LegalHoldRow hold, IdempotencyKey? key, byte[] digest, CancellationToken cancellation) =>
        database.WriteAsync<(StoreOutcome, LegalHoldRow?)>(async (connection, transaction) =>
        {
            if (key is not null && await CheckKeyAsync(connection, transaction, hold, key) is { } earlier)
            {
                return earlier;
            }

            await connection.ExecuteAsync("lock table legal_holds in row exclusive mode", transaction: transaction);
            if (hold.SubjectId is not null && !await connection.ExecuteScalarAsync<bool>("select hold_subject_exists(@TenantId, @SubjectKind, @SubjectId)", hold, transaction))
            {
                return (StoreOutcome.Stored, null);
            }

            await connection.ExecuteAsync(
                """
                insert into legal_holds (tenant_id, id, subject_kind, subject_id, reason, created_by, idempotency_key, body_digest)
                values (@TenantId, @Id, @SubjectKind, @SubjectId, @Reason, @CreatedBy, @Key, @BodyDigest) on conflict (tenant_id, id) do nothing
                """,
                new { hold.TenantId, hold.Id, hold.SubjectKind, hold.SubjectId, hold.Reason, hold.CreatedBy, key?.Key, key?.BodyDigest }, transaction);
            await WriteAuditAsync((connection, transaction), hold, (hold.Id, hold.CreatedBy, "legalHoldPlaced"), digest);
            return (StoreOutcome.Stored, await FindAsync(connection, transaction, hold.TenantId, hold.Id));
        }, cancellation);

    /// <summary>Null when the tenant has no such hold.</summary>
    public Task<LegalHoldRow?> FindAsync(string tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(connection => FindAsync(connection, null, tenant, id), cancellation);

    /// <summary>Newest first: ids are made in the order of time. One row more than the limit when there are more.</summary>
    public Task<List<LegalHoldRow>> ListAsync(string tenant, LegalHoldFilter filter, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<LegalHoldRow>(
            """
            select * from legal_holds
            where tenant_id = @tenant and (@Before::uuid is null or id < @Before) and (@IsActive::boolean is null or (released_at is null) = @IsActive)
            order by id desc limit @Limit + 1
            """,
            new { tenant, filter.Before, filter.IsActive, filter.Limit })).AsList(), cancellation);

    /// <summary>False when the tenant has no such hold. Releasing twice changes nothing.</summary>
    public Task<bool> ReleaseAsync(LegalHoldRow hold, (Guid AuditId, string Actor) by, byte[] digest, CancellationToken cancellation) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var released = await connection.ExecuteAsync(
                "update legal_holds set released_at = clock_timestamp(), released_by = @Actor where tenant_id = @TenantId and id = @Id and released_at is null",
                new { hold.TenantId, hold.Id, by.Actor }, transaction);
            if (released > 0)
            {
                await WriteAuditAsync((connection, transaction), hold, (by.AuditId, by.Actor, "legalHoldReleased"), digest);
            }

            return released > 0;
        }, cancellation);

    private static async Task<(StoreOutcome, LegalHoldRow?)?> CheckKeyAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, LegalHoldRow hold, IdempotencyKey key)
    {
        if (!await connection.ExecuteScalarAsync<bool>("select pg_try_advisory_xact_lock(hashtextextended(@lockName, 0))", new { lockName = $"legal hold\n{hold.TenantId}\n{key.Key}" }, transaction))
        {
            return (StoreOutcome.InFlight, null);
        }

        var known = await connection.QuerySingleOrDefaultAsync<LegalHoldRow>(
            "select * from legal_holds where tenant_id = @TenantId and idempotency_key = @Key", new { hold.TenantId, key.Key }, transaction);
        return known is null ? null
            : !known.BodyDigest.AsSpan().SequenceEqual(key.BodyDigest) ? (StoreOutcome.KeyReused, null)
            // Our own id: an earlier try of this very unit went through, and only its reply was lost.
            : (known.Id == hold.Id ? StoreOutcome.Stored : StoreOutcome.Replayed, known);
    }

    private static Task<LegalHoldRow?> FindAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, string tenant, Guid id) =>
        connection.QuerySingleOrDefaultAsync<LegalHoldRow?>("select * from legal_holds where tenant_id = @tenant and id = @id", new { tenant, id }, transaction);

    /// <summary>The subject begins with that of the hold: so the hold keeps its own entries, too.</summary>
    private static Task<int> WriteAuditAsync((NpgsqlConnection Connection, NpgsqlTransaction Transaction) unit, LegalHoldRow hold, (Guid Id, string Actor, string Action) entry, byte[] digest) =>
        unit.Connection.ExecuteAsync(
            """
            insert into audit_entries (tenant_id, id, month, actor, action, subject, digest) values (@TenantId, @Id, @month, @Actor, @Action, @subject, @digest)
            on conflict (tenant_id, id, month) do nothing
            """,
            new { hold.TenantId, entry.Id, month = Months.MonthOf(entry.Id), entry.Actor, entry.Action, subject = hold.SubjectId is { } held ? $"{held}/{hold.Id}" : hold.Id.ToString(), digest },
            unit.Transaction);
}
