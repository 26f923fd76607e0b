using System.Collections.Immutable;
using Npgsql;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Suppressions;
using ScreeningApi.Storage;
using ScreeningApi.Suppressions;

namespace ScreeningApi.Tests.Review;

/// <summary>Of two that load suppressions at once, the one that asked the database first answers last.</summary>
public sealed class RefreshOrderTests(ReviewFixture service) : IClassFixture<ReviewFixture>
{
    private const string Held = "held back";
    private const int Gate = 7;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_withdrawn_does_not_come_back_by_who_asked_before_and_is_answered_after()
    {
        using var http = await service.NewTenantAsync("sup-order");
        await http.ImportAsync(ReviewSteps.Own, "1,Tramontane Bearing Works,,");
        await http.SuppressAsync("Tramontane Bearings LLC", "1");
        await PutGateInFrontAsync();
        await using var database = new Database(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(service.ConnectionString) { ApplicationName = Held }.ConnectionString));
        using var holder = new SuppressionHolder(new SuppressionStore(database));

        await using var gate = new NpgsqlConnection(service.ConnectionString);
        await gate.OpenAsync(Cancelled);
        await AskAsync(gate, $"select pg_advisory_lock({Gate})");
        var before = holder.RefreshAsync(Cancelled);
        await UntilSomebodyWaitsAsync(gate);
        await AskAsync(gate, "update all_suppressions set state = 'withdrawn' where tenant_id = 'sup-order'");
        var after = holder.RefreshAsync(Cancelled);
        await Task.WhenAny(after, Task.Delay(TimeSpan.FromSeconds(1), Cancelled));
        await AskAsync(gate, $"select pg_advisory_unlock({Gate})");
        await Task.WhenAll(before, after);

        Assert.Null(holder.Of("sup-order", ImmutableArray<WatchlistSectionRow>.Empty).Find(
            new PartyQuery { Name = "Tramontane Bearings LLC" }, ReviewSteps.Own,
            new WatchlistEntry { Id = "1", Section = ReviewSteps.Own, Kind = EntryKind.Unknown, Names = [new("Tramontane Bearing Works", WatchlistNameKind.Primary)] },
            new SuppressionFacts { Date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime) }));
    }

    /// <summary>The first statement of the connections held back waits after it has seen what there is.</summary>
    private async Task PutGateInFrontAsync()
    {
        await using var connection = new NpgsqlConnection(service.ConnectionString);
        await connection.OpenAsync(Cancelled);
        await AskAsync(connection,
            $"""
             create sequence passed;
             create function pass() returns boolean language plpgsql volatile as $$
             begin
                 if current_setting('application_name') = '{Held}' and nextval('passed') = 1 then
                     perform pg_advisory_lock_shared({Gate});
                 end if;
                 return true;
             end $$;
             alter table suppressions rename to all_suppressions;
             create view suppressions as select * from all_suppressions where pass()
             """);
    }

    private static async Task UntilSomebodyWaitsAsync(NpgsqlConnection connection)
    {
        for (var tries = 0; tries < 400; tries++)
        {
            if (await AskAsync(connection, "select 1 from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") is not null)
            {
                return;
            }

            await Task.Delay(25, Cancelled);
        }

        Assert.Fail("Nobody waited for the gate within 10 s.");
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }
}
