using Screening.Benchmarks.Bench.Parts;
using Screening.Benchmarks.Bench.Rows;
using Screening.Benchmarks.Bench.Wire;

namespace Screening.Benchmarks.Bench;

/// <summary>What all measurements of a run share.</summary>
internal sealed record Run(Figures Figures, BenchDatabase Database, OrderFile File, PartsAlone Parts, CancellationToken Cancellation)
{
    private const long WarmUpRows = 20_000;
    private const ulong WarmUpSeed = 1;

    /// <summary>A service that nothing was asked of yet.</summary>
    public async Task<ServiceProcess> StartServiceAsync()
    {
        await Database.SettleAsync();
        return await ServiceProcess.StartAsync(Database.ConnectionString, Cancellation);
    }

    /// <summary>Lets the compiler see what is to be measured: the parts alone are measured warm, too.</summary>
    public async Task WarmUpAsync(BatchClient batches)
    {
        await using var rows = new OrderBookStream(WarmUpRows, WarmUpSeed);
        var batch = await batches.UploadAsync(rows, Guid.NewGuid().ToString(), Cancellation);
        (await batches.WaitAsync(batch, Cancellation)).Check(WarmUpRows);
    }
}
