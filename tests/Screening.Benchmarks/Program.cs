using BenchmarkDotNet.Running;
using Screening.Benchmarks;
using Screening.Benchmarks.Bench;
using Screening.Benchmarks.Bench.Growth;
using Screening.Benchmarks.Bench.Load.Bare;
using Screening.Benchmarks.Bench.Names;
using Screening.Benchmarks.Bench.Rows;

// dotnet run -c Release --project tests/Screening.Benchmarks -- --filter '*'       cost of a line, and of loading the rules
// ./test.sh bench                                                                  single requests, batches, streams and what limits them, in one run
// ./test.sh bench growth                                                           how the cost of a line grows with rules, lists and input
// ./test.sh bench names                                                            looking parties up in lists, beside other ways to do it
// dotnet run -c Release --project tests/Screening.Benchmarks -- rows N FILE|-      an order book as CSV
if (args is [BareServer.Command, .. var samples])
{
    return await BareServer.RunAsync(samples);
}

if (args is ["rows", .. var what])
{
    return await RowsCommand.RunAsync(what);
}

if (args is ["bench", "names", .. var queries])
{
    return await NamesCommand.RunAsync(queries);
}

if (args is ["bench", "growth", .. var growth])
{
    return await GrowthCommand.RunAsync(growth);
}

if (args is ["bench", .. var mode])
{
    return await BenchCommand.RunAsync(mode);
}

List<Type> benchmarks = [typeof(TermBenchmark), typeof(LineBenchmark), typeof(LicenseBenchmark), typeof(LoadBenchmark)];
if (PostgresTerms.ConnectionString is null)
{
    Console.WriteLine($"PostgreSQL is left out: {PostgresTerms.Variable} names no database.");
}
else
{
    benchmarks.Insert(1, typeof(PostgresTermBenchmark));
}

BenchmarkSwitcher.FromTypes([.. benchmarks]).Run(args);
return 0;
