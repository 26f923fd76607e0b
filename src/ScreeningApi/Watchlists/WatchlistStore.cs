using Dapper;
using Npgsql;
using ScreeningApi.Storage;

namespace ScreeningApi.Watchlists;

/// <summary>A page of entries that is asked for.</summary>
/// <param name="Since">Only what differs from this version; null for all entries.</param>
/// <param name="After">The last entry of the page before.</param>
internal sealed record EntryQuery(int Seq, int? Since, string? Section, string? After, int Limit);

/// <summary>An entry of an answer; the change is one of added, changed, removed, or null where nothing is compared.</summary>
internal sealed record StoredEntry
{
    public string EntryId { get; init; } = "";
    public string Entry { get; init; } = "";
    public string? Change { get; init; }
}

/// <summary>Reads versions of lists and their entries.</summary>
internal sealed class WatchlistStore(Database database)
{
    /// <summary>Announced to all processes when a version, a check or an override is new.</summary>
    public const string Channel = "watchlists_changed";

    internal const string VersionColumns =
        """
        tenant_id, list, seq, id, state, version, published, sha256, bytes, format, source_kind, source, entries, names, added, changed, removed,
        reasons::text as reasons, releasable, actor, created_at, used_from, released_by, release_reason
        """;

    /// <summary>What stands at one version and how that differs from another; both numbers are of published versions.</summary>
    private const string ChangesSql =
        """
        select n.entry_id, n.entry::text as entry, case when o.entry_id is null then 'added' else 'changed' end as change
        from watchlist_entries n
        left join watchlist_entries o on o.tenant_id = n.tenant_id and o.list = n.list and o.entry_id = n.entry_id and o.from_seq <= @Since and (o.to_seq is null or o.to_seq > @Since)
        where n.tenant_id = @Tenant and n.list = @List and n.from_seq <= @Seq and (n.to_seq is null or n.to_seq > @Seq) and n.from_seq > @Since
            and o.digest is distinct from n.digest and (@Section::text is null or n.section = @Section) and (@After::text is null or n.entry_id > @After)
        union all
        select o.entry_id, o.entry::text, 'removed'
        from watchlist_entries o
        where o.tenant_id = @Tenant and o.list = @List and o.from_seq <= @Since and o.to_seq > @Since and o.to_seq <= @Seq
            and (@Section::text is null or o.section = @Section) and (@After::text is null or o.entry_id > @After)
            and not exists (
                select from watchlist_entries n
                where n.tenant_id = o.tenant_id and n.list = o.list and n.entry_id = o.entry_id and n.from_seq <= @Seq and (n.to_seq is null or n.to_seq > @Seq))
        order by 1 limit @Limit + 1
        """;

    private const string EntriesSql =
        """
        select entry_id, entry::text as entry, null::text as change
        from watchlist_entries
        where tenant_id = @Tenant and list = @List and from_seq <= @Seq and (to_seq is null or to_seq > @Seq)
            and (@Section::text is null or section = @Section) and (@After::text is null or entry_id > @After)
        order by entry_id limit @Limit + 1
        """;

    /// <summary>What is in use or quarantined, of every tenant.</summary>
    public Task<List<WatchlistVersionRow>> ListCurrentAsync(CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<WatchlistVersionRow>(
            $"select {VersionColumns} from watchlist_versions where state in ('published', 'quarantined')")).AsList(), cancellation);

    /// <summary>Newest first; one more than the limit when there are more.</summary>
    public Task<List<WatchlistVersionRow>> ListVersionsAsync(WatchlistKey key, int? before, int limit, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<WatchlistVersionRow>(
            $"select {VersionColumns} from watchlist_versions where tenant_id = @Tenant and list = @List and (@before::int is null or seq < @before) order by seq desc limit @limit + 1",
            new { key.Tenant, key.List, before, limit })).AsList(), cancellation);

    /// <summary>An import by its number; null when there is none.</summary>
    public Task<WatchlistVersionRow?> FindAsync(WatchlistKey key, int seq, CancellationToken cancellation) => database.ReadAsync(connection =>
        connection.QuerySingleOrDefaultAsync<WatchlistVersionRow>(
            $"select {VersionColumns} from watchlist_versions where tenant_id = @Tenant and list = @List and seq = @seq", new { key.Tenant, key.List, seq }), cancellation);

    /// <summary>A version by its name, or what is in use where none is named; null when there is none.</summary>
    public Task<WatchlistVersionRow?> FindVersionAsync(WatchlistKey key, string? version, CancellationToken cancellation) => database.ReadAsync(connection =>
        connection.QuerySingleOrDefaultAsync<WatchlistVersionRow>(
            $"select {VersionColumns} from watchlist_versions where tenant_id = @Tenant and list = @List and (version = @version or @version::text is null and state = 'published')",
            new { key.Tenant, key.List, version }), cancellation);

    /// <summary>In the order of their ids; one more than the limit when there are more.</summary>
    public Task<List<StoredEntry>> ListEntriesAsync(WatchlistKey key, EntryQuery query, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<StoredEntry>(
            query.Since is null ? EntriesSql : ChangesSql,
            new { key.Tenant, key.List, query.Seq, query.Since, query.Section, query.After, query.Limit })).AsList(), cancellation);

    /// <summary>Every entry of a version, one after the other: the JSON of each is handed over and not kept here.</summary>
    public Task<int> ReadEntriesAsync(WatchlistKey key, int seq, Action begin, Action<string> take, CancellationToken cancellation) => database.ReadAsync(async connection =>
    {
        begin();
        await using var command = new NpgsqlCommand(
            """
            select entry::text from watchlist_entries
            where tenant_id = $1 and list = $2 and from_seq <= $3 and (to_seq is null or to_seq > $3)
            order by entry_id
            """, connection);
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = key.Tenant }, new() { Value = key.List }, new() { Value = seq } });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var count = 0;
        for (; await reader.ReadAsync(cancellation); count++)
        {
            take(reader.GetString(0));
        }

        return count;
    }, cancellation);
}
