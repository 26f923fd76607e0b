namespace Screening.Benchmarks.Bench;

/// <summary>The day whose rules apply, as the service takes it for rows that say none.</summary>
internal static class Today
{
    public static DateOnly Date { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
}
