using Npgsql;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

public sealed class TerminationTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const int Seed = 20261123;

    [Fact]
    public async Task No_acknowledged_screening_is_lost_when_connections_are_terminated_under_load()
    {
        var chance = new Random(Seed);
        await using var sql = NpgsqlDataSource.Create(service.ConnectionString + ";Application Name=terminator");
        await using var load = new StoringLoad(service.Http);
        load.Start(parallel: 8);
        for (var storm = 0; storm < 30; storm++)
        {
            await Task.Delay(chance.Next(20, 120), TestContext.Current.CancellationToken);
            await sql.ScalarAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and application_name = 'ScreeningApi'");
        }

        await load.WaitForMoreAsync(20);
        await load.StopAsync();
        Assert.Empty(load.Wrong);
        await StoredInvariants.HoldAsync(service.ConnectionString, load.Acknowledged);
    }
}
