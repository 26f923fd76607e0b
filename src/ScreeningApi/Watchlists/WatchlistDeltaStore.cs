using System.Collections.Immutable;
using Dapper;
using Screening.Engine.Parties;
using ScreeningApi.Storage;

namespace ScreeningApi.Watchlists;

/// <summary>Reads single entries and what a version changed, for those who look at what lists say and not at lists.</summary>
internal sealed class WatchlistDeltaStore(Database database)
{
    /// <summary>What began with a version.</summary>
    /// <param name="Begun">Entries that are new or say something new.</param>
    /// <param name="Before">By id, what those of them said that the version before had.</param>
    internal sealed record Delta(ImmutableArray<WatchlistEntry> Begun, ImmutableDictionary<string, WatchlistEntry> Before);

    /// <param name="listTenant">Whose list it is.</param>
    public Task<Delta> ReadAsync(string listTenant, string list, int seq, CancellationToken cancellation) => database.ReadAsync(async connection =>
    {
        var rows = await connection.QueryAsync<(string Entry, string? Before)>(new CommandDefinition(
            """
            select n.entry::text, o.entry::text
            from watchlist_entries n
            left join watchlist_entries o on o.tenant_id = n.tenant_id and o.list = n.list and o.entry_id = n.entry_id and o.to_seq = n.from_seq
            where n.tenant_id = @listTenant and n.list = @list and n.from_seq = @seq
            order by n.entry_id
            """, new { listTenant, list, seq }, cancellationToken: cancellation));
        var (begun, before) = (ImmutableArray.CreateBuilder<WatchlistEntry>(), ImmutableDictionary.CreateBuilder<string, WatchlistEntry>(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            begun.Add(WatchlistJson.ReadEntry(row.Entry));
            if (row.Before is { } json)
            {
                before[begun[^1].Id] = WatchlistJson.ReadEntry(json);
            }
        }

        return new Delta(begun.DrainToImmutable(), before.ToImmutable());
    }, cancellation);

    /// <summary>An entry of the version in use of a list that a tenant has to do with; null when there is none.</summary>
    public async Task<WatchlistEntry?> FindAsync(string tenant, string list, string entryId, CancellationToken cancellation) =>
        (await FindAllAsync([(tenant, list, entryId)], cancellation)).GetValueOrDefault((tenant, list, entryId));

    /// <summary>Entries of the versions in use, by the tenant who asks, list and id; those that there are not are left out.</summary>
    public Task<Dictionary<(string Tenant, string List, string EntryId), WatchlistEntry>> FindAllAsync(IReadOnlyList<(string Tenant, string List, string EntryId)> wanted, CancellationToken cancellation) =>
        database.ReadAsync(async connection => (await connection.QueryAsync<(string Tenant, string List, string EntryId, string Entry)>(new CommandDefinition(
            """
            select w.tenant, w.list, w.entry_id, e.entry::text
            from unnest(@tenants, @owners, @lists, @entries) as w (tenant, owner, list, entry_id)
            join watchlist_entries e on e.tenant_id = w.owner and e.list = w.list and e.entry_id = w.entry_id and e.to_seq is null
            """,
            new
            {
                tenants = wanted.Select(w => w.Tenant).ToArray(), owners = wanted.Select(w => WatchlistKey.Of(w.Tenant, w.List).Tenant).ToArray(),
                lists = wanted.Select(w => w.List).ToArray(), entries = wanted.Select(w => w.EntryId).ToArray(),
            }, cancellationToken: cancellation))).DistinctBy(r => (r.Tenant, r.List, r.EntryId)).ToDictionary(r => (r.Tenant, r.List, r.EntryId), r => WatchlistJson.ReadEntry(r.Entry)), cancellation);
}
