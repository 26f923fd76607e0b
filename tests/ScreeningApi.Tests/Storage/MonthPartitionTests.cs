using Dapper;
using Npgsql;
using ScreeningApi.Screenings;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Storage;

public sealed class MonthPartitionTests(TemplateDatabase databases) : IAsyncLifetime
{
    private static readonly DateTimeOffset Ahead = new(2041, 3, 17, 12, 0, 0, TimeSpan.Zero);

    private Database _database = null!;
    private NpgsqlDataSource _sql = null!;
    private StoredMonths _months = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var connectionString = await databases.CloneAsync();
        _database = Database.Open(connectionString);
        _sql = NpgsqlDataSource.Create(connectionString);
        _months = new StoredMonths(_database, _sql);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _sql.DisposeAsync();
    }

    [Fact]
    public async Task This_month_and_the_next_three_have_partitions_and_making_them_again_from_several_places_changes_nothing()
    {
        var before = await PartitionsAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new MonthStore(_database).EnsureAsync(Cancelled)));
        Assert.Equal(before, await PartitionsAsync());
        Assert.Equal(
            await _sql.TextsAsync("select t || '_' || to_char((now() at time zone 'UTC') + make_interval(months => n), 'YYYY_MM') from unnest(array['audit_entries', 'screenings']) t, generate_series(0, 3) n order by 1"),
            before.Where(p => !p.EndsWith("_default", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Several_who_make_the_same_month_at_once_make_it_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _months.PartitionAsync(Ahead)));
        Assert.Equal(["audit_entries_2041_03", "screenings_2041_03"], (await PartitionsAsync()).Where(p => p.Contains("2041", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(ScreeningStore.FindSql)]
    [InlineData(ScreeningStore.FindRequestSql)]
    [InlineData(ScreeningStore.FindWithRequestSql)]
    public async Task A_look_up_by_id_touches_one_partition(string statement)
    {
        var id = await _months.StoreAsync("local", TimeProvider.System.GetUtcNow());
        var partition = await _sql.ScalarAsync("select tableoid::regclass::text from screenings where id = $1", id);
        var plan = await PlanAsync("", statement, new { tenant = "local", id, month = Months.MonthOf(id) });
        Assert.Contains(plan, l => l.Contains($" on {partition} ", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, l => l.Contains("Append", StringComparison.Ordinal));
        Assert.Single(plan, l => l.Contains(" on screenings", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_id_that_tells_no_month_is_looked_for_everywhere()
    {
        var id = Guid.NewGuid();
        await _sql.ScalarAsync(
            """
            insert into screenings (tenant_id, id, month, created_by, decisive_date, destination, verdict, risk_score, risk_level, categories, rule_set, destinations, policy, engine, request, result)
            values ('local', $1, date_trunc('month', now())::date, 'x', '2026-01-01', 'AE', 'review', 1, 'low', '{}', '1', '1', '1', '1', '{}', '{}')
            """, id);
        Assert.Equal(id, (await new ScreeningStore(_database).FindAsync("local", id, Cancelled))?.Id);
        Assert.Null(await new ScreeningStore(_database).FindAsync("local", Guid.NewGuid(), Cancelled));
    }

    [Fact]
    public async Task A_list_is_merged_from_the_indexes_of_all_months_without_sorting()
    {
        await _months.PartitionAsync(Ahead);
        var filter = new
        {
            tenant = "local", Verdict = (string?)null, RiskLevel = (string?)null, Category = (string?)null, Destination = (string?)null, Reference = (string?)null,
            From = (DateTime?)null, To = (DateTime?)null, BeforeAt = (DateTime?)DateTime.UnixEpoch, BeforeId = (Guid?)Guid.Empty, Limit = 50,
        };
        var plan = await PlanAsync("set enable_seqscan = off; set enable_bitmapscan = off;", ScreeningStore.ListSql, filter);
        Assert.Contains(plan, l => l.Contains("Merge Append", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, l => l.Contains("->  Sort", StringComparison.Ordinal) || l.StartsWith("Sort ", StringComparison.Ordinal));
        Assert.Equal((await PartitionsAsync()).Count(p => p.StartsWith("screenings_", StringComparison.Ordinal)), plan.Count(l => l.Contains("Index Scan using screenings_", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_list_goes_over_the_months_newest_first()
    {
        var store = new ScreeningStore(_database);
        var stored = new List<Guid>();
        foreach (var months in new[] { 0, 2, 1, 400, -30, 3 })
        {
            stored.Add(await _months.StoreAsync("mixed", TimeProvider.System.GetUtcNow().AddMonths(months)));
        }

        var rows = await store.ListAsync("mixed", new ScreeningFilter { Limit = 10 }, Cancelled);
        Assert.Equal(Enumerable.Reverse(stored), rows.Select(r => r.Id)); // in the order of storing, whatever the ids say
    }

    [Fact]
    public async Task Rows_of_a_clock_that_jumped_are_stored_found_and_moved_when_their_month_is_made()
    {
        var ids = await _months.StoreAsync("local", Ahead, 5);
        var others = await _months.StoreAsync("local", Ahead.AddMonths(1), 3);
        Assert.Equal("screenings_default:8 audit_entries_default:8", await WhereAsync([.. ids, .. others]));
        Assert.Equal(ids[0], (await new ScreeningStore(_database).FindAsync("local", ids[0], Cancelled))?.Id);

        await _months.PartitionAsync(Ahead);
        Assert.Equal("screenings_2041_03:5 audit_entries_2041_03:5", await WhereAsync([.. ids]));
        Assert.Equal("screenings_default:3 audit_entries_default:3", await WhereAsync([.. others]));
        Assert.Equal((8L, 8L, 8L), await _months.CountAsync([.. ids, .. others]));
        Assert.Equal(ids[0], (await new ScreeningStore(_database).FindAsync("local", ids[0], Cancelled))?.Id);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => _sql.ScalarAsync("delete from screenings where id = $1", ids[0]));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, refused.SqlState); // its key still refers to it
    }

    [Fact]
    public async Task Storing_goes_on_while_the_month_that_it_stores_into_is_made()
    {
        var stored = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var made = 0;
        var storing = Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!stop.IsCancellationRequested)
            {
                await _months.StoreAsync("local", Ahead.AddMonths(Volatile.Read(ref made)));
                Interlocked.Increment(ref stored);
            }
        }).ToList();
        for (; made < 12; made++)
        {
            var before = stored;
            await Eventually.HoldsAsync(() => Task.FromResult(stored > before + 3 || storing.Any(s => s.IsFaulted)), "rows are stored");
            await _months.PartitionAsync(Ahead.AddMonths(made));
        }

        await stop.CancelAsync();
        await Task.WhenAll(storing);
        Assert.Equal((long)stored, await _sql.ScalarAsync("select count(*) from screenings s join audit_entries e on e.subject = s.id::text join idempotency_keys k on k.screening_id = s.id"));
        Assert.Equal(0L, await _sql.ScalarAsync("select count(*) from screenings_default where month < date '2041-03-01' + interval '12 months'"));
    }

    [Theory]
    [InlineData("2026-10-01", "screenings_month_of_id")]
    [InlineData("2026-10-02", "screenings_month_check")]
    public async Task A_month_that_is_not_the_ids_is_refused(string month, string constraint)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => _sql.ScalarAsync(
            """
            insert into screenings (tenant_id, id, month, created_by, decisive_date, destination, verdict, risk_score, risk_level, categories, rule_set, destinations, policy, engine, request, result)
            values ('local', $1, $2::date, 'x', '2026-01-01', 'AE', 'review', 1, 'low', '{}', '1', '1', '1', '1', '{}', '{}')
            """, Guid.CreateVersion7(Ahead), month));
        Assert.Contains(refused.ConstraintName, new[] { constraint, "screenings_month_of_id" });
        Assert.False(Transience.IsPassing(refused));
    }

    [Theory]
    [InlineData("2041-03-01T00:00:00Z", true)]
    [InlineData("2041-03-31T23:59:59.999Z", true)]
    [InlineData("2041-02-28T23:59:59.999Z", false)]
    [InlineData("2041-04-01T00:00:00Z", false)]
    public async Task A_partition_takes_the_ids_of_its_month_alone(string made, bool taken)
    {
        await _months.PartitionAsync(Ahead);
        await _months.StoreAsync("local", Ahead);
        const string Move = "update screenings set id = $1 where month = '2041-03-01' and not exists (select from idempotency_keys)";
        await _sql.ScalarAsync("delete from idempotency_keys");
        var id = Guid.CreateVersion7(DateTimeOffset.Parse(made, System.Globalization.CultureInfo.InvariantCulture));
        var fault = await Record.ExceptionAsync(() => _sql.ScalarAsync(Move, id));
        Assert.Equal(taken ? null : "screenings_month_of_id", (fault as PostgresException)?.ConstraintName);
        Assert.Equal(taken ? 1L : 0L, await _sql.ScalarAsync("select count(*) from screenings where id = $1", id));
        await _sql.ScalarAsync(Move, Guid.NewGuid()); // tells no month
    }

    [Fact]
    public async Task Screenings_of_a_category_are_found_by_an_index_that_has_only_those_with_one()
    {
        await _months.PartitionAsync(Ahead);
        var filter = new
        {
            tenant = "local", Verdict = (string?)null, RiskLevel = (string?)null, Category = "uav", Destination = (string?)null, Reference = (string?)null,
            From = (DateTime?)null, To = (DateTime?)null, BeforeAt = (DateTime?)null, BeforeId = (Guid?)null, Limit = 50,
        };
        await _sql.ScalarAsync(
            """
            insert into screenings (tenant_id, id, month, created_by, decisive_date, destination, verdict, risk_score, risk_level, categories, rule_set, destinations, policy, engine, request, result)
            select 'local', gen_random_uuid(), '2041-03-01', 'x', '2026-01-01', 'AE', 'review', 1, 'low', case when n % 500 = 0 then '{uav}' else '{}' end::text[], '1', '1', '1', '1', '{}', '{}' from generate_series(1, 20000) n
            """);
        await _sql.ScalarAsync("analyze screenings");
        var plan = await PlanAsync("", ScreeningStore.ListSql, filter);
        Assert.Contains(plan, l => l.Contains("Bitmap Index Scan on screenings_2041_03_categories_idx", StringComparison.Ordinal));
        Assert.InRange((long)(await _sql.ScalarAsync("select pg_relation_size('screenings_2041_03_categories_idx')"))!, 1, 64 * 1024);
    }

    private async Task<List<string>> PlanAsync(string settings, string statement, object values)
    {
        await using var connection = await _sql.OpenConnectionAsync(Cancelled);
        await connection.ExecuteAsync(settings + "select 1");
        return (await connection.QueryAsync<string>("explain (costs off) " + statement, values)).AsList();
    }

    private Task<List<string>> PartitionsAsync() => _sql.TextsAsync(
        "select c.relname::text from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent in ('screenings'::regclass, 'audit_entries'::regclass) order by 1");

    /// <summary>In which partitions the rows lie.</summary>
    private async Task<string> WhereAsync(Guid[] ids) => (string)(await _sql.ScalarAsync(
        """
        select string_agg(place || ':' || n, ' ' order by place desc) from (
            select tableoid::regclass::text as place, count(*) as n from screenings where id = any($1) group by 1
            union all select tableoid::regclass::text, count(*) from audit_entries where id = any($1) group by 1) p
        """, ids))!;
}
