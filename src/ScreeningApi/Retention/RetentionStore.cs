using Dapper;
using Npgsql;
using ScreeningApi.Storage;

namespace ScreeningApi.Retention;

/// <summary>A month of a table that is older than is kept.</summary>
internal sealed record ExpiredMonth(string TableName, DateOnly Month);

/// <summary>What one transaction removed.</summary>
/// <param name="Removed">Rows.</param>
/// <param name="LastKey">Where the next step goes on; null at the beginning.</param>
/// <param name="IsLast">Nothing is left of the month but what is held.</param>
internal sealed record RemovalStep(long Removed, string[]? LastKey, bool IsLast);

/// <summary>
/// Removes rows by functions of the database that know which tables there are and what holds a row, and turns what they counted into one
/// audit entry for each tenant, table and month, in the transaction of the last removal.
/// </summary>
internal sealed class RetentionStore(Database database)
{
    private const long LockKey = 7_310_581_175;
    private const string Actor = "retention";

    /// <summary>Seconds. Dropping a month reads all its keys once.</summary>
    private const int DropTimeout = 6 * 60 * 60;

    /// <summary>
    /// Months that ended at least so many years ago, in the order in which they must go. Of the two clocks the one that is behind counts:
    /// a clock that jumped ahead must not remove what others still need.
    /// </summary>
    public Task<List<ExpiredMonth>> ListExpiredAsync(int years, DateOnly today, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<ExpiredMonth>(
            """
            select table_name, month
            from expired_months((date_trunc('month', least(@today, (clock_timestamp() at time zone 'UTC')::date)::timestamp - make_interval(years => @years)))::date)
            """,
            new { today, years })).AsList(), cancellation);

    /// <summary>Drops the month's partition. It is not the last step where something is held, or where the month has no partition. Null while another process removes.</summary>
    public Task<RemovalStep?> DropAsync(ExpiredMonth month, TimeProvider clock, CancellationToken cancellation) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            if (!await TryLockAsync(connection, transaction))
            {
                return null;
            }

            var isDropped = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                "select drop_expired_month(@TableName, @Month)", month, transaction, DropTimeout, cancellationToken: cancellation));
            return new RemovalStep(isDropped ? await WriteAuditAsync((connection, transaction), month, clock) : 0, null, isDropped);
        }, cancellation);

    /// <summary>Deletes at most so many rows that nothing holds, in the order of their keys. Null while another process removes.</summary>
    public Task<RemovalStep?> RemoveStepAsync(ExpiredMonth month, string[]? after, int rows, TimeProvider clock, CancellationToken cancellation) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            if (!await TryLockAsync(connection, transaction))
            {
                return null;
            }

            var (removed, lastKey) = await connection.QuerySingleAsync<(long, string[]?)>(new CommandDefinition(
                "select removed, last_key from remove_expired_rows(@TableName, @Month, @after, @rows)",
                new { month.TableName, month.Month, after, rows }, transaction, cancellationToken: cancellation));
            if (removed == rows)
            {
                return new RemovalStep(removed, lastKey, false);
            }

            await WriteAuditAsync((connection, transaction), month, clock);
            return new RemovalStep(removed, null, true);
        }, cancellation);

    private static Task<bool> TryLockAsync(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        connection.ExecuteScalarAsync<bool>("select pg_try_advisory_xact_lock(@LockKey)", new { LockKey }, transaction);

    /// <summary>Gives the number of rows that the entries speak of.</summary>
    private static async Task<long> WriteAuditAsync((NpgsqlConnection Connection, NpgsqlTransaction Transaction) unit, ExpiredMonth month, TimeProvider clock)
    {
        var removals = await unit.Connection.QueryAsync<(string TenantId, long Removed, byte[] Digest)>(
            "delete from removals where table_name = @TableName and month = @Month returning tenant_id, removed, digest", month, unit.Transaction);
        long total = 0;
        foreach (var removal in removals)
        {
            var id = Guid.CreateVersion7(clock.GetUtcNow());
            await unit.Connection.ExecuteAsync(
                """
                insert into audit_entries (tenant_id, id, month, actor, action, subject, digest, detail)
                values (@TenantId, @id, @entryMonth, @Actor, 'retentionRemoved', @subject, @Digest, jsonb_build_object('table', @TableName, 'month', @Month, 'rows', @Removed))
                """,
                new
                {
                    removal.TenantId, id, entryMonth = Months.MonthOf(id), Actor, subject = $"{month.TableName}/{month.Month:yyyy-MM}", removal.Digest,
                    month.TableName, Month = month.Month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), removal.Removed,
                }, unit.Transaction);
            total += removal.Removed;
        }

        return total;
    }
}
