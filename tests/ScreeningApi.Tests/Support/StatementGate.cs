using Npgsql;
using ScreeningApi.Storage;

namespace ScreeningApi.Tests.Support;

/// <summary>
/// Holds back the first statement that reads a table through <see cref="Held"/>, after it has seen what there is and before it answers. The
/// table is then named all_TABLE, and a view stands in its place.
/// </summary>
internal sealed class StatementGate : IAsyncDisposable
{
    private const string HeldBack = "held back";
    private const int Lock = 7;

    private readonly NpgsqlConnection _connection;

    private StatementGate(NpgsqlConnection connection, Database held) => (_connection, Held) = (connection, held);

    /// <summary>The way to the database whose first statement waits.</summary>
    public Database Held { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<StatementGate> PutBeforeAsync(string table, string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancelled);
        var gate = new StatementGate(connection, new Database(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = HeldBack }.ConnectionString)));
        await gate.AskAsync(
            $"""
             create sequence passed_{table};
             create function pass_{table}() returns boolean language plpgsql volatile as $$
             begin
                 if current_setting('application_name') = '{HeldBack}' and nextval('passed_{table}') = 1 then
                     perform pg_advisory_lock_shared({Lock});
                 end if;
                 return true;
             end $$;
             alter table {table} rename to all_{table};
             create view {table} as select * from all_{table} where pass_{table}();
             select pg_advisory_lock({Lock})
             """);
        return gate;
    }

    public async Task UntilSomebodyWaitsAsync()
    {
        for (var tries = 0; tries < 400; tries++)
        {
            if (await AskAsync("select 1 from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") is not null)
            {
                return;
            }

            await Task.Delay(25, Cancelled);
        }

        Assert.Fail("Nobody waited for the gate within 10 s.");
    }

    public Task OpenAsync() => AskAsync($"select pg_advisory_unlock({Lock})");

    public async Task<object?> AskAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await Held.DisposeAsync();
    }
}
