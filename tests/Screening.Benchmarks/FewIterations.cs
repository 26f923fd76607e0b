using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Screening.Benchmarks;

/// <summary>All benchmarks in this process, so that the rules are loaded once, and few iterations: the differences that matter are of halves and multiples.</summary>
internal sealed class FewIterations : ManualConfig
{
    public FewIterations()
    {
        AddDiagnoser(MemoryDiagnoser.Default);
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(4).WithIterationCount(6).WithIterationTime(TimeInterval.FromMilliseconds(250)));
    }
}
