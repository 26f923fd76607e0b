using BenchmarkDotNet.Attributes;

namespace Screening.Benchmarks;

/// <summary>What finding the terms of a description costs with the full-text search of PostgreSQL; runs only where a database is named.</summary>
[Config(typeof(FewIterations))]
public class PostgresTermBenchmark
{
    private PostgresTerms _postgres = null!;

    [Params(Descriptions.Ordinary, Descriptions.Finding)]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public void Open() => _postgres = new PostgresTerms(PostgresTerms.ConnectionString!, Loaded.Terms);

    [GlobalCleanup]
    public void Close() => _postgres.Dispose();

    [Benchmark]
    public long Alternative_postgres_full_text() => _postgres.Count(Text);
}
