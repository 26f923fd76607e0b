using Dapper;
using Npgsql;
using ScreeningApi.Storage;

namespace ScreeningApi.Watchlists;

/// <summary>What a request with an idempotency key came to.</summary>
internal sealed record RequestRow
{
    public byte[] BodyDigest { get; init; } = [];
    public string List { get; init; } = "";
    public int? Seq { get; init; }
    public bool Unchanged { get; init; }
    public Guid? OverrideId { get; init; }
}

/// <summary>Keeps what was answered under idempotency keys, inside the transactions of those who answer.</summary>
internal sealed class WatchlistRequestStore(NpgsqlConnection connection, NpgsqlTransaction transaction, string tenant, IdempotencyKey? key)
{
    /// <summary>Null when this request is the first with its key, or has none. Until the transaction ends nobody else comes in with the same key.</summary>
    public async Task<(StoreOutcome Outcome, RequestRow? Row)?> CheckAsync()
    {
        if (key is null)
        {
            return null;
        }

        if (!await connection.ExecuteScalarAsync<bool>(
            "select pg_try_advisory_xact_lock(hashtextextended(@lockName, 0))", new { lockName = $"watchlist request\n{tenant}\n{key.Key}" }, transaction))
        {
            return (StoreOutcome.InFlight, null);
        }

        var known = await connection.QuerySingleOrDefaultAsync<RequestRow>(
            "select body_digest, list, seq, unchanged, override_id from watchlist_requests where tenant_id = @tenant and key = @Key", new { tenant, key.Key }, transaction);
        return known is null ? null
            : known.BodyDigest.AsSpan().SequenceEqual(key.BodyDigest) ? (StoreOutcome.Replayed, known)
            : (StoreOutcome.KeyReused, null);
    }

    public Task KeepAsync(RequestRow row) => key is null ? Task.CompletedTask : connection.ExecuteAsync(
        """
        insert into watchlist_requests (tenant_id, key, body_digest, list, seq, unchanged, override_id)
        values (@tenant, @Key, @BodyDigest, @List, @Seq, @Unchanged, @OverrideId) on conflict do nothing
        """, new { tenant, key.Key, key.BodyDigest, row.List, row.Seq, row.Unchanged, row.OverrideId }, transaction);
}
