namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>The database the service runs on. Disposing it stops what was started for it, and nothing else.</summary>
internal sealed class ChosenDatabase(string connectionString, string how, IAsyncDisposable? started = null) : IAsyncDisposable
{
    private readonly SignalGuard? _hangUp = SignalGuard.ForHangUp(started as PrivateCluster);

    public string ConnectionString { get; } = connectionString;

    /// <summary>Which database was taken and why the ones before it were not: one printed line, without the password.</summary>
    public string How { get; } = how;

    /// <summary>The server behind it, where that is a private cluster.</summary>
    public PrivateCluster? Cluster => started as PrivateCluster;

    /// <summary>It is this program's own, so it may be migrated unasked.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>
    /// Stops a private cluster when a signal ends the process before the host listens to signals itself:
    /// hold it from the choice until the host has started. Later it would take the database from requests in flight.
    /// </summary>
    public IDisposable? StopOnSignal() => SignalGuard.ForStart(Cluster);

    public async ValueTask DisposeAsync()
    {
        _hangUp?.Dispose();
        if (started is not null) await started.DisposeAsync();
    }
}
