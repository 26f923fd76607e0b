using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Screening.Benchmarks.Bench.Parts;

/// <summary>Storing alone: binary COPY of as many results into a table like the service's, a transaction a chunk, from two connections.</summary>
internal sealed class CopyPart(string connectionString, IReadOnlyList<ResultSample> samples)
{
    public const string Name = "copy.rowsPerSecond";
    private const int ChunkRows = 4000;
    private const int WarmUpRows = 10 * ChunkRows;
    private const int Connections = 2;
    private const string Tenant = "operator";
    private static readonly DateOnly Month = new(2026, 11, 1);

    private const string Create = """
        create table bench_results (like batch_results including all) partition by range (month);
        create table bench_results_default partition of bench_results default;
        """;

    private const string Copy = "copy bench_results (tenant_id, batch_id, month, row_no, verdict, risk_score, risk_level, columns, error_column, error) from stdin (format binary)";

    public async Task MeasureAsync(Figures figures, long rows, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await RunAsync(source, Create);
        try
        {
            await StoreAsync(source, WarmUpRows, cancellation);
            var watch = Stopwatch.StartNew();
            await StoreAsync(source, rows, cancellation);
            figures.Add(Name, rows / watch.Elapsed.TotalSeconds);
        }
        finally
        {
            await RunAsync(source, "drop table bench_results");
        }
    }

    private async Task StoreAsync(NpgsqlDataSource source, long rows, CancellationToken cancellation)
    {
        var batch = Guid.NewGuid();
        long next = 0;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(WorkAsync, cancellation)));

        async Task WorkAsync()
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            for (var from = Interlocked.Add(ref next, ChunkRows) - ChunkRows; from < rows; from = Interlocked.Add(ref next, ChunkRows) - ChunkRows)
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                await StoreChunkAsync(connection, batch, from, Math.Min(from + ChunkRows, rows));
                await transaction.CommitAsync(cancellation);
            }
        }
    }

    private async Task StoreChunkAsync(NpgsqlConnection connection, Guid batch, long from, long to)
    {
        await using var importer = await connection.BeginBinaryImportAsync(Copy);
        for (var row = from; row < to; row++)
        {
            var sample = samples[(int)(row % samples.Count)];
            await importer.StartRowAsync();
            await importer.WriteAsync(Tenant, NpgsqlDbType.Text);
            await importer.WriteAsync(batch, NpgsqlDbType.Uuid);
            await importer.WriteAsync(Month, NpgsqlDbType.Date);
            await importer.WriteAsync((int)row, NpgsqlDbType.Integer);
            await importer.WriteAsync(sample.Verdict, NpgsqlDbType.Text);
            await importer.WriteAsync(sample.Score, NpgsqlDbType.Numeric);
            await importer.WriteAsync(sample.Level, NpgsqlDbType.Text);
            if (sample.Summary is null)
            {
                await importer.WriteNullAsync();
            }
            else
            {
                await importer.WriteAsync(sample.Summary, NpgsqlDbType.Text);
            }

            await importer.WriteNullAsync();
            await importer.WriteNullAsync();
        }

        await importer.CompleteAsync();
    }

    private static async Task RunAsync(NpgsqlDataSource source, string statement)
    {
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
