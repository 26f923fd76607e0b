using System.Net.Sockets;
using Npgsql;

namespace ScreeningApi.Storage;

/// <summary>Tells faults that pass by themselves from those that do not.</summary>
internal static class Transience
{
    /// <summary>Shutdown and crash of a backend, start-up, read-only standby, serialization failure, deadlock, too many connections.</summary>
    private static readonly HashSet<string> PassingStates = ["57P01", "57P02", "57P03", "25006", "40001", "40P01", "53300"];

    /// <summary>Disk full, out of memory: trying again at once makes it worse, but a caller may well do so later.</summary>
    public static bool IsExhaustion(Exception exception) => exception is PostgresException { SqlState: ['5', '3', ..] };

    public static bool IsPassing(Exception exception) => exception switch
    {
        // A row was on its way into a default partition when the partition of its month was made: the second time it finds that one. Other checks have a name.
        PostgresException { SqlState: PostgresErrorCodes.CheckViolation, ConstraintName: null } => true,
        PostgresException fault => fault.SqlState.StartsWith("08", StringComparison.Ordinal) || PassingStates.Contains(fault.SqlState),
        // Everything else that Npgsql throws is about the connection: broken, refused, timed out, no suitable host, pool exhausted.
        // Dapper's, around what broke while it read a row.
        System.Data.DataException { InnerException: { } inner } => IsPassing(inner),
        NpgsqlException or SocketException or TimeoutException or IOException => true,
        _ => false,
    };
}
