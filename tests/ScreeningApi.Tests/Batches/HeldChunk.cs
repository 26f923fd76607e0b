using Npgsql;

namespace ScreeningApi.Tests.Batches;

/// <summary>Keeps a chunk from every worker, as one that works on it for long would, until it is disposed.</summary>
internal sealed class HeldChunk : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private HeldChunk(NpgsqlConnection connection, int firstRow, int rows) => (_connection, FirstRow, Rows) = (connection, firstRow, rows);

    /// <summary>Counted from 1 through the batch, the header left out.</summary>
    public int FirstRow { get; }

    public int Rows { get; }

    public static async Task<HeldChunk> TakeAsync(string connectionString, Guid batch, int chunk)
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("select first_row, rows from batch_chunks where batch_id = $1 and chunk_no = $2 for update", connection)
        {
            Parameters = { new() { Value = batch }, new() { Value = chunk } },
            Transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken),
        };
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        return new HeldChunk(connection, reader.GetInt32(0), reader.GetInt32(1));
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
