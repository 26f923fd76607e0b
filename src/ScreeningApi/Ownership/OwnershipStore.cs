using Dapper;
using Npgsql;
using NpgsqlTypes;
using ScreeningApi.Storage;

namespace ScreeningApi.Ownership;

/// <summary>Keeps tenants' tables of owners: each upload is a version of its own, and the last is in use.</summary>
internal sealed class OwnershipStore(Database database)
{
    /// <summary>Announced to all processes when a table has changed.</summary>
    public const string Channel = "ownership_changed";

    private const string VersionColumns = "tenant_id, seq, id, created_at, created_by, digest, rows, remarks::text as remarks";
    private const string RowColumns = "tenant_id, row_no, owned, owned_list, owned_entry, owner, owner_list, owner_entry, share, source, as_of";

    /// <summary>Puts a table into the place of the one in use; the same bytes again change nothing.</summary>
    public Task<OwnershipVersionRow> ReplaceAsync(OwnershipVersionRow version, IReadOnlyList<OwnershipRecord> rows, CancellationToken cancellation) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@name, 0))", new { name = $"ownership\n{version.TenantId}" }, transaction);
            var current = await connection.QuerySingleOrDefaultAsync<OwnershipVersionRow>(
                $"select {VersionColumns} from ownership_versions where tenant_id = @TenantId order by seq desc limit 1", new { version.TenantId }, transaction);
            if (current is not null && (current.Id == version.Id || current.Digest.AsSpan().SequenceEqual(version.Digest)))
            {
                return current;
            }

            var stored = await connection.QuerySingleAsync<OwnershipVersionRow>(
                $"""
                 insert into ownership_versions (tenant_id, seq, id, created_by, digest, rows, remarks) values (@TenantId, @seq, @Id, @CreatedBy, @Digest, @count, @Remarks::jsonb)
                 returning {VersionColumns}
                 """, new { version.TenantId, seq = (current?.Seq ?? 0) + 1, version.Id, version.CreatedBy, version.Digest, count = rows.Count, version.Remarks }, transaction);
            await CopyAsync(connection, stored, rows, cancellation);
            await connection.ExecuteAsync(
                """
                insert into audit_entries (tenant_id, id, month, actor, action, subject, digest, detail)
                values (@TenantId, @Id, @month, @CreatedBy, 'ownershipReplaced', 'ownership/' || @Seq, @Digest, jsonb_build_object('rows', @Rows));
                select pg_notify(@Channel, '')
                """, new { stored.TenantId, stored.Id, month = Months.MonthOf(stored.Id), stored.CreatedBy, stored.Seq, stored.Digest, stored.Rows, Channel }, transaction);
            return stored;
        }, cancellation);

    /// <summary>The tables in use, of every tenant.</summary>
    public Task<List<OwnershipVersionRow>> ListCurrentAsync(CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<OwnershipVersionRow>(new CommandDefinition(
            $"select distinct on (tenant_id) {VersionColumns} from ownership_versions order by tenant_id, seq desc", cancellationToken: cancellation))).AsList(), cancellation);

    /// <summary>The table in use; null when the tenant never sent one.</summary>
    public Task<OwnershipVersionRow?> FindCurrentAsync(string tenant, CancellationToken cancellation) => database.ReadAsync(connection =>
        connection.QuerySingleOrDefaultAsync<OwnershipVersionRow?>($"select {VersionColumns} from ownership_versions where tenant_id = @tenant order by seq desc limit 1", new { tenant }), cancellation);

    /// <summary>Rows in the order of the file; one more than the limit when there are more.</summary>
    public Task<List<OwnershipRecord>> ListRowsAsync(string tenant, int seq, int after, int limit, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<OwnershipRecord>(new CommandDefinition(
            $"select {RowColumns} from ownership_rows where tenant_id = @tenant and seq = @seq and row_no > @after order by row_no limit @most",
            new { tenant, seq, after, most = (long)limit + 1 }, cancellationToken: cancellation))).AsList(), cancellation);

    private static async Task CopyAsync(NpgsqlConnection connection, OwnershipVersionRow version, IReadOnlyList<OwnershipRecord> rows, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy ownership_rows (tenant_id, seq, row_no, owned, owned_list, owned_entry, owner, owner_list, owner_entry, share, source, as_of) from stdin (format binary)", cancellation);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(version.TenantId, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(version.Seq, NpgsqlDbType.Integer, cancellation);
            await copy.WriteAsync(row.RowNo, NpgsqlDbType.Integer, cancellation);
            foreach (var text in new[] { row.Owned, row.OwnedList, row.OwnedEntry, row.Owner, row.OwnerList, row.OwnerEntry })
            {
                await WriteAsync(copy, text, NpgsqlDbType.Text, cancellation);
            }

            await WriteAsync(copy, row.Share, NpgsqlDbType.Numeric, cancellation);
            await copy.WriteAsync(row.Source, NpgsqlDbType.Text, cancellation);
            await WriteAsync(copy, row.AsOf, NpgsqlDbType.Date, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static Task WriteAsync<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken cancellation) =>
        value is null ? copy.WriteNullAsync(cancellation) : copy.WriteAsync(value, type, cancellation);
}
