using Npgsql;

namespace ScreeningApi.Tests.Support;

/// <summary>Looks into the database past the service.</summary>
internal static class SqlSteps
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<object?> ScalarAsync(this NpgsqlDataSource source, string sql, params object[] values)
    {
        await using var command = Command(source, sql, values);
        return await command.ExecuteScalarAsync(Cancelled);
    }

    public static async Task<List<string>> TextsAsync(this NpgsqlDataSource source, string sql, params object[] values)
    {
        await using var command = Command(source, sql, values);
        await using var reader = await command.ExecuteReaderAsync(Cancelled);
        var texts = new List<string>();
        while (await reader.ReadAsync(Cancelled))
        {
            texts.Add(reader.IsDBNull(0) ? "" : reader.GetString(0));
        }

        return texts;
    }

    private static NpgsqlCommand Command(NpgsqlDataSource source, string sql, object[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
