using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Retention;

public sealed class HeldRowTests(TemplateDatabase databases) : IAsyncLifetime
{
    private RetentionSteps _retention = null!;

    public async ValueTask InitializeAsync() => _retention = await RetentionSteps.StartAsync(databases);

    public ValueTask DisposeAsync() => _retention.DisposeAsync();

    [Theory]
    [InlineData(true, 5000)]
    [InlineData(true, 2)]
    [InlineData(false, 2)]
    public async Task A_held_screening_keeps_its_row_its_audit_entry_and_its_key_until_it_is_released(bool hasPartition, int stepRows)
    {
        if (hasPartition)
        {
            await _retention.Months.PartitionAsync(RetentionSteps.JustExpired);
        }

        var ids = await _retention.Months.StoreAsync("local", RetentionSteps.JustExpired, 9);
        var hold = await _retention.HoldAsync("local", "screening", ids[4]);
        Assert.Equal(24, await _retention.RunAsync(stepRows));
        Assert.Equal((1, 1, 1), await _retention.Months.CountAsync([.. ids]));
        Assert.Equal((1, 1, 1), await _retention.Months.CountAsync(ids[4]));
        Assert.Equal(hasPartition, await _retention.HasPartitionAsync("screenings", RetentionSteps.JustExpired));
        Assert.Equal(0, await _retention.RunAsync(stepRows));
        Assert.Equal(3, (await _retention.EntriesAsync()).Count);

        await _retention.ReleaseAsync("local", hold);
        Assert.Equal(3, await _retention.RunAsync(stepRows));
        Assert.Equal((0, 0, 0), await _retention.Months.CountAsync([.. ids]));
        Assert.False(await _retention.HasPartitionAsync("screenings", RetentionSteps.JustExpired));
        Assert.Equal(6, (await _retention.EntriesAsync()).Count);
    }

    [Fact]
    public async Task A_tenants_hold_keeps_everything_of_that_tenant_and_nothing_of_another()
    {
        await _retention.Months.PartitionAsync(RetentionSteps.JustExpired);
        var ours = await _retention.Months.StoreAsync("ours", RetentionSteps.JustExpired, 5);
        var theirs = await _retention.Months.StoreAsync("theirs", RetentionSteps.JustExpired, 5);
        await _retention.HoldAsync("ours", "tenant", null);
        await _retention.RunAsync(stepRows: 2);
        Assert.Equal((5, 5, 5), await _retention.Months.CountAsync([.. ours]));
        Assert.Equal((0, 0, 0), await _retention.Months.CountAsync([.. theirs]));
        Assert.All(await _retention.EntriesAsync(), e => Assert.StartsWith("theirs ", e, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_holds_of_one_screening_must_both_be_released()
    {
        var id = await _retention.Months.StoreAsync("local", RetentionSteps.JustExpired);
        var first = await _retention.HoldAsync("local", "screening", id);
        var second = await _retention.HoldAsync("local", "screening", id);
        await _retention.ReleaseAsync("local", first);
        await _retention.RunAsync();
        Assert.Equal((1, 1, 1), await _retention.Months.CountAsync(id));
        await _retention.ReleaseAsync("local", second);
        await _retention.RunAsync();
        Assert.Equal((0, 0, 0), await _retention.Months.CountAsync(id));
    }

    [Fact]
    public async Task The_entries_of_a_hold_are_kept_as_long_as_it_holds()
    {
        var id = await _retention.Months.StoreAsync("local", RetentionSteps.JustExpired);
        var hold = await _retention.HoldAsync("local", "screening", id);
        var longAgo = Guid.CreateVersion7(RetentionSteps.JustExpired);
        await _retention.Sql.ScalarAsync(
            "insert into audit_entries (tenant_id, id, month, actor, action, subject, digest) select tenant_id, $1, month_of($1), actor, action, subject, digest from audit_entries where action = 'legalHoldPlaced'", longAgo);
        const string Count = "select count(*) from audit_entries where action = 'legalHoldPlaced'";
        await _retention.RunAsync();
        Assert.Equal(2L, await _retention.Sql.ScalarAsync(Count));
        await _retention.ReleaseAsync("local", hold);
        await _retention.RunAsync();
        Assert.Equal(1L, await _retention.Sql.ScalarAsync(Count));
    }

    [Fact]
    public async Task A_hold_that_comes_while_its_month_is_removed_either_holds_or_is_refused()
    {
        int held = 0, refused = 0;
        for (var round = 0; round < 12; round++)
        {
            var at = RetentionSteps.JustExpired.AddMonths(-round);
            if (round % 2 == 0)
            {
                await _retention.Months.PartitionAsync(at);
            }

            var ids = await _retention.Months.StoreAsync("local", at, 12);
            var run = _retention.RunAsync(stepRows: 4);
            var holds = ids.Take(6).Select(async id => (id, hold: await _retention.TryHoldAsync("local", "screening", id)));
            var placed = (await Task.WhenAll(holds)).Where(h => h.hold is not null).Select(h => h.id).ToArray();
            await run;
            await _retention.RunAsync();
            Assert.Equal((placed.Length, placed.Length), await Both(placed));
            Assert.Equal((placed.Length, placed.Length), await Both([.. ids]));
            (held, refused) = (held + placed.Length, refused + 6 - placed.Length);
        }

        Assert.Equal(72, held + refused);

        async Task<(long, long)> Both(Guid[] ids)
        {
            var (screenings, entries, _) = await _retention.Months.CountAsync(ids);
            return (screenings, entries);
        }
    }

    /// <summary>Any table with tenant_id and month joins in by a row of retained_tables: that is how batches do.</summary>
    [Fact]
    public async Task Tables_that_are_registered_are_partitioned_held_and_removed_like_the_others()
    {
        await _retention.Sql.ScalarAsync(
            """
            create table parcels (tenant_id text, id uuid, month date, primary key (tenant_id, id));
            create table parcel_rows (tenant_id text, parcel_id uuid, month date, row_no int, primary key (tenant_id, parcel_id, month, row_no)) partition by range (month);
            create table parcel_rows_default partition of parcel_rows default;
            insert into retained_tables (position, name, subject_kind, subject_column) values (130, 'parcel_rows', 'batch', 'parcel_id'), (140, 'parcels', 'batch', 'id');
            select ensure_month_partitions();
            """);
        Assert.Equal(5L, await _retention.Sql.ScalarAsync("select count(*) from pg_inherits where inhparent = 'parcel_rows'::regclass"));
        Guid[] ids = [Guid.CreateVersion7(RetentionSteps.JustExpired), Guid.CreateVersion7(RetentionSteps.JustExpired), Guid.CreateVersion7(RetentionSteps.JustKept)];
        await _retention.Sql.ScalarAsync("select ensure_month_partition('parcel_rows', month_of($1)), ensure_month_partition('audit_entries', month_of($1))", ids[0]);
        await _retention.Sql.ScalarAsync(
            """
            with p as (insert into parcels select 'local', i, month_of(i) from unnest($1::uuid[]) i returning *),
            r as (insert into parcel_rows select tenant_id, id, month, n from p, generate_series(1, 100) n returning 1)
            insert into audit_entries (tenant_id, id, month, actor, action, subject, digest)
            select tenant_id, overlay(gen_random_uuid()::text placing left(id::text, 15) from 1)::uuid, month, 'x', 'chunkDone', id || '/' || n, '' from p, generate_series(1, 3) n
            """, ids);
        Assert.Null(await _retention.TryHoldAsync("local", "screening", ids[0])); // it is none
        var hold = await _retention.HoldAsync("local", "batch", ids[0]);
        Assert.Equal(104, await _retention.RunAsync(stepRows: 7));
        Assert.Equal("2 200 6", await CountsAsync());
        await _retention.ReleaseAsync("local", hold);
        Assert.Equal(104, await _retention.RunAsync(stepRows: 7));
        Assert.Equal("1 100 3", await CountsAsync());

        async Task<string> CountsAsync() => (string)(await _retention.Sql.ScalarAsync(
            "select concat_ws(' ', (select count(*) from parcels), (select count(*) from parcel_rows), (select count(*) from audit_entries where action = 'chunkDone'))"))!;
    }
}
