using Dapper;

namespace ScreeningApi.Storage;

/// <summary>Makes the partitions of months ahead of time. Rows whose partition is missing go to the default one, and move when it is made.</summary>
internal sealed class MonthStore(Database database)
{
    /// <summary>This month and the next three, by the database's clock. Safe to do again, and from several places at once.</summary>
    public Task EnsureAsync(CancellationToken cancellation) => database.ReadAsync(connection =>
        connection.ExecuteAsync(new CommandDefinition("select ensure_month_partitions()", cancellationToken: cancellation)), cancellation);
}
