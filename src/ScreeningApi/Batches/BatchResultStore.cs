using Dapper;
using Npgsql;
using ScreeningApi.Batches.Rows;
using ScreeningApi.Storage;

namespace ScreeningApi.Batches;

/// <summary>A chunk with what came of it, as it is read back.</summary>
internal sealed record StoredChunk
{
    public int ChunkNo { get; init; }
    public int FirstRow { get; init; }
    public int Rows { get; init; }
    public string State { get; init; } = "";
    public byte[] Input { get; init; } = [];
    public byte[]? Explanations { get; init; }
}

/// <summary>A row that could not be read or not be screened.</summary>
internal sealed record StoredError
{
    public int RowNo { get; init; }
    public int ChunkNo { get; init; }
    public int FirstRow { get; init; }
    public string Verdict { get; init; } = "";
    public string? ErrorColumn { get; init; }
    public string Error { get; init; } = "";
}

/// <summary>Reads results back, a chunk at a time.</summary>
internal sealed class BatchResultStore(Database database)
{
    /// <summary>The first chunk at or behind the number; null when there is none.</summary>
    public Task<StoredChunk?> FindChunkAsync(BatchKey batch, int chunkNo, CancellationToken cancellation) => database.ReadAsync(connection =>
        connection.QuerySingleOrDefaultAsync<StoredChunk>(
            """
            select chunk_no, first_row, rows, state, input, explanations from batch_chunks
            where tenant_id = @TenantId and batch_id = @Id and month = @Month and chunk_no >= @chunkNo
            order by chunk_no limit 1
            """, new { batch.TenantId, batch.Id, batch.Month, chunkNo }), cancellation);

    /// <summary>The results of a chunk that is done, in the order of its rows.</summary>
    public Task<ResultRow[]> GetResultsAsync(BatchKey batch, StoredChunk chunk, CancellationToken cancellation) => database.ReadAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(
            """
            select verdict, risk_score, risk_level, columns, error_column, error from batch_results
            where tenant_id = $1 and batch_id = $2 and month = $3 and row_no between $4 and $5
            order by row_no
            """, connection)
        {
            Parameters =
            {
                new() { Value = batch.TenantId }, new() { Value = batch.Id }, new() { Value = batch.Month },
                new() { Value = chunk.FirstRow }, new() { Value = chunk.FirstRow + chunk.Rows - 1 },
            },
        };
        var rows = new List<ResultRow>(chunk.Rows);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(new ResultRow(
                VerdictNames.VerdictOf(reader.GetString(0)), reader.IsDBNull(1) ? null : reader.GetDecimal(1), reader.IsDBNull(2) ? null : VerdictNames.LevelOf(reader.GetString(2)),
                ResultColumns.FromStored(Text(reader, 3), isScreened: reader.IsDBNull(5)), Text(reader, 5), Text(reader, 4)));
        }

        return rows.ToArray();
    }, cancellation);

    /// <summary>Rows with an error, in their order, behind a row; one more than the limit when there are more.</summary>
    public Task<List<StoredError>> ListErrorsAsync(BatchKey batch, int afterRow, int limit, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<StoredError>(
            """
            select r.row_no, c.chunk_no, c.first_row, r.verdict, r.error_column, r.error
            from batch_chunks c
            join batch_results r on r.tenant_id = c.tenant_id and r.batch_id = c.batch_id and r.month = c.month and r.row_no between c.first_row and c.first_row + c.rows - 1
            where c.tenant_id = @TenantId and c.batch_id = @Id and c.month = @Month and c.state = 'done' and c.rows_rejected + c.rows_failed > 0
              and c.first_row + c.rows - 1 > @afterRow and r.row_no > @afterRow and r.error is not null
            order by c.chunk_no, r.row_no
            limit @limit + 1
            """, new { batch.TenantId, batch.Id, batch.Month, afterRow, limit })).AsList(), cancellation);

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
