using Npgsql;
using NpgsqlTypes;

namespace ScreeningApi.Screenings;

/// <summary>The columns of a set as parameters, one array each, with their types: nothing is left to be inferred.</summary>
internal static class Columns
{
    public static NpgsqlParameter Texts(IEnumerable<string?> values) => Of(values, NpgsqlDbType.Text);

    public static NpgsqlParameter Ids(IEnumerable<Guid> values) => Of(values, NpgsqlDbType.Uuid);

    public static NpgsqlParameter Dates(IEnumerable<DateOnly?> values) => Of(values, NpgsqlDbType.Date);

    public static NpgsqlParameter Of<T>(IEnumerable<T> values, NpgsqlDbType type) =>
        new NpgsqlParameter<T[]> { TypedValue = values as T[] ?? [.. values], NpgsqlDbType = NpgsqlDbType.Array | type };

    public static void Add(this NpgsqlBatch batch, string statement, params ReadOnlySpan<NpgsqlParameter> columns)
    {
        var command = new NpgsqlBatchCommand(statement);
        foreach (var column in columns)
        {
            command.Parameters.Add(column);
        }

        batch.BatchCommands.Add(command);
    }
}
