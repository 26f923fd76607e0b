using Dapper;
using ScreeningApi.Storage;

namespace ScreeningApi.AccessKeys;

/// <summary>A stored key, for its owner to look at.</summary>
internal sealed record AccessKeyRow
{
    public Guid Id { get; init; }
    public string TenantId { get; init; } = "";
    public string Name { get; init; } = "";
    public string[] Scopes { get; init; } = [];
    public DateTime CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";
    public DateTime? RevokedAt { get; init; }
    public byte[] KeyHash { get; init; } = [];
}

internal sealed class AccessKeyStore(Database database)
{
    /// <summary>Announced to all processes when a key is made or revoked.</summary>
    public const string Channel = "access_keys_changed";

    /// <summary>Every key of every tenant that is not revoked: authentication looks up by hash before a tenant is known.</summary>
    public Task<List<AccessKeyRow>> ListActiveAsync(CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<AccessKeyRow>("select * from access_keys where revoked_at is null")).AsList(), cancellation);

    public Task<List<AccessKeyRow>> ListAsync(string tenant, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<AccessKeyRow>("select * from access_keys where tenant_id = @tenant order by created_at, id", new { tenant })).AsList(), cancellation);

    /// <summary>Stores a key and its audit entry; done again, it changes nothing.</summary>
    public Task<AccessKeyRow> InsertAsync(AccessKeyRow key, CancellationToken cancellation) => database.WriteAsync(async (connection, transaction) =>
    {
        await connection.ExecuteAsync(
            "insert into access_keys (tenant_id, id, name, key_hash, scopes, created_by) values (@TenantId, @Id, @Name, @KeyHash, @Scopes, @CreatedBy) on conflict do nothing",
            key, transaction);
        await connection.ExecuteAsync(
            "insert into audit_entries (tenant_id, id, month, actor, action, subject, digest) values (@TenantId, @Id, @Month, @CreatedBy, 'accessKeyCreated', @Subject, @KeyHash) on conflict do nothing",
            new { key.TenantId, key.Id, Month = Months.MonthOf(key.Id), key.CreatedBy, Subject = key.Id.ToString(), key.KeyHash }, transaction);
        await connection.ExecuteAsync("select pg_notify(@Channel, '')", new { Channel }, transaction);
        return await connection.QuerySingleAsync<AccessKeyRow>("select * from access_keys where tenant_id = @TenantId and id = @Id", key, transaction);
    }, cancellation);

    /// <summary>False when the tenant has no such key. Revoking twice changes nothing.</summary>
    public Task<bool> RevokeAsync(string tenant, Guid id, (Guid AuditId, string Actor) by, CancellationToken cancellation) => database.WriteAsync(async (connection, transaction) =>
    {
        var revoked = await connection.QuerySingleOrDefaultAsync<AccessKeyRow>(
            "update access_keys set revoked_at = coalesce(revoked_at, clock_timestamp()) where tenant_id = @tenant and id = @id returning *", new { tenant, id }, transaction);
        if (revoked is null)
        {
            return false;
        }

        await connection.ExecuteAsync(
            "insert into audit_entries (tenant_id, id, month, actor, action, subject, digest) values (@tenant, @AuditId, @Month, @Actor, 'accessKeyRevoked', @Subject, @KeyHash) on conflict do nothing",
            new { tenant, by.AuditId, Month = Months.MonthOf(by.AuditId), by.Actor, Subject = id.ToString(), revoked.KeyHash }, transaction);
        await connection.ExecuteAsync("select pg_notify(@Channel, '')", new { Channel }, transaction);
        return true;
    }, cancellation);
}
