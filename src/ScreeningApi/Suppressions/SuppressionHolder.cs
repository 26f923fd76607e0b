using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Suppressions;
using ScreeningApi.Reference;

namespace ScreeningApi.Suppressions;

/// <summary>The suppressions that hold, of every tenant, in memory: a screening asks no database for them. What rules say of lists is taken from the snapshot in use.</summary>
internal sealed class SuppressionHolder(SuppressionStore store, SnapshotHolder snapshots)
{
    private Held _held = new(ImmutableArray<WatchlistSectionRow>.Empty, [], FrozenDictionary<string, SuppressionSet>.Empty);

    /// <summary>To be used from the beginning of a request to its end.</summary>
    public SuppressionSet Of(string tenant) => Current().ByTenant.GetValueOrDefault(tenant, SuppressionSet.Empty);

    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var rows = (await store.ListHeldAsync(waiting: false, cancellation)).Select(r => (r.TenantId, r.ToSuppression())).ToImmutableArray();
        Volatile.Write(ref _held, Held.Of(snapshots.Current.WatchlistRules.Sections, rows));
    }

    private Held Current()
    {
        var (held, sections) = (Volatile.Read(ref _held), snapshots.Current.WatchlistRules.Sections);
        if (held.Sections != sections)
        {
            // Two that come at once make the same.
            held = Held.Of(sections, held.Rows);
            Volatile.Write(ref _held, held);
        }

        return held;
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
