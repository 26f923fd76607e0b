using Screening.Engine;

namespace ScreeningApi.Reference;

/// <summary>
/// Holds the snapshot that new requests use. A reload compiles aside and swaps one reference: no request waits, none sees half a
/// version. When a reload fails the last good snapshot stays.
/// </summary>
internal sealed class SnapshotHolder(ReferenceStore store, ILogger<SnapshotHolder> log) : IDisposable
{
    private const int MaxPinned = 2;

    private readonly SemaphoreSlim _reloading = new(1, 1);
    private ScreeningSnapshot? _current;
    private PublishedVersions? _versions;

    /// <summary>The snapshot to use from the beginning of a request to its end.</summary>
    public ScreeningSnapshot Current => Volatile.Read(ref _current) ?? throw new InvalidOperationException("The snapshot is loaded before the service listens.");

    /// <summary>Versions that were pinned before others were published; the last ones asked for stay loaded.</summary>
    private readonly LinkedList<(PublishedVersions Versions, ScreeningSnapshot Snapshot)> _pinned = [];

    public bool IsLoaded => Volatile.Read(ref _current) is not null;

    public void Dispose() => _reloading.Dispose();

    /// <summary>The snapshot of these versions, whatever is published now. Throws when the database does not have them or they cannot be used.</summary>
    public async Task<ScreeningSnapshot> GetAsync(string ruleSet, string destinations, string policy, CancellationToken cancellation)
    {
        var wanted = new PublishedVersions(ruleSet, destinations, policy);
        await _reloading.WaitAsync(cancellation);
        try
        {
            return wanted == _versions ? Current : _pinned.FirstOrDefault(p => p.Versions == wanted).Snapshot ?? await LoadPinnedAsync(wanted, cancellation);
        }
        finally
        {
            _reloading.Release();
        }
    }

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

    private async Task<ScreeningSnapshot> LoadPinnedAsync(PublishedVersions versions, CancellationToken cancellation)
    {
        var snapshot = SnapshotCompiler.Compile(await store.GetAsync(versions, cancellation));
        _pinned.AddFirst((versions, snapshot));
        if (_pinned.Count > MaxPinned)
        {
            _pinned.RemoveLast();
        }

        return snapshot;
    }
}
