using Dapper;
using Npgsql;
using ScreeningApi.Storage;

namespace ScreeningApi.Reference.Import.Drafts;

/// <summary>Keeps drafts of rule sets, destination tables and policies in the database, beside what is published. Table names come from this file and the catalogue alone.</summary>
internal sealed class DraftStore(Database database)
{
    private static readonly (VersionedKind Kind, string Table, string Column)[] Roots =
    [
        (VersionedKind.RuleSet, "rule_sets", "rule_set"), (VersionedKind.Destinations, "destination_tables", "destination_table"), (VersionedKind.Policy, "policies", "policy"),
    ];

    public Task<List<Draft>> ListAsync(CancellationToken cancellation) => database.ReadAsync(connection => ReadDraftsAsync(connection, null, null), cancellation);

    /// <summary>The kinds of version that the database has under this name, whatever their state.</summary>
    public Task<bool> IsTakenAsync(string version, CancellationToken cancellation) => database.ReadAsync(connection => connection.ExecuteScalarAsync<bool>(
        """
        select exists (select from rule_sets where tenant_id = @SharedTenant and version = @version)
            or exists (select from destination_tables where tenant_id = @SharedTenant and version = @version)
            or exists (select from policies where tenant_id = @SharedTenant and version = @version)
        """, new { ReferenceStore.SharedTenant, version }), cancellation);

    /// <summary>What is published, with the kinds in their place that the draft has. Throws when there is no such draft.</summary>
    public Task<ReferenceData> GetAsync(string version, CancellationToken cancellation) => database.ReadAsync(
        async connection => await ReadAsync(connection, null, version, await ReadDraftsAsync(connection, null, version)), cancellation);

    /// <summary>Stores the kinds as drafts, instead of those that stand there as drafts under the same version.</summary>
    public Task SaveAsync(ReferenceData data, IReadOnlyDictionary<VersionedKind, string> notes, CancellationToken cancellation) => database.WriteAsync(async (connection, transaction) =>
    {
        await LockAsync(connection, transaction);
        foreach (var (kind, note) in notes)
        {
            var (_, table, _) = Root(kind);
            var version = VersionOf(kind, data);
            await RemoveAsync(connection, transaction, kind, version);
            var work = new ReferenceStore.Work(connection, transaction);
            await work.BeginAsync(table, version, ChecksumOf(kind, data));
            await InsertAsync(work, kind, data);
            await work.NoteAsync(table, version, note);
        }

        return notes.Count;
    }, cancellation);

    /// <summary>Publishes what the draft has, when <paramref name="check"/> lets it pass; all in one transaction.</summary>
    /// <param name="check">Gets what is to be published, what is published now, and the drafts; returns a note on the publication.</param>
    public Task<List<Draft>> PublishAsync(string version, Func<ReferenceData, ReferenceData, IReadOnlyList<Draft>, string> check, CancellationToken cancellation) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            await LockAsync(connection, transaction);
            var drafts = await ReadDraftsAsync(connection, transaction, version);
            var next = await ReadAsync(connection, transaction, version, drafts);
            var published = await PublishedAsync(connection, transaction);
            var note = check(next, await ReferenceStore.ReadAsync(connection, transaction, published), drafts);
            var work = new ReferenceStore.Work(connection, transaction);
            foreach (var draft in drafts)
            {
                await work.NoteAsync(Root(draft.Kind).Table, version, $"{draft.Note} {note}".TrimEnd());
                await work.PublishAsync(Root(draft.Kind).Table, version);
            }

            await connection.ExecuteAsync("select pg_notify(@Channel, '')", new { ReferenceStore.Channel }, transaction);
            return drafts;
        }, cancellation);

    /// <summary>Removes drafts; what was published once stays. Returns what was removed.</summary>
    public Task<List<Draft>> DiscardAsync(string version, CancellationToken cancellation) => database.WriteAsync(async (connection, transaction) =>
    {
        await LockAsync(connection, transaction);
        var drafts = await ReadDraftsAsync(connection, transaction, version);
        foreach (var draft in drafts)
        {
            await RemoveAsync(connection, transaction, draft.Kind, version);
        }

        return drafts;
    }, cancellation);

    /// <summary>The same lock that publications take.</summary>
    private static Task<int> LockAsync(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        connection.ExecuteAsync("select pg_advisory_xact_lock(hashtext(@Channel))", new { ReferenceStore.Channel }, transaction);

    private static async Task<List<Draft>> ReadDraftsAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, string? version) =>
    [
        .. await connection.QueryAsync<Draft>(
            """
            select 0 as kind, version, note, created_at from rule_sets where tenant_id = @SharedTenant and state = 'draft' and version = coalesce(@version, version)
            union all
            select 1, version, note, created_at from destination_tables where tenant_id = @SharedTenant and state = 'draft' and version = coalesce(@version, version)
            union all
            select 2, version, note, created_at from policies where tenant_id = @SharedTenant and state = 'draft' and version = coalesce(@version, version)
            order by version, kind
            """, new { ReferenceStore.SharedTenant, version }, transaction),
    ];

    private static async Task<ReferenceData> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, string version, List<Draft> drafts)
    {
        if (drafts.Count == 0)
        {
            throw new ImportRefusedException($"Found no draft '{version}', expected one that 'import drafts' lists.");
        }

        var published = await PublishedAsync(connection, transaction);
        string Pick(VersionedKind kind, string current) => drafts.Any(d => d.Kind == kind) ? version : current;
        return await ReferenceStore.ReadAsync(connection, transaction, new PublishedVersions(
            Pick(VersionedKind.RuleSet, published.RuleSet), Pick(VersionedKind.Destinations, published.Destinations), Pick(VersionedKind.Policy, published.Policy)));
    }

    private static async Task<PublishedVersions> PublishedAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction) =>
        await ReferenceStore.FindPublishedAsync(connection, transaction) ?? throw new ImportRefusedException("Found nothing published, expected rules: run the command migrate.");

    private static async Task RemoveAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, VersionedKind kind, string version)
    {
        var (_, root, column) = Root(kind);
        var isDraft = await connection.ExecuteScalarAsync<bool>(
            $"select exists (select from {root} where tenant_id = @SharedTenant and version = @version and state = 'draft')", new { ReferenceStore.SharedTenant, version }, transaction);
        if (!isDraft)
        {
            return;
        }

        foreach (var table in await HangingAsync(connection, transaction, root, column))
        {
            await connection.ExecuteAsync($"delete from {table} where tenant_id = @SharedTenant and {column} = @version", new { ReferenceStore.SharedTenant, version }, transaction);
        }

        await connection.ExecuteAsync(
            $"delete from {root} where tenant_id = @SharedTenant and version = @version and state = 'draft'", new { ReferenceStore.SharedTenant, version }, transaction);
    }

    /// <summary>The tables whose rows hang on a version, those first that others do not refer to.</summary>
    private static Task<IEnumerable<string>> HangingAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string root, string column) => connection.QueryAsync<string>(
        """
        with recursive hanging as (
            select @root::regclass::oid as relation, 0 as depth
            union
            select c.conrelid, h.depth + 1 from pg_constraint c join hanging h on c.confrelid = h.relation where c.contype = 'f' and c.conrelid <> c.confrelid
        )
        select h.relation::regclass::text from hanging h join pg_attribute a on a.attrelid = h.relation and a.attname = @column
        group by h.relation order by max(h.depth) desc, 1
        """, new { root, column }, transaction);

    private static (VersionedKind Kind, string Table, string Column) Root(VersionedKind kind) => Roots.First(r => r.Kind == kind);

    private static string VersionOf(VersionedKind kind, ReferenceData data) => kind switch
    {
        VersionedKind.RuleSet => data.RuleSet.Version,
        VersionedKind.Destinations => data.Destinations.Version,
        _ => data.Policy.Version,
    };

    private static byte[] ChecksumOf(VersionedKind kind, ReferenceData data) => kind switch
    {
        VersionedKind.RuleSet => ReferenceJson.Checksum(data.RuleSet),
        VersionedKind.Destinations => ReferenceJson.Checksum(data.Destinations),
        _ => ReferenceJson.Checksum(data.Policy),
    };

    private static Task InsertAsync(ReferenceStore.Work work, VersionedKind kind, ReferenceData data) => kind switch
    {
        VersionedKind.RuleSet => ReferenceStore.InsertAsync(work, data.RuleSet),
        VersionedKind.Destinations => ReferenceStore.InsertAsync(work, data.Destinations),
        _ => ReferenceStore.InsertAsync(work, data.Policy),
    };
}
