namespace ScreeningApi.Batches;

/// <summary>Wakes the workers of this process when it has taken a batch; those of others ask now and then.</summary>
internal sealed class WorkSignal
{
    private TaskCompletionSource _next = New();

    public void Set() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    /// <summary>What to wait for; to be taken before looking for work, so that nothing that comes in between is missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
