using System.Diagnostics;
using Npgsql;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>Waits until a server that is starting, or recovering after a crash, takes connections.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <exception cref="NoDatabaseException">It refuses for good, or time is up.</exception>
    public static async Task WaitAsync(string connectionString, string server, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
                await connection.OpenAsync(ct);
                return;
            }
            catch (NpgsqlException unready) when (!IsFinal(unready) && waited.Elapsed < Patience)
            {
                await Task.Delay(Pause, ct);
            }
            catch (NpgsqlException refused)
            {
                throw new NoDatabaseException($"{server} does not take connections: {refused.Message}", refused);
            }
        }
    }

    /// <summary>Classes 28 (wrong user or password) and 3D (no such database) do not pass with time.</summary>
    private static bool IsFinal(NpgsqlException refusal) =>
        refusal is PostgresException { SqlState: ['2', '8', ..] or ['3', 'D', ..] };
}
