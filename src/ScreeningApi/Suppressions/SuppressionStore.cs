using Dapper;
using Npgsql;
using ScreeningApi.Storage;

namespace ScreeningApi.Suppressions;

/// <summary>Keeps suppressions with their history: what happens to one, the event that tells of it and its audit entry are one transaction.</summary>
internal sealed class SuppressionStore(Database database)
{
    /// <summary>Announced to all processes when what holds has changed.</summary>
    public const string Channel = "suppressions_changed";

    private const string Columns =
        """
        tenant_id, id, created_at, created_by, state, party_name, party_key, country, address, list, entry_id, entry_name, entry_digest, effect, reason_code, reason,
        scope::text as scope, expires_on, approved_by, body_digest
        """;

    /// <summary>What was once decided about an entry, whether it still holds or not.</summary>
    internal sealed record OnceDecided(string PartyKey, string EntryId, string EntryDigest);

    public Task<(StoreOutcome Outcome, SuppressionRow? Row)> InsertAsync(SuppressionRow row, IdempotencyKey? key, byte[] digest, CancellationToken cancellation) =>
        database.WriteAsync<(StoreOutcome, SuppressionRow?)>(async (connection, transaction) =>
        {
            if (key is not null && await CheckKeyAsync(connection, transaction, row, key) is { } earlier)
            {
                return earlier;
            }

            await connection.ExecuteAsync(
                """
                insert into suppressions (tenant_id, id, created_by, state, party_name, party_key, country, address, list, entry_id, entry_name, entry_digest, effect, reason_code, reason,
                                          scope, expires_on, idempotency_key, body_digest)
                values (@TenantId, @Id, @CreatedBy, @State, @PartyName, @PartyKey, @Country, @Address, @List, @EntryId, @EntryName, @EntryDigest, @Effect, @ReasonCode, @Reason,
                        @Scope::jsonb, @ExpiresOn, @Key, @KeyDigest)
                on conflict (tenant_id, id) do nothing
                """,
                new
                {
                    row.TenantId, row.Id, row.CreatedBy, row.State, row.PartyName, row.PartyKey, row.Country, row.Address, row.List, row.EntryId, row.EntryName, row.EntryDigest, row.Effect,
                    row.ReasonCode, row.Reason, row.Scope, row.ExpiresOn, key?.Key, KeyDigest = key?.BodyDigest,
                }, transaction);
            await NoteAsync((connection, transaction), row, new SuppressionAct(row.Id, row.CreatedBy, "created", row.Reason), digest);
            return (StoreOutcome.Stored, await FindAsync(connection, transaction, row.TenantId, row.Id));
        }, cancellation);

    /// <summary>Null when the tenant has no such suppression.</summary>
    public Task<SuppressionRow?> FindAsync(string tenant, Guid id, CancellationToken cancellation) => database.ReadAsync(connection => FindAsync(connection, null, tenant, id), cancellation);

    /// <summary>Oldest first.</summary>
    public Task<List<SuppressionEventRow>> ListEventsAsync(string tenant, Guid id, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<SuppressionEventRow>(
            "select seq, at, actor, action, reason from suppression_events where tenant_id = @tenant and suppression_id = @id order by seq", new { tenant, id })).AsList(), cancellation);

    /// <summary>Newest first; one more than the limit when there are more.</summary>
    public Task<List<SuppressionRow>> ListAsync(string tenant, SuppressionQueryFilter filter, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<SuppressionRow>(
            $"""
             select {Columns} from suppressions
             where tenant_id = @tenant and (@State::text is null or state = @State) and (@List::text is null or list = @List) and (@PartyKey::text is null or party_key = @PartyKey)
                 and (@Before::uuid is null or id < @Before)
             order by id desc limit @Limit + 1
             """, new { tenant, filter.State, filter.List, filter.PartyKey, filter.Before, filter.Limit })).AsList(), cancellation);

    /// <summary>What holds, of every tenant, and with <paramref name="waiting"/> what waits for a second person.</summary>
    public Task<List<SuppressionRow>> ListHeldAsync(bool waiting, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<SuppressionRow>(
            $"select {Columns} from suppressions where state = 'active' or (@waiting and state = 'pending') order by tenant_id, id", new { waiting })).AsList(), cancellation);

    /// <summary>What was decided about entries of a list, but for what was withdrawn or never agreed.</summary>
    public Task<List<OnceDecided>> ListDecidedAsync(string tenant, string list, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<OnceDecided>(
            "select party_key, entry_id, entry_digest from suppressions where tenant_id = @tenant and list = @list and state in ('active', 'lapsed')", new { tenant, list })).AsList(), cancellation);

    /// <summary>Agrees to what waits; false when it does not wait, or the one who agrees is its author.</summary>
    public Task<bool> ApproveAsync(SuppressionRow row, SuppressionAct act, byte[] digest, CancellationToken cancellation) => database.WriteAsync(async (connection, transaction) =>
    {
        var approved = await connection.ExecuteAsync(
            "update suppressions set state = 'active', approved_by = @Actor where tenant_id = @TenantId and id = @Id and state = 'pending' and created_by <> @Actor",
            new { act.Actor, row.TenantId, row.Id }, transaction);
        return approved > 0 && await NoteAsync((connection, transaction), row, act, digest);
    }, cancellation);

    /// <summary>Ends what holds or waits; false when it has ended already.</summary>
    /// <param name="state">withdrawn or lapsed.</param>
    public Task<bool> EndAsync(SuppressionRow row, string state, SuppressionAct act, byte[] digest, CancellationToken cancellation) => database.WriteAsync(async (connection, transaction) =>
    {
        var ended = await connection.ExecuteAsync(
            "update suppressions set state = @state where tenant_id = @TenantId and id = @Id and state in ('pending', 'active')", new { state, row.TenantId, row.Id }, transaction);
        return ended > 0 && await NoteAsync((connection, transaction), row, act, digest);
    }, cancellation);

    private static async Task<(StoreOutcome, SuppressionRow?)?> CheckKeyAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, SuppressionRow row, IdempotencyKey key)
    {
        if (!await connection.ExecuteScalarAsync<bool>("select pg_try_advisory_xact_lock(hashtextextended(@lockName, 0))", new { lockName = $"suppression\n{row.TenantId}\n{key.Key}" }, transaction))
        {
            return (StoreOutcome.InFlight, null);
        }

        var known = await connection.QuerySingleOrDefaultAsync<SuppressionRow>(
            $"select {Columns} from suppressions where tenant_id = @TenantId and idempotency_key = @Key", new { row.TenantId, key.Key }, transaction);
        return known is null ? null
            : !known.BodyDigest.AsSpan().SequenceEqual(key.BodyDigest) ? (StoreOutcome.KeyReused, null)
            // Our own id: an earlier try of this very unit went through, and only its reply was lost.
            : (known.Id == row.Id ? StoreOutcome.Stored : StoreOutcome.Replayed, known);
    }

    private static Task<SuppressionRow?> FindAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, string tenant, Guid id) =>
        connection.QuerySingleOrDefaultAsync<SuppressionRow?>($"select {Columns} from suppressions where tenant_id = @tenant and id = @id", new { tenant, id }, transaction);

    private static async Task<bool> NoteAsync((NpgsqlConnection Connection, NpgsqlTransaction Transaction) unit, SuppressionRow row, SuppressionAct act, byte[] digest)
    {
        await unit.Connection.ExecuteAsync(
            """
            insert into suppression_events (tenant_id, suppression_id, seq, id, actor, action, reason)
            select @TenantId, @Id, coalesce(max(seq), 0) + 1, @ActId, @Actor, @Action, @Reason from suppression_events where tenant_id = @TenantId and suppression_id = @Id
            on conflict (tenant_id, id) do nothing;
            insert into audit_entries (tenant_id, id, month, actor, action, subject, digest, detail)
            values (@TenantId, @ActId, @month, @Actor, @auditAction, @subject, @digest, jsonb_build_object('list', @List, 'entry', @EntryId, 'expiresOn', @ExpiresOn::date, 'lapse', @lapse::text))
            on conflict (tenant_id, id, month) do nothing;
            select pg_notify(@Channel, '')
            """,
            new
            {
                row.TenantId, row.Id, ActId = act.Id, act.Actor, act.Action, act.Reason, month = Months.MonthOf(act.Id), auditAction = $"suppression{char.ToUpperInvariant(act.Action[0])}{act.Action[1..]}",
                subject = row.Id.ToString(), digest, row.List, row.EntryId, row.ExpiresOn, lapse = act.Action == "lapsed" ? act.Reason : null, Channel,
            }, unit.Transaction);
        return true;
    }
}
