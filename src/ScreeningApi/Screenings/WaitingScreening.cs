using ScreeningApi.Storage;

namespace ScreeningApi.Screenings;

/// <summary>A screening whose request waits for its commit.</summary>
/// <param name="since">Timestamp of its arrival.</param>
internal sealed class WaitingScreening(NewScreening screening, long since)
{
    // Whoever waits goes on where it is told: see ScreeningWriter.
    private readonly TaskCompletionSource<StoreResult> _stored = new();

    public NewScreening Screening => screening;

    public long Since => since;

    public Task<StoreResult> Stored => _stored.Task;

    public void Complete(StoreResult result) => _stored.TrySetResult(result);

    public void Fail(Exception fault)
    {
        // An exception that is thrown in several requests at once would mix up where they were; each gets its own.
        _stored.TrySetException(fault is DatabaseUnavailableException { InnerException: { } inner } ? new DatabaseUnavailableException(inner) : fault);

        // Seen: the request may have gone, and then nobody else looks.
        _ = _stored.Task.Exception;
    }
}
