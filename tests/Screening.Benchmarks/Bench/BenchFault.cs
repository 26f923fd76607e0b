namespace Screening.Benchmarks.Bench;

/// <summary>What was measured is worth nothing: a row is missing, or the service or the database did not do its work.</summary>
internal sealed class BenchFault(string message) : Exception(message);
