using Dapper;
using Npgsql;
using ScreeningApi.Storage;

namespace ScreeningApi.Watchlists;

/// <summary>When lists were last found current, permissions to go on with stale ones, and the turn to download.</summary>
internal sealed class WatchlistCheckStore(Database database)
{
    /// <summary>Whoever holds it downloads; the others look on.</summary>
    private const long DownloadLock = 7_310_581_175;

    private const string OverrideColumns = "tenant_id, id, list, reason, actor, created_at, until";

    public Task<List<WatchlistCheckRow>> ListAsync(CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<WatchlistCheckRow>("select * from watchlist_checks")).AsList(), cancellation);

    /// <summary>Of every tenant; those whose time is up are left out.</summary>
    public Task<List<WatchlistOverrideRow>> ListOverridesAsync(CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<WatchlistOverrideRow>($"select {OverrideColumns} from watchlist_overrides where until > clock_timestamp()")).AsList(), cancellation);

    /// <summary>The publisher says that what is in use is what it has; an import of the same source that waits has been taken back.</summary>
    public Task<int> ConfirmAsync(WatchlistKey key, (string? Url, string? Etag, string? LastModified) origin, CancellationToken cancellation) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync(
                """
                with taken_back as (
                    update watchlist_versions set state = 'rejected'
                    where tenant_id = @Tenant and list = @List and state = 'quarantined' and source_kind = 'url'
                    returning seq)
                delete from watchlist_staged where tenant_id = @Tenant and list = @List and seq in (select seq from taken_back)
                """, new { key.Tenant, key.List }, transaction);
            await NoteCurrentAsync(connection, transaction, key, origin);
            return await NotifyAsync(connection, transaction);
        }, cancellation);

    public Task<int> FailAsync(WatchlistKey key, (string Code, string Text) failure, CancellationToken cancellation) => database.WriteAsync(async (connection, transaction) =>
    {
        await NoteFailureAsync(connection, transaction, key, failure);
        return await NotifyAsync(connection, transaction);
    }, cancellation);

    /// <summary>Stores a permission and its audit entry; done again, it changes nothing.</summary>
    /// <param name="kept">How long it holds, from the database's clock.</param>
    public Task<(StoreOutcome Outcome, WatchlistOverrideRow? Row)> InsertOverrideAsync(
        WatchlistOverrideRow row, TimeSpan kept, (IdempotencyKey? Key, byte[] Digest) request, CancellationToken cancellation) =>
        database.WriteAsync<(StoreOutcome, WatchlistOverrideRow?)>(async (connection, transaction) =>
        {
            var requests = new WatchlistRequestStore(connection, transaction, row.TenantId, request.Key);
            if (await requests.CheckAsync() is { } earlier)
            {
                return earlier.Row is { OverrideId: { } known } && earlier.Row.List == row.List
                    ? (known == row.Id ? StoreOutcome.Stored : StoreOutcome.Replayed, await GetOverrideAsync(connection, transaction, row.TenantId, known))
                    : (earlier.Outcome == StoreOutcome.Replayed ? StoreOutcome.KeyReused : earlier.Outcome, null);
            }

            await connection.ExecuteAsync(
                """
                with placed as (
                    insert into watchlist_overrides (tenant_id, id, list, reason, actor, until)
                    values (@TenantId, @Id, @List, @Reason, @Actor, clock_timestamp() + @kept) on conflict do nothing
                    returning *)
                insert into audit_entries (tenant_id, id, month, actor, action, subject, digest, detail)
                select tenant_id, id, @Month, actor, 'watchlistOverridden', list || '/' || id, @Digest, jsonb_build_object('list', list, 'reason', reason, 'until', until) from placed
                """,
                new { row.TenantId, row.Id, row.List, row.Reason, row.Actor, kept, Month = Months.MonthOf(row.Id), request.Digest }, transaction);
            await requests.KeepAsync(new RequestRow { List = row.List, OverrideId = row.Id });
            await NotifyAsync(connection, transaction);
            return (StoreOutcome.Stored, await GetOverrideAsync(connection, transaction, row.TenantId, row.Id));
        }, cancellation);

    /// <summary>The turn to download, until it is given back or the connection breaks; null while another process has it.</summary>
    public async Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation)
    {
        var connection = await database.OpenAsync(cancellation);
        try
        {
            if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select pg_try_advisory_lock(@DownloadLock)", new { DownloadLock }, cancellationToken: cancellation)))
            {
                return new Turn(connection);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>What identifies the publisher's file is kept only where that file is the one in use: else a later 304 would vouch for another.</summary>
    internal static Task<int> NoteCurrentAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, WatchlistKey key, (string? Url, string? Etag, string? LastModified) origin) =>
        connection.ExecuteAsync(
            """
            insert into watchlist_checks (tenant_id, list, checked_at, tried_at, url, etag, last_modified)
            values (@Tenant, @List, clock_timestamp(), clock_timestamp(), @Url, @Etag, @LastModified)
            on conflict (tenant_id, list) do update set checked_at = excluded.checked_at, tried_at = excluded.tried_at,
                url = excluded.url, etag = excluded.etag, last_modified = excluded.last_modified,
                failed_at = null, failure_code = null, failure = null
            """, new { key.Tenant, key.List, origin.Url, origin.Etag, origin.LastModified }, transaction);

    internal static Task<int> NoteFailureAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, WatchlistKey key, (string Code, string Text) failure) =>
        connection.ExecuteAsync(
            """
            insert into watchlist_checks (tenant_id, list, tried_at, failed_at, failure_code, failure)
            values (@Tenant, @List, clock_timestamp(), clock_timestamp(), @Code, @Text)
            on conflict (tenant_id, list) do update set tried_at = excluded.tried_at, failed_at = excluded.failed_at, failure_code = excluded.failure_code, failure = excluded.failure
            """, new { key.Tenant, key.List, failure.Code, failure.Text }, transaction);

    internal static Task<int> NoteReleasedAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, WatchlistKey key, DateTime asOf) =>
        connection.ExecuteAsync(
            """
            insert into watchlist_checks as c (tenant_id, list, checked_at, tried_at) values (@Tenant, @List, @asOf, @asOf)
            on conflict (tenant_id, list) do update set checked_at = greatest(c.checked_at, excluded.checked_at), url = null, etag = null, last_modified = null, failed_at = null, failure_code = null, failure = null
            """, new { key.Tenant, key.List, asOf }, transaction);

    private static Task<WatchlistOverrideRow?> GetOverrideAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string tenant, Guid id) =>
        connection.QuerySingleOrDefaultAsync<WatchlistOverrideRow?>($"select {OverrideColumns} from watchlist_overrides where tenant_id = @tenant and id = @id", new { tenant, id }, transaction);

    private static Task<int> NotifyAsync(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        connection.ExecuteAsync("select pg_notify(@Channel, '')", new { WatchlistStore.Channel }, transaction);

    private sealed class Turn(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await connection.ExecuteAsync("select pg_advisory_unlock(@DownloadLock)", new { DownloadLock });
            }
            catch (NpgsqlException)
            {
                // The connection broke, and the turn went with it.
            }

            await connection.DisposeAsync();
        }
    }
}
