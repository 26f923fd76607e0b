using BenchmarkDotNet.Running;
using Screening.Benchmarks;

// dotnet run -c Release --project tests/Screening.Benchmarks -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(LineBenchmark).Assembly).Run(args);
