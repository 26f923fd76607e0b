namespace ScreeningApi.Batches;

/// <summary>Ids of what is stored: ordered by time, and the month that they are of, which is the partition.</summary>
internal static class BatchIds
{
    public static (Guid Id, DateOnly Month) New(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return (Guid.CreateVersion7(now), new DateOnly(now.Year, now.Month, 1));
    }
}
