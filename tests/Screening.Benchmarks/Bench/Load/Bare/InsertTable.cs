using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;

namespace Screening.Benchmarks.Bench.Load.Bare;

/// <summary>A plain table of the benchmark's own. Given what speeds Npgsql up without another design: pooled connections and prepared statements.</summary>
internal sealed class InsertTable : IAsyncDisposable
{
    /// <summary>
    /// More than the processors of a small machine can serve at once (64 were slower than 32), and few enough that the service can have one
    /// for each of its clients beside them: a server takes a hundred.
    /// </summary>
    private const int Connections = 24;

    private readonly NpgsqlDataSource _source;

    private InsertTable(NpgsqlDataSource source) => _source = source;

    public static async Task<InsertTable> MakeAsync(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = Connections, MaxAutoPrepare = 4, AutoPrepareMinUsages = 1 };
        var table = new InsertTable(NpgsqlDataSource.Create(settings));
        await using var command = table._source.CreateCommand(
            "create table if not exists bench_inserts (id uuid primary key, created_at timestamptz not null default clock_timestamp(), request json not null, result json not null, digest bytea not null)");
        await command.ExecuteNonQueryAsync();
        return table;
    }

    public async Task<Guid> InsertAsync(byte[] request, byte[] result, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await using var command = _source.CreateCommand("insert into bench_inserts (id, request, result, digest) values ($1, $2, $3, $4)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = request, NpgsqlDbType = NpgsqlDbType.Json });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = result, NpgsqlDbType = NpgsqlDbType.Json });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = SHA256.HashData([.. request, .. result]) });
        await command.ExecuteNonQueryAsync(cancellation);
        return id;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
