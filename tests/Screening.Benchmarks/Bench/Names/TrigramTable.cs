using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Screening.Benchmarks.Bench.Names;

/// <summary>The names in a table of PostgreSQL with an index of their trigrams (pg_trgm, GIN), asked over one connection by a prepared statement.</summary>
internal sealed class TrigramTable : Contestant, IDisposable
{
    public const string Title = "trigrams";

    private const string Asking = "select entry, similarity(name, $1) as alike from listed where name % $1 order by alike desc limit 10";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _ask;
    private double _threshold;

    private TrigramTable(NpgsqlConnection connection)
    {
        _connection = connection;
        _ask = new NpgsqlCommand(Asking, connection) { Parameters = { new() { NpgsqlDbType = NpgsqlDbType.Text } } };
        _ask.Prepare();
        Threshold = Thresholds[^1];
    }

    /// <summary>Of pg_trgm.similarity_threshold; the last is what it is unless one says otherwise.</summary>
    public static IReadOnlyList<double> Thresholds { get; } = [0.5, 0.4, 0.3];

    public override string Name => Title;

    public override string Way => "PostgreSQL, pg_trgm with a GIN index, one connection, prepared";

    public override IReadOnlyList<double> Scores => [_threshold];

    public double Threshold
    {
        set => Run($"set pg_trgm.similarity_threshold = {(_threshold = value).ToString(CultureInfo.InvariantCulture)}");
    }

    public static TrigramTable Fill(string connectionString, ListedNames lists)
    {
        var connection = new NpgsqlConnection(connectionString + ";Command Timeout=300");
        connection.Open();
        using (var make = new NpgsqlCommand("create extension pg_trgm; create table listed (entry integer not null, name text not null)", connection))
        {
            make.ExecuteNonQuery();
        }

        using (var import = connection.BeginBinaryImport("copy listed from stdin (format binary)"))
        {
            foreach (var (name, entry) in lists.Names)
            {
                import.StartRow();
                import.Write(entry, NpgsqlDbType.Integer);
                import.Write(name, NpgsqlDbType.Text);
            }

            import.Complete();
        }

        var table = new TrigramTable(connection);
        table.Run("create index on listed using gin (name gin_trgm_ops)");
        table.Run("vacuum analyze listed");
        return table;
    }

    /// <summary>How the database goes about it: the steps of its plan.</summary>
    public string Plan(string name)
    {
        using var explain = new NpgsqlCommand("explain (costs off) " + Asking, _connection) { Parameters = { new() { Value = name } } };
        using var lines = explain.ExecuteReader();
        var steps = new List<string>();
        while (lines.Read())
        {
            var line = lines.GetString(0).TrimStart(' ', '-', '>');
            if (!line.Contains(name, StringComparison.Ordinal))
            {
                steps.Add(line);
            }
        }

        return string.Join("; ", steps);
    }

    public override void Find(string name, List<(int Entry, double Score)> found)
    {
        _ask.Parameters[0].Value = name;
        using var rows = _ask.ExecuteReader();
        while (rows.Read())
        {
            found.Add((rows.GetInt32(0), rows.GetFloat(1)));
        }
    }

    public void Dispose()
    {
        _ask.Dispose();
        _connection.Dispose();
    }

    private void Run(string statement)
    {
        using var run = new NpgsqlCommand(statement, _connection);
        run.ExecuteNonQuery();
    }
}
