namespace Screening.Benchmarks.Bench.Load;

/// <summary>What a server reaches when each connection asks as fast as it is answered.</summary>
/// <param name="Failed">Requests without an answer, or with another than success.</param>
internal sealed record Saturation(long Requests, long Failed, double PerSecond, double P50Ms, double P99Ms)
{
    public static Saturation Of(Latencies latencies, TimeSpan time) =>
        new(latencies.Count, latencies.Failed, latencies.Count / time.TotalSeconds, latencies.Quantile(0.5), latencies.Quantile(0.99));

    /// <summary>Refusing is faster than answering: a rate with failures in it says nothing.</summary>
    public Saturation Check(string name) => Failed == 0 && Requests > 0 ? this
        : throw new BenchFault($"{name}: {Failed} of {Requests} requests failed, expected none.");
}
