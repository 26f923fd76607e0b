namespace Screening.Benchmarks.Bench.Load.Bare;

/// <summary>A <see cref="BareServer"/> as a process of its own, of this same program.</summary>
internal sealed class BareProcess : ListeningProcess
{
    private BareProcess(string kind, string connectionString, IEnumerable<string> samples)
        : base([typeof(BareProcess).Assembly.Location, BareServer.Command, kind, .. samples], new Dictionary<string, string> { [BareServer.Database] = connectionString })
    {
    }

    public static async Task<BareProcess> StartAsync(string kind, string connectionString, IEnumerable<string> samples, CancellationToken cancellation)
    {
        var server = new BareProcess(kind, connectionString, samples);
        try
        {
            await server.StartAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
