using Npgsql;

namespace ScreeningApi.Tests.Screenings.Writing;

/// <summary>A lock under which no screening can be inserted: those who try wait for it, and those behind them pile up.</summary>
internal sealed class HeldStoring : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private HeldStoring(NpgsqlConnection connection) => _connection = connection;

    public static async Task<HeldStoring> BeginAsync(string connectionString)
    {
        var held = new HeldStoring(new NpgsqlConnection(connectionString + ";Application Name=observer;Pooling=false"));
        await held._connection.OpenAsync(TestContext.Current.CancellationToken);
        await held.RunAsync("begin; lock table screenings in share mode");
        return held;
    }

    public Task EndAsync() => RunAsync("commit");

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task RunAsync(string statement)
    {
        await using var command = new NpgsqlCommand(statement, _connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
