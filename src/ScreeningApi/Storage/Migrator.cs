using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace ScreeningApi.Storage;

/// <summary>
/// Brings the schema to the version this program was built for: numbered files, forward only, each in a transaction of its own, all
/// under one advisory lock so that two programs cannot migrate at once. A file that changed after it was applied is refused.
/// </summary>
internal sealed class Migrator(Database database, string folder)
{
    private const long LockKey = 7_310_581_174;

    /// <summary>A migration may copy a large table, and another process waits for it: no time-out.</summary>
    private const int Unbounded = 0;

    /// <summary>Applies what is missing and returns the names of what was applied.</summary>
    public Task<List<string>> MigrateAsync(CancellationToken cancellation) => database.ReadAsync(async connection =>
    {
        await connection.ExecuteAsync("select pg_advisory_lock(@LockKey)", new { LockKey }, commandTimeout: Unbounded);
        try
        {
            await connection.ExecuteAsync(
                "create table if not exists schema_migrations (name text primary key, checksum bytea not null, applied_at timestamptz not null default clock_timestamp())");
            return await ApplyMissingAsync(connection, cancellation);
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@LockKey)", new { LockKey });
        }
    }, cancellation);

    /// <summary>What stands between the database and this program; null when they fit.</summary>
    public Task<string?> FindMismatchAsync(CancellationToken cancellation) => database.ReadAsync<string?>(async connection =>
    {
        if (!await connection.ExecuteScalarAsync<bool>("select to_regclass('schema_migrations') is not null"))
        {
            return "the database is empty";
        }

        var applied = await ReadAppliedAsync(connection);
        var files = Files();
        return files.FirstOrDefault(f => !applied.ContainsKey(f.Name)) is { Name: not null } missing ? $"migration {missing.Name} is not applied"
            : applied.Keys.Except(files.Select(f => f.Name)).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown ? $"the database is newer than this program: it has migration {unknown}"
            : files.FirstOrDefault(f => !applied[f.Name].AsSpan().SequenceEqual(f.Checksum)) is { Name: not null } changed ? $"migration {changed.Name} differs from the one that was applied"
            : null;
    }, cancellation);

    private async Task<List<string>> ApplyMissingAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var applied = await ReadAppliedAsync(connection);
        var done = new List<string>();
        foreach (var (name, sql, checksum) in Files())
        {
            if (applied.TryGetValue(name, out var known))
            {
                Refuse(name, !known.AsSpan().SequenceEqual(checksum));
                continue;
            }

            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await connection.ExecuteAsync(sql, transaction: transaction, commandTimeout: Unbounded);
            await connection.ExecuteAsync("insert into schema_migrations (name, checksum) values (@name, @checksum)", new { name, checksum }, transaction);
            await transaction.CommitAsync(cancellation);
            done.Add(name);
        }

        return done;
    }

    private static void Refuse(string name, bool changed)
    {
        if (changed)
        {
            throw new InvalidOperationException($"Migration {name} was changed after it was applied. Migrations only go forward: undo the change and add a new file.");
        }
    }

    private static async Task<Dictionary<string, byte[]>> ReadAppliedAsync(NpgsqlConnection connection) =>
        (await connection.QueryAsync<(string Name, byte[] Checksum)>("select name, checksum from schema_migrations")).ToDictionary(m => m.Name, m => m.Checksum);

    private List<(string Name, string Sql, byte[] Checksum)> Files() =>
    [
        .. Directory.EnumerateFiles(folder, "*.sql").Order(StringComparer.Ordinal)
            .Select(path => (Name: Path.GetFileNameWithoutExtension(path), Sql: File.ReadAllText(path)))
            .Select(file => (file.Name, file.Sql, SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(file.Sql)))),
    ];
}
