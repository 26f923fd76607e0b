using Npgsql;
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

    /// <summary>Speed counts for nothing where a row was lost or doubled: the checker that operators have is run over all that was stored.</summary>
    public async Task CheckInvariantsAsync(string mode)
    {
        await using var source = NpgsqlDataSource.Create(Database.ConnectionString);
        await using var command = source.CreateCommand(Checkout.Invariants);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var violations = 0;
        for (; await reader.ReadAsync(Cancellation); violations++)
        {
            Console.WriteLine($"{reader.GetString(0)}: {reader.GetString(2)}, {reader.GetString(3)}");
        }

        Figures.AddAtMost($"{mode}.violations", violations, 0);
    }

    /// <summary>Lets the compiler see what is to be measured: the parts alone are measured warm, too.</summary>
    public async Task WarmUpAsync(BatchClient batches)
    {
        await using var rows = new OrderBookStream(WarmUpRows, WarmUpSeed);
        var batch = await batches.UploadAsync(rows, Guid.NewGuid().ToString(), Cancellation);
        (await batches.WaitAsync(batch, Cancellation)).Check(WarmUpRows);
    }
}
