using BenchmarkDotNet.Running;
using Screening.Benchmarks;

// dotnet run -c Release --project tests/Screening.Benchmarks -- --filter '*'
List<Type> benchmarks = [typeof(TermBenchmark), typeof(LineBenchmark), typeof(LoadBenchmark)];
if (PostgresTerms.ConnectionString is null)
{
    Console.WriteLine($"PostgreSQL is left out: {PostgresTerms.Variable} names no database.");
}
else
{
    benchmarks.Insert(1, typeof(PostgresTermBenchmark));
}

BenchmarkSwitcher.FromTypes([.. benchmarks]).Run(args);
