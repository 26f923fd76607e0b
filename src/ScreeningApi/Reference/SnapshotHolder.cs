using Screening.Engine;

namespace ScreeningApi.Reference;

/// <summary>
/// Holds the snapshot that new requests use. A reload compiles aside and swaps one reference: no request waits, none sees half a
/// version. When a reload fails the last good snapshot stays.
/// </summary>
internal sealed class SnapshotHolder(ReferenceStore store, ILogger<SnapshotHolder> log) : IDisposable
{
    private readonly SemaphoreSlim _reloading = new(1, 1);
    private ScreeningSnapshot? _current;
    private PublishedVersions? _versions;

    /// <summary>The snapshot to use from the beginning of a request to its end.</summary>
    public ScreeningSnapshot Current => Volatile.Read(ref _current) ?? throw new InvalidOperationException("The snapshot is loaded before the service listens.");

    public void Dispose() => _reloading.Dispose();

    /// <summary>Loads what is published now, if that is not what is held already. Throws when nothing is published or it cannot be used.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _reloading.WaitAsync(cancellation);
        try
        {
            var published = await store.FindPublishedAsync(cancellation)
                ?? throw new InvalidOperationException("No rule set is published: run the command migrate.");
            if (published != _versions)
            {
                Volatile.Write(ref _current, SnapshotCompiler.Compile(await store.GetAsync(published, cancellation)));
                _versions = published;

                // Loading leaves several times the snapshot behind, once in months: give it back to the machine rather than hold it.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                log.LogInformation("Snapshot loaded: {Versions}", published);
            }
        }
        finally
        {
            _reloading.Release();
        }
    }
}
