using Npgsql;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>What must hold in the database after any fault.</summary>
internal static class StoredInvariants
{
    public static async Task HoldAsync(string connectionString, IReadOnlyDictionary<string, string> acknowledged)
    {
        await using var sql = NpgsqlDataSource.Create(connectionString);
        var lost = await sql.TextsAsync(
            """
            select a.reference || ' ' || a.id from unnest($1::text[], $2::uuid[]) a (reference, id)
            where not exists (select from screenings s join audit_entries e on e.tenant_id = s.tenant_id and e.subject = s.id::text where s.id = a.id and s.reference = a.reference)
            """, acknowledged.Keys.ToArray(), acknowledged.Values.Select(Guid.Parse).ToArray());
        Assert.Empty(lost);
        Assert.Empty(await sql.TextsAsync("select reference from screenings group by reference having count(*) > 1"));
        Assert.Empty(await sql.TextsAsync("select id::text from screenings s where (select count(*) from audit_entries e where e.tenant_id = s.tenant_id and e.subject = s.id::text) <> 1"));
        Assert.Empty(await sql.TextsAsync("select subject from audit_entries e where action = 'screeningStored' and not exists (select from screenings s where s.tenant_id = e.tenant_id and s.id::text = e.subject)"));
        Assert.Empty(await sql.TextsAsync("select key from idempotency_keys k where not exists (select from screenings s where s.tenant_id = k.tenant_id and s.id = k.screening_id)"));
    }
}
