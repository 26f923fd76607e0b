using Npgsql;
using ScreeningApi.Commands;
using ScreeningApi.Screenings;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Storage;

/// <summary>A database that was filled before there were months.</summary>
public sealed class MonthMigrationTests(TemplateDatabase databases) : IAsyncLifetime
{
    private const int Rows = 3000;

    /// <summary>Screenings of three tenants over two years, some with ids that tell no month, some keyed, all with their entries; and entries of their own.</summary>
    private const string Fill =
        """
        create temporary table made as
        select n, 't' || n % 3 as tenant, timestamptz '2025-01-01' + n * interval '349 minutes' as at,
               case when n % 50 = 0 then gen_random_uuid()
                    else overlay(overlay(gen_random_uuid()::text placing '7' from 15) placing
                         regexp_replace(lpad(to_hex((extract(epoch from timestamptz '2025-01-01' + n * interval '349 minutes') * 1000)::bigint), 12, '0'), '(.{8})(.{4})', '\1-\2') from 1)::uuid end as id
        from generate_series(1, {0}) n;
        insert into screenings (tenant_id, id, created_at, created_by, reference, decisive_date, destination, verdict, risk_score, risk_level, categories, rule_set, destinations, policy, engine, request, result)
        select tenant, id, at, 'x', nullif('r' || n % 7, 'r0'), '2026-01-01', 'AE', 'review', n % 1000 / 10.0, 'high', array['uav'], '1', '1', '1', '1', json_build_object('n', n), jsonb_build_object('n', n) from made;
        insert into audit_entries (tenant_id, id, at, actor, action, subject, digest) select tenant, id, at, 'x', 'screeningStored', id::text, sha256(id::text::bytea) from made;
        insert into audit_entries (tenant_id, id, at, actor, action, subject, digest) select 't1', gen_random_uuid(), at, 'x', 'accessKeyCreated', n::text, '' from made where n % 100 = 0;
        insert into idempotency_keys (tenant_id, key, body_digest, screening_id, created_at) select tenant, 'key ' || n, sha256('x'), id, at from made where n % 3 = 0
        """;

    private readonly TemporaryDirectory _folder = new();
    private string _connectionString = "";
    private Database _database = null!;
    private NpgsqlDataSource _sql = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connectionString = await databases.CreateEmptyAsync();
        _database = Database.Open(_connectionString);
        _sql = NpgsqlDataSource.Create(_connectionString);
        foreach (var file in Directory.EnumerateFiles(MigrateCommand.MigrationsFolder, "*.sql").Where(f => string.CompareOrdinal(Path.GetFileName(f), "0006") < 0))
        {
            File.Copy(file, Path.Combine(_folder.Path, Path.GetFileName(file)));
        }

        await new Migrator(_database, _folder.Path).MigrateAsync(Cancelled);
        await _sql.ScalarAsync(Fill.Replace("{0}", $"{Rows}", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _sql.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_row_of_a_filled_database_is_kept_as_it_is_and_lies_in_its_month()
    {
        var before = await ContentsAsync();
        Assert.Equal($"{Rows}|{Rows + Rows / 100}|{Rows / 3}", string.Join('|', before.Select(c => c.Split(' ')[0])));
        await MigrateCommand.MigrateAsync(_database, _ => { }, Cancelled);
        Assert.Equal(before, await ContentsAsync());
        Assert.Equal(0L, await _sql.ScalarAsync("select (select count(*) from screenings_default) + (select count(*) from audit_entries_default)"));
        Assert.Equal(0L, await _sql.ScalarAsync("select count(*) from screenings where month <> date_trunc('month', created_at at time zone 'UTC') or tableoid::regclass::text <> 'screenings_' || to_char(month, 'YYYY_MM')"));
        Assert.Equal(0L, await _sql.ScalarAsync("select count(*) from audit_entries where month <> date_trunc('month', at at time zone 'UTC') or tableoid::regclass::text <> 'audit_entries_' || to_char(month, 'YYYY_MM')"));
        Assert.Equal(0L, await _sql.ScalarAsync("select count(*) from idempotency_keys k where not exists (select from screenings s where (s.tenant_id, s.id, s.month) = (k.tenant_id, k.screening_id, k.month))"));
        Assert.Empty(await _sql.TextsAsync("select relname::text from pg_class where relname like '%unpartitioned%'"));
    }

    [Fact]
    public async Task What_was_stored_before_is_found_listed_and_guarded_after()
    {
        await MigrateCommand.MigrateAsync(_database, _ => { }, Cancelled);
        var store = new ScreeningStore(_database);
        foreach (var id in (await _sql.TextsAsync("select id::text from screenings where tenant_id = 't1' order by random() limit 40")).Select(Guid.Parse))
        {
            Assert.Equal(id, (await store.FindAsync("t1", id, Cancelled))?.Id);
        }

        var listed = new List<Guid>();
        ScreeningCursor? before = null;
        do
        {
            var rows = await store.ListAsync("t1", new ScreeningFilter { Limit = 100, Before = before }, Cancelled);
            listed.AddRange(rows.Take(100).Select(r => r.Id));
            before = rows.Count > 100 ? new ScreeningCursor(rows[99].CreatedAt, rows[99].Id) : null;
        }
        while (before is not null);
        Assert.Equal(await _sql.TextsAsync("select id::text from screenings where tenant_id = 't1' order by created_at desc, id desc"), listed.Select(i => i.ToString()));
        await RefusesAsync("23001", "delete from audit_entries_2025_05");
        await RefusesAsync("23514", "update screenings set verdict = 'fine'");
        await RefusesAsync("23514", "update screenings_2025_05 set risk_score = 101");
        await RefusesAsync("23503", "delete from screenings");
        await RefusesAsync("23505", "insert into screenings_2025_05 select * from screenings_2025_05");
    }

    private async Task RefusesAsync(string state, string statement) =>
        Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => _sql.ScalarAsync(statement))).SqlState);

    /// <summary>Count and digest of the columns that each table had before.</summary>
    private Task<List<string>> ContentsAsync() => _sql.TextsAsync(
        """
        select count(*) || ' ' || md5(string_agg((to_jsonb(r) - 'month' - 'detail' - 'result_packed')::text || request::text, ',' order by tenant_id, id)) from screenings r
        union all select count(*) || ' ' || md5(string_agg((to_jsonb(r) - 'month' - 'detail')::text, ',' order by tenant_id, id)) from audit_entries r
        union all select count(*) || ' ' || md5(string_agg((to_jsonb(r) - 'month')::text, ',' order by tenant_id, key)) from idempotency_keys r
        """);
}
