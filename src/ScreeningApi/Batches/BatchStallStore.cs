using Dapper;
using Npgsql;
using ScreeningApi.Storage;

namespace ScreeningApi.Batches;

/// <summary>Whose transaction it is that a mark stands in.</summary>
internal enum BatchStep
{
    Work = 1,
    Upload = 2,
}

/// <summary>
/// Ends transactions that stand still. A process that was paused, or whose network lets nothing through, keeps what it has locked for as
/// long as the server believes in its connection, which is hours; others pass by a chunk that is locked, and its lease would end in vain.
/// Transactions that lock rows of batches carry a mark, a shared advisory lock that hinders nobody; one that is older than its lease is
/// ended. Time-outs of the server do not reach a transaction that waits for the rest of a COPY.
/// </summary>
internal sealed class BatchStallStore(Database database)
{
    private const int MarkClass = 0x42617463; // "Batc"

    /// <summary>Marks the transaction: it may be ended when it is older than its lease.</summary>
    public static Task MarkAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, BatchStep step) =>
        connection.ExecuteAsync("select pg_advisory_xact_lock_shared(@MarkClass, @step)", new { MarkClass, step = (int)step }, transaction);

    /// <summary>Ends the marked transactions that are older; how many there were. Those of other database users are left to their own.</summary>
    public Task<long> EndAsync(BatchStep step, TimeSpan age, CancellationToken cancellation) => database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(
        """
        select count(*) filter (where pg_terminate_backend(a.pid))
        from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where l.locktype = 'advisory' and l.granted and l.objsubid = 2 and l.classid = @MarkClass and l.objid = @step
          and l.database = (select oid from pg_database where datname = current_database())
          and a.usename = current_user and a.xact_start < clock_timestamp() - @age
        """, new { MarkClass = (long)MarkClass, step = (long)step, age }), cancellation);
}
