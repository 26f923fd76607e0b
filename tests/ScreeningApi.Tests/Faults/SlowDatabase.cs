using Npgsql;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>A database that takes its time over every chunk that is done: a batch then lasts as long as its faults, however fast rows are screened.</summary>
internal sealed class SlowDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _sql;

    private SlowDatabase(NpgsqlDataSource sql) => _sql = sql;

    public static async Task<SlowDatabase> BeginAsync(string connectionString, int milliseconds)
    {
        var slow = new SlowDatabase(NpgsqlDataSource.Create(connectionString + ";Application Name=observer"));
        await slow._sql.ScalarAsync(
            $"""
             create or replace function take_time() returns trigger language plpgsql as $$ begin perform pg_sleep({milliseconds} / 1000.0); return new; end $$;
             create or replace trigger take_time before update on batch_chunks for each row when (new.state = 'done') execute function take_time();
             """);
        return slow;
    }

    public async Task EndAsync() => await _sql.ScalarAsync("create or replace function take_time() returns trigger language plpgsql as $$ begin return new; end $$");

    public ValueTask DisposeAsync() => _sql.DisposeAsync();
}
