using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Suppressions;

namespace ScreeningApi.Suppressions;

/// <summary>The suppressions that hold, of every tenant, in memory: a screening asks no database for them.</summary>
internal sealed class SuppressionHolder(SuppressionStore store) : IDisposable
{
    private readonly SemaphoreSlim _reloading = new(1, 1);
    private Held _held = new(ImmutableArray<WatchlistSectionRow>.Empty, [], FrozenDictionary<string, SuppressionSet>.Empty);

    /// <summary>To be used from the beginning of a request to its end.</summary>
    /// <param name="sections">What the rules in use say of the parts of lists.</param>
    public SuppressionSet Of(string tenant, ImmutableArray<WatchlistSectionRow> sections) => Current(sections).ByTenant.GetValueOrDefault(tenant, SuppressionSet.Empty);

    public void Dispose() => _reloading.Dispose();

    /// <summary>Loads what holds. One at a time: of two, the one that asked the database first must not put in place last what has been withdrawn since.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _reloading.WaitAsync(cancellation);
        try
        {
            var rows = (await store.ListHeldAsync(waiting: false, cancellation)).Select(r => (r.TenantId, r.ToSuppression())).ToImmutableArray();
            Volatile.Write(ref _held, Held.Of(Volatile.Read(ref _held).Sections, rows));
        }
        finally
        {
            _reloading.Release();
        }
    }

    private Held Current(ImmutableArray<WatchlistSectionRow> sections)
    {
        while (true)
        {
            var held = Volatile.Read(ref _held);
            if (held.Sections == sections)
            {
                return held;
            }

            // Not over rows that were loaded meanwhile.
            var ours = Held.Of(sections, held.Rows);
            if (Interlocked.CompareExchange(ref _held, ours, held) == held)
            {
                return ours;
            }
        }
    }

    private sealed record Held(ImmutableArray<WatchlistSectionRow> Sections, ImmutableArray<(string Tenant, Suppression Suppression)> Rows, FrozenDictionary<string, SuppressionSet> ByTenant)
    {
        public static Held Of(ImmutableArray<WatchlistSectionRow> sections, ImmutableArray<(string Tenant, Suppression Suppression)> rows)
        {
            var table = new SectionTable(sections);
            return new Held(sections, rows, rows.GroupBy(r => r.Tenant).ToFrozenDictionary(g => g.Key, g => new SuppressionSet(g.Select(r => r.Suppression), table), StringComparer.Ordinal));
        }
    }
}
