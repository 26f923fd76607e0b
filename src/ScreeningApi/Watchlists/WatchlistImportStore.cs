using Dapper;
using Npgsql;
using NpgsqlTypes;
using ScreeningApi.Storage;
using ScreeningApi.Watchlists.Imports;

namespace ScreeningApi.Watchlists;

/// <summary>Who asks, on whose behalf, and under which key.</summary>
internal sealed record ImportOrder(Guid Id, string Tenant, string Actor, IdempotencyKey? Key)
{
    public DateOnly? Month => Months.MonthOf(Id);
}

/// <summary>What became of an import.</summary>
/// <param name="Row">The import; the version in use where nothing differs from it. Null when the key refused it, or there is nothing to release.</param>
internal sealed record ImportOutcome(StoreOutcome Outcome, WatchlistVersionRow? Row, bool IsUnchanged = false)
{
    public WatchlistImportState State => IsUnchanged ? WatchlistImportState.Unchanged : Enum.Parse<WatchlistImportState>(Row!.State, ignoreCase: true);
}

/// <summary>An import that was read: what is known of it, and its entries once more.</summary>
/// <param name="Row">Without what only the database knows: number, version, state.</param>
/// <param name="Reasons">What speaks against it, whatever is in use; the reasons of a comparison are added.</param>
/// <param name="Entries">Opens the file and reads it again; null when it could not be read as a whole.</param>
/// <param name="MaxShrink">Share of the entries in use that it may lack.</param>
internal sealed record ReadImport(
    WatchlistVersionRow Row, IReadOnlyList<ImportReason> Reasons, Func<IEnumerable<StagedEntry>>? Entries, double MaxShrink, (string? Url, string? Etag, string? LastModified) Origin);

/// <summary>
/// Puts imports into the database. One transaction each: what is compared is what is in use, and of several imports of one list each sees
/// the one before. Entries come by COPY, and what changed is worked out there.
/// </summary>
internal sealed class WatchlistImportStore(Database database)
{
    /// <summary>Seconds. A list of a million entries is laid over another in less.</summary>
    private const int MergeTimeout = 600;

    public Task<ImportOutcome> ImportAsync(ReadImport import, ImportOrder order, CancellationToken cancellation) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var requests = new WatchlistRequestStore(connection, transaction, order.Tenant, order.Key);
            if (await requests.CheckAsync() is { } earlier)
            {
                return await ReplayAsync(connection, transaction, import.Row.Key, earlier);
            }

            var work = new ImportWork(connection, transaction, import.Row.Key, order);
            await work.LockAsync();
            var (current, waiting) = (await work.FindAsync("published"), await work.FindAsync("quarantined"));
            var reasons = ImportComparison.Reasons(import, current);
            // Our own id: an earlier try of this very unit went through, and only its reply was lost.
            var known = await work.FindByIdAsync(order.Id);
            var isUnchanged = known is null && reasons.Count == 0 && current is not null && current.Sha256.AsSpan().SequenceEqual(import.Row.Sha256);
            var isWaiting = reasons.Count > 0 && waiting is not null && ImportComparison.IsSame(waiting, import.Row, reasons);
            var row = known ?? (isUnchanged ? current! : isWaiting ? waiting! : await StoreAsync(work, import, reasons, cancellation));
            if (isUnchanged)
            {
                await work.RejectWaitingAsync(import.Row.SourceKind);
            }

            await work.NoteCheckAsync(reasons, import.Origin);
            await requests.KeepAsync(new RequestRow { List = row.List, Seq = row.Seq, Unchanged = isUnchanged });
            await work.NotifyAsync();
            return new ImportOutcome(StoreOutcome.Stored, row, isUnchanged);
        }, cancellation);

    /// <summary>Puts a quarantined import to use. Without a row: there is none of this number that may be released.</summary>
    public Task<ImportOutcome> ReleaseAsync(WatchlistKey key, int seq, string reason, ImportOrder order, CancellationToken cancellation) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var requests = new WatchlistRequestStore(connection, transaction, order.Tenant, order.Key);
            if (await requests.CheckAsync() is { } earlier)
            {
                return await ReplayAsync(connection, transaction, key, earlier);
            }

            var work = new ImportWork(connection, transaction, key, order);
            await work.LockAsync();
            if (await work.FindAsync("quarantined") is not { Releasable: true } waiting || waiting.Seq != seq)
            {
                return new ImportOutcome(StoreOutcome.Stored, null);
            }

            var row = await work.PublishAsync(waiting, reason);
            await work.NoteReleaseAsync(waiting);
            await work.AuditAsync(row, "watchlistReleased");
            await requests.KeepAsync(new RequestRow { List = row.List, Seq = row.Seq });
            await work.NotifyAsync();
            return new ImportOutcome(StoreOutcome.Stored, row);
        }, cancellation);

    private static async Task<WatchlistVersionRow> StoreAsync(ImportWork work, ReadImport import, IReadOnlyList<ImportReason> reasons, CancellationToken cancellation)
    {
        await work.RejectWaitingAsync(null);
        var row = await work.InsertAsync(import.Row with { Reasons = WatchlistJson.Write(reasons), Releasable = import.Entries is not null });
        if (import.Entries is { } entries)
        {
            await work.CopyAsync(row.Seq, entries(), cancellation);
        }

        row = reasons.Count == 0 ? await work.PublishAsync(row, null) : row;
        await work.AuditAsync(row, reasons.Count == 0 ? "watchlistPublished" : "watchlistQuarantined");
        return row;
    }

    private static async Task<ImportOutcome> ReplayAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, WatchlistKey key, (StoreOutcome Outcome, RequestRow? Row) earlier)
    {
        if (earlier.Row is not { Seq: { } seq } known || known.List != key.List)
        {
            return new ImportOutcome(earlier.Outcome == StoreOutcome.Replayed ? StoreOutcome.KeyReused : earlier.Outcome, null);
        }

        var row = await connection.QuerySingleAsync<WatchlistVersionRow>(
            $"select {WatchlistStore.VersionColumns} from watchlist_versions where tenant_id = @Tenant and list = @List and seq = @seq", new { key.Tenant, key.List, seq }, transaction);
        return new ImportOutcome(StoreOutcome.Replayed, row, known.Unchanged);
    }

    /// <summary>The statements of an import.</summary>
    private sealed class ImportWork(NpgsqlConnection connection, NpgsqlTransaction transaction, WatchlistKey key, ImportOrder order)
    {
        public Task<int> LockAsync() => connection.ExecuteAsync(
            "select pg_advisory_xact_lock(hashtextextended(@name, 0))", new { name = $"watchlist\n{key.Tenant}\n{key.List}" }, transaction, MergeTimeout);

        public Task<WatchlistVersionRow?> FindAsync(string state) => connection.QuerySingleOrDefaultAsync<WatchlistVersionRow?>(
            $"select {WatchlistStore.VersionColumns} from watchlist_versions where tenant_id = @Tenant and list = @List and state = @state", new { key.Tenant, key.List, state }, transaction);

        public Task<WatchlistVersionRow?> FindByIdAsync(Guid id) => connection.QuerySingleOrDefaultAsync<WatchlistVersionRow?>(
            $"select {WatchlistStore.VersionColumns} from watchlist_versions where tenant_id = @Tenant and list = @List and id = @id", new { key.Tenant, key.List, id }, transaction);

        public Task<WatchlistVersionRow> InsertAsync(WatchlistVersionRow row) => connection.QuerySingleAsync<WatchlistVersionRow>(
            $"""
             insert into watchlist_versions (tenant_id, list, seq, id, state, published, sha256, bytes, format, source_kind, source, entries, names, reasons, releasable, actor)
             select @TenantId, @List, coalesce(max(seq), 0) + 1, @OrderId, 'quarantined', @Published, @Sha256, @Bytes, @Format, @SourceKind, @Source, @Entries, @Names, @Reasons::jsonb, @Releasable, @Actor
             from watchlist_versions where tenant_id = @TenantId and list = @List
             returning {WatchlistStore.VersionColumns}
             """,
            new
            {
                row.TenantId, row.List, OrderId = order.Id, row.Published, row.Sha256, row.Bytes, row.Format, row.SourceKind, row.Source, row.Entries, row.Names, row.Reasons, row.Releasable, order.Actor,
            }, transaction);

        public async Task CopyAsync(int seq, IEnumerable<StagedEntry> entries, CancellationToken cancellation)
        {
            await using var copy = await connection.BeginBinaryImportAsync(
                "copy watchlist_staged (tenant_id, list, seq, entry_id, section, digest, entry) from stdin (format binary)", cancellation);
            foreach (var entry in entries)
            {
                await copy.StartRowAsync(cancellation);
                await copy.WriteAsync(key.Tenant, NpgsqlDbType.Text, cancellation);
                await copy.WriteAsync(key.List, NpgsqlDbType.Text, cancellation);
                await copy.WriteAsync(seq, NpgsqlDbType.Integer, cancellation);
                await copy.WriteAsync(entry.EntryId, NpgsqlDbType.Text, cancellation);
                await copy.WriteAsync(entry.Section, NpgsqlDbType.Text, cancellation);
                await copy.WriteAsync(entry.Digest, NpgsqlDbType.Bytea, cancellation);
                await copy.WriteAsync(entry.Entry, NpgsqlDbType.Jsonb, cancellation);
            }

            await copy.CompleteAsync(cancellation);
        }

        /// <summary>Ends what is gone or differs, begins what is new or differs; what says the same stays as it is.</summary>
        public async Task<WatchlistVersionRow> PublishAsync(WatchlistVersionRow row, string? releaseReason)
        {
            // Nothing is known yet of rows that have just been copied: a plan that takes them for few compares each with each, for minutes.
            await connection.ExecuteAsync("select set_config('enable_nestloop', 'off', true)", transaction: transaction);
            await connection.ExecuteAsync(
                """
                update watchlist_entries e set to_seq = @Seq
                where tenant_id = @TenantId and list = @List and to_seq is null and not exists (
                    select from watchlist_staged s
                    where s.tenant_id = e.tenant_id and s.list = e.list and s.seq = @Seq and s.entry_id = e.entry_id and s.digest = e.digest)
                """, row, transaction, MergeTimeout);
            await connection.ExecuteAsync(
                """
                insert into watchlist_entries (tenant_id, list, entry_id, from_seq, section, digest, entry)
                select tenant_id, list, entry_id, seq, section, digest, entry from watchlist_staged s
                where tenant_id = @TenantId and list = @List and seq = @Seq and not exists (
                    select from watchlist_entries e
                    where e.tenant_id = s.tenant_id and e.list = s.list and e.entry_id = s.entry_id and e.to_seq is null)
                """, row, transaction, MergeTimeout);
            await connection.ExecuteAsync("delete from watchlist_staged where tenant_id = @TenantId and list = @List and seq = @Seq", row, transaction, MergeTimeout);
            await connection.ExecuteAsync(
                "update watchlist_versions set state = 'superseded' where tenant_id = @TenantId and list = @List and state = 'published'", row, transaction);
            return await MarkPublishedAsync(row, releaseReason);
        }

        /// <summary>The version is the list's own date, or today's where it has none; other content of the same date has a number behind it.</summary>
        private Task<WatchlistVersionRow> MarkPublishedAsync(WatchlistVersionRow row, string? releaseReason) => connection.QuerySingleAsync<WatchlistVersionRow>(
            $"""
             with day as (
                 select to_char(coalesce(@Published::timestamptz, clock_timestamp()) at time zone 'UTC', 'YYYY-MM-DD') as name),
             same as (
                 select count(*) as versions from watchlist_versions, day
                 where tenant_id = @TenantId and list = @List and (version = day.name or version like day.name || '.%')),
             ended as (
                 select entry_id from watchlist_entries where tenant_id = @TenantId and list = @List and to_seq = @Seq),
             begun as (
                 select entry_id from watchlist_entries where tenant_id = @TenantId and list = @List and from_seq = @Seq),
             figures as (
                 select (select count(*) from ended) as ended, (select count(*) from begun) as begun, (select count(*) from ended join begun using (entry_id)) as both)
             update watchlist_versions v set state = 'published', used_from = clock_timestamp(),
                 version = day.name || case when same.versions = 0 then '' else '.' || same.versions + 1 end,
                 added = figures.begun - figures.both, changed = figures.both, removed = figures.ended - figures.both,
                 released_by = case when @releaseReason::text is not null then @Actor end, release_reason = @releaseReason
             from day, same, figures
             where v.tenant_id = @TenantId and v.list = @List and v.seq = @Seq
             returning {WatchlistStore.VersionColumns}
             """, new { row.TenantId, row.List, row.Seq, row.Published, releaseReason, order.Actor }, transaction, MergeTimeout);

        /// <summary>A later import takes the place of one that waits.</summary>
        /// <param name="sourceKind">Only one that came the same way; null for every one.</param>
        public async Task RejectWaitingAsync(string? sourceKind)
        {
            await connection.ExecuteAsync(
                """
                update watchlist_versions set state = 'rejected'
                where tenant_id = @Tenant and list = @List and state = 'quarantined' and (@sourceKind::text is null or source_kind = @sourceKind)
                """, new { key.Tenant, key.List, sourceKind }, transaction);
            await connection.ExecuteAsync(
                """
                delete from watchlist_staged s using watchlist_versions v
                where s.tenant_id = @Tenant and s.list = @List and v.tenant_id = s.tenant_id and v.list = s.list and v.seq = s.seq and v.state = 'rejected'
                """, new { key.Tenant, key.List }, transaction, MergeTimeout);
        }

        /// <summary>What was put to use, or found to be in use, is current; what speaks against the rest is kept as a failure.</summary>
        public Task<int> NoteCheckAsync(IReadOnlyList<ImportReason> reasons, (string? Url, string? Etag, string? LastModified) origin) => reasons.Count == 0
            ? WatchlistCheckStore.NoteCurrentAsync(connection, transaction, key, origin)
            : WatchlistCheckStore.NoteFailureAsync(connection, transaction, key, (reasons[0].Code, $"The import is quarantined: {string.Join("; ", reasons.Select(r => $"{r.Code}: found {r.Found}, expected {r.Expected}"))}."));

        /// <summary>A person vouches for it as it was when it came.</summary>
        public Task<int> NoteReleaseAsync(WatchlistVersionRow row) => WatchlistCheckStore.NoteReleasedAsync(connection, transaction, key, row.CreatedAt);

        public Task<int> AuditAsync(WatchlistVersionRow row, string action) => connection.ExecuteAsync(
            """
            insert into audit_entries (tenant_id, id, month, actor, action, subject, digest, detail)
            select tenant_id, @OrderId, @Month, @Actor, @action, list || '/' || seq, sha256,
                jsonb_build_object('list', list, 'seq', seq, 'version', version, 'entries', entries, 'added', added, 'changed', changed, 'removed', removed, 'reasons', reasons, 'reason', release_reason)
            from watchlist_versions where tenant_id = @TenantId and list = @List and seq = @Seq
            on conflict do nothing
            """, new { OrderId = order.Id, order.Month, order.Actor, action, row.TenantId, row.List, row.Seq }, transaction);

        public Task<int> NotifyAsync() => connection.ExecuteAsync("select pg_notify(@Channel, '')", new { WatchlistStore.Channel }, transaction);
    }
}
