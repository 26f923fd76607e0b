using BenchmarkDotNet.Attributes;
using Screening.Engine;
using ScreeningApi.Reference;

namespace Screening.Benchmarks;

/// <summary>Cost of making a snapshot: reading the files is paid at publication, compiling at every start.</summary>
[Config(typeof(FewIterations))]
public class LoadBenchmark
{
    [GlobalSetup]
    public void Read() => _ = Loaded.Data;

    [Benchmark]
    public ScreeningSnapshot Compile_snapshot() => SnapshotCompiler.Compile(Loaded.Data);
}
