using Npgsql;

namespace Screening.Benchmarks;

/// <summary>
/// The vocabulary as a table of text search queries in PostgreSQL, asked which of them a description meets. Every query is tried:
/// PostgreSQL has an index for texts that are asked with a query, none for queries that are asked with a text.
/// </summary>
internal sealed class PostgresTerms : IDisposable
{
    public const string Variable = "ConnectionStrings__Screening";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _count;

    public PostgresTerms(string connectionString, string[] terms)
    {
        _connection = new NpgsqlConnection(connectionString);
        _connection.Open();
        using (var make = new NpgsqlCommand("create temp table term as select phraseto_tsquery('simple', t) as q from unnest($1::text[]) t", _connection))
        {
            make.Parameters.Add(new() { Value = terms });
            make.ExecuteNonQuery();
        }

        _count = new NpgsqlCommand("select count(*) from term where to_tsvector('simple', $1) @@ q", _connection);
        _count.Parameters.Add(new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        _count.Prepare();
    }

    /// <summary>Where the database is; null when the variable that says so is not set.</summary>
    public static string? ConnectionString => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    public long Count(string text)
    {
        _count.Parameters[0].Value = text;
        return (long)_count.ExecuteScalar()!;
    }

    public void Dispose()
    {
        _count.Dispose();
        _connection.Dispose();
    }
}
