using BenchmarkDotNet.Attributes;
using Screening.Engine;
using ScreeningApi.Reference;

namespace Screening.Benchmarks;

/// <summary>Cost of making a snapshot: reading the files is paid at publication, compiling at every start.</summary>
[MemoryDiagnoser, SimpleJob(launchCount: 1, warmupCount: 3, iterationCount: 5)]
public class LoadBenchmark
{
    private ReferenceData _data = null!;

    [GlobalSetup]
    public void Read() => _data = ReferenceFolder.Read(ReferenceFolder.Shipped);

    [Benchmark]
    public ScreeningSnapshot Compile_snapshot() => SnapshotCompiler.Compile(_data);
}
