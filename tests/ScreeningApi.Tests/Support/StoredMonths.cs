using Npgsql;
using ScreeningApi.Screenings;
using ScreeningApi.Storage;

namespace ScreeningApi.Tests.Support;

/// <summary>Stores screenings of other months the way the service does, with ids that were made then.</summary>
internal sealed class StoredMonths(Database database, NpgsqlDataSource sql)
{
    private readonly ScreeningGroupStore _store = new(database);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A screening with its audit entry and its idempotency key.</summary>
    public async Task<Guid> StoreAsync(string tenant, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7(at);
        var stored = Assert.Single(await _store.InsertAsync([new NewScreening(Row(tenant, id), new IdempotencyKey($"key of {id}", [1]))], Cancelled));
        Assert.Equal((StoreOutcome.Stored, id), (stored.Outcome, stored.Row!.Id));
        return id;
    }

    public async Task<List<Guid>> StoreAsync(string tenant, DateTimeOffset at, int count)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(await StoreAsync(tenant, at));
        }

        return ids;
    }

    /// <summary>Makes the month's partitions, as if the service had run then.</summary>
    public async Task PartitionAsync(DateTimeOffset at) => await sql.ScalarAsync(
        "select ensure_month_partition(t, date_trunc('month', $1::date::timestamp)::date) from unnest(array['screenings', 'audit_entries']) t", DateOnly.FromDateTime(at.UtcDateTime));

    /// <summary>How many rows there are of a screening: itself, its audit entry, its key.</summary>
    public async Task<(long Screenings, long Entries, long Keys)> CountAsync(params Guid[] ids) => (
        await CountAsync("select count(*) from screenings where id = any($1)", ids),
        await CountAsync("select count(*) from audit_entries where action = 'screeningStored' and subject = any($1::uuid[]::text[])", ids),
        await CountAsync("select count(*) from idempotency_keys where screening_id = any($1)", ids));

    public static ScreeningRow Row(string tenant, Guid id) => new()
    {
        TenantId = tenant, Id = id, CreatedBy = "a test", DecisiveDate = new DateOnly(2026, 11, 23), Destination = "AE", Verdict = "review", RiskScore = 50, RiskLevel = "high",
        Categories = ["uav"], RuleSet = "1", Destinations = "1", Policy = "1", Engine = "1", Request = [.. "{}"u8], ResultPacked = PackedResult.Pack("{}"u8), Digest = [1],
    };

    private async Task<long> CountAsync(string question, Guid[] ids) => (long)(await sql.ScalarAsync(question, ids))!;
}
