using Npgsql;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>What must hold of batches in the database after anything: the checks that operators can run, run at one moment.</summary>
internal static class BatchInvariants
{
    public static async Task HoldAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "db/checks/invariants.sql"), TestContext.Current.CancellationToken), connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var violations = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            violations.Add($"{reader.GetString(0)}: {reader.GetString(2)}, {reader.GetString(3)}");
        }

        Assert.Empty(violations);
    }
}
