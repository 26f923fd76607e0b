using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Retention;

public sealed class RemovalTests(TemplateDatabase databases) : IAsyncLifetime
{
    private RetentionSteps _retention = null!;

    public async ValueTask InitializeAsync() => _retention = await RetentionSteps.StartAsync(databases);

    public ValueTask DisposeAsync() => _retention.DisposeAsync();

    [Fact]
    public async Task Expired_months_go_with_their_partitions_and_later_ones_stay()
    {
        await _retention.Months.PartitionAsync(RetentionSteps.JustExpired);
        await _retention.Months.PartitionAsync(RetentionSteps.JustKept);
        var gone = await _retention.Months.StoreAsync("local", RetentionSteps.JustExpired, 4);
        var other = await _retention.Months.StoreAsync("other", RetentionSteps.JustExpired);
        var kept = await _retention.Months.StoreAsync("local", RetentionSteps.JustKept, 3);

        Assert.Equal(15, await _retention.RunAsync());

        Assert.Equal((0, 0, 0), await _retention.Months.CountAsync([.. gone, other]));
        Assert.Equal((3, 3, 3), await _retention.Months.CountAsync([.. kept]));
        Assert.False(await _retention.HasPartitionAsync("screenings", RetentionSteps.JustExpired));
        Assert.False(await _retention.HasPartitionAsync("audit_entries", RetentionSteps.JustExpired));
        Assert.True(await _retention.HasPartitionAsync("screenings", RetentionSteps.JustKept));
        var month = $"{RetentionSteps.JustExpired:yyyy-MM}";
        Assert.Equal(
            [$"local audit_entries/{month} 4", $"local idempotency_keys/{month} 4", $"local screenings/{month} 4", $"other audit_entries/{month} 1", $"other idempotency_keys/{month} 1", $"other screenings/{month} 1"],
            await _retention.EntriesAsync());
        Assert.Equal(0, await _retention.RunAsync());
        Assert.Equal(6, (await _retention.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Without_a_partition_the_rows_go_one_by_one()
    {
        var gone = await _retention.Months.StoreAsync("local", RetentionSteps.JustExpired, 4);
        var older = await _retention.Months.StoreAsync("local", DateTimeOffset.UnixEpoch.AddDays(3), 2);
        var kept = await _retention.Months.StoreAsync("local", RetentionSteps.JustKept, 3);
        Assert.Equal(18, await _retention.RunAsync(stepRows: 3));
        Assert.Equal((0, 0, 0), await _retention.Months.CountAsync([.. gone, .. older]));
        Assert.Equal((3, 3, 3), await _retention.Months.CountAsync([.. kept]));
        Assert.Equal(6, (await _retention.EntriesAsync()).Count);
    }

    [Theory]
    [InlineData(true, 5000)]
    [InlineData(false, 5000)]
    [InlineData(false, 2)]
    [InlineData(false, 6)]
    public async Task The_digest_is_over_the_ids_in_their_order_however_they_were_removed(bool hasPartition, int stepRows)
    {
        if (hasPartition)
        {
            await _retention.Months.PartitionAsync(RetentionSteps.JustExpired);
        }

        var ids = await _retention.Months.StoreAsync("local", RetentionSteps.JustExpired, 6);
        await _retention.RunAsync(stepRows);
        var expected = ids.Select(i => i.ToString()).Order(StringComparer.Ordinal).Aggregate(Array.Empty<byte>(), (digest, id) => SHA256.HashData([.. digest, .. Encoding.UTF8.GetBytes(id + "\n")]));
        Assert.Equal(expected, await _retention.Sql.ScalarAsync("select digest from audit_entries where subject like 'screenings/%'"));
        Assert.Equal(expected, await _retention.Sql.ScalarAsync("select digest from audit_entries where subject like 'audit_entries/%'"));
    }

    [Fact]
    public async Task A_month_whose_removal_was_broken_off_is_finished_and_written_down_once()
    {
        var ids = await _retention.Months.StoreAsync("local", RetentionSteps.JustExpired, 6);
        var month = new DateOnly(RetentionSteps.JustExpired.Year, RetentionSteps.JustExpired.Month, 1);
        await _retention.Sql.ScalarAsync("select remove_expired_rows('idempotency_keys', $1, null, 6)", month); // all, and nobody came to write it down
        await _retention.Sql.ScalarAsync("select remove_expired_rows('screenings', $1, null, 2)", month);
        Assert.Empty(await _retention.EntriesAsync());
        await _retention.RunAsync(stepRows: 2);
        Assert.Equal((0, 0, 0), await _retention.Months.CountAsync([.. ids]));
        var text = $"{month:yyyy-MM}";
        Assert.Equal([$"local audit_entries/{text} 6", $"local idempotency_keys/{text} 6", $"local screenings/{text} 6"], await _retention.EntriesAsync());
        Assert.Equal(0L, await _retention.Sql.ScalarAsync("select count(*) from removals"));
    }

    [Fact]
    public async Task Several_at_once_remove_and_write_down_everything_once()
    {
        var ids = new List<Guid>();
        foreach (var age in Enumerable.Range(0, 6))
        {
            var at = RetentionSteps.JustExpired.AddMonths(-age);
            if (age % 2 == 0)
            {
                await _retention.Months.PartitionAsync(at);
            }

            ids.AddRange(await _retention.Months.StoreAsync("local", at, 7));
        }

        var removed = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var own = ScreeningApi.Storage.Database.Open(_retention.ConnectionString);
            long total = 0;
            for (var i = 0; i < 5; i++)
            {
                total += await RetentionSteps.NewRun(own, stepRows: 3).RunAsync(TestContext.Current.CancellationToken);
            }

            return total;
        }));
        await _retention.RunAsync();
        Assert.InRange(removed.Sum(), 1, 3 * ids.Count);
        Assert.Equal((0, 0, 0), await _retention.Months.CountAsync([.. ids]));
        var entries = await _retention.EntriesAsync();
        Assert.Equal(18, entries.Count);
        Assert.All(entries, e => Assert.EndsWith(" 7", e, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clock_that_runs_ahead_removes_nothing()
    {
        var ids = await _retention.Months.StoreAsync("local", RetentionSteps.JustKept, 2);
        Assert.Equal(0, await _retention.RunAsync(clock: new ShiftedClock(TimeSpan.FromDays(3650))));
        Assert.Equal((2, 2, 2), await _retention.Months.CountAsync([.. ids]));
        await _retention.Months.StoreAsync("local", RetentionSteps.JustExpired);
        Assert.Equal(0, await _retention.RunAsync(clock: new ShiftedClock(TimeSpan.FromDays(-3650))));
    }

    [Fact]
    public async Task Switched_off_it_removes_nothing_and_switched_on_it_does()
    {
        await _retention.Months.PartitionAsync(RetentionSteps.JustExpired);
        var ids = await _retention.Months.StoreAsync("local", RetentionSteps.JustExpired, 2);
        await using (await StartServiceAsync(null))
        {
            await Task.Delay(2500, TestContext.Current.CancellationToken);
            Assert.Equal((2, 2, 2), await _retention.Months.CountAsync([.. ids]));
        }

        await using (await StartServiceAsync("true"))
        {
            await Eventually.HoldsAsync(async () => await _retention.Months.CountAsync([.. ids]) == (0, 0, 0), "the job removes what has expired");
            var later = await _retention.Months.StoreAsync("local", RetentionSteps.JustExpired);
            await Eventually.HoldsAsync(async () => await _retention.Months.CountAsync(later) == (0, 0, 0), "the job looks again");
        }
    }

    [Theory]
    [InlineData("Years", "0")]
    [InlineData("Years", "101")]
    [InlineData("Every", "00:00:00")]
    [InlineData("Every", "32.00:00:00")]
    public async Task Settings_that_make_no_sense_are_refused_at_start(string key, string value)
    {
        var refused = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => TestService.StartAsync(
            _retention.ConnectionString, configure: b => b.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>($"Retention:{key}", value)])));
        Assert.Contains(key, refused.Message, StringComparison.Ordinal);
    }

    private Task<TestService> StartServiceAsync(string? enabled) => TestService.StartAsync(_retention.ConnectionString, configure: builder => builder.Configuration.AddInMemoryCollection(
        [KeyValuePair.Create<string, string?>("Retention:Every", "00:00:01"), .. enabled is null ? [] : new[] { KeyValuePair.Create<string, string?>("Retention:Enabled", enabled) }]));

    private sealed class ShiftedClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
