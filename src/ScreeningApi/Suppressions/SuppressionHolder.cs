using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Suppressions;

namespace ScreeningApi.Suppressions;

/// <summary>The suppressions that hold, of every tenant, in memory: a screening asks no database for them.</summary>
internal sealed class SuppressionHolder(SuppressionStore store)
{
    private Held _held = new(ImmutableArray<WatchlistSectionRow>.Empty, [], FrozenDictionary<string, SuppressionSet>.Empty);

    /// <summary>To be used from the beginning of a request to its end.</summary>
    /// <param name="sections">What the rules in use say of the parts of lists.</param>
    public SuppressionSet Of(string tenant, ImmutableArray<WatchlistSectionRow> sections) => Current(sections).ByTenant.GetValueOrDefault(tenant, SuppressionSet.Empty);

    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var rows = (await store.ListHeldAsync(waiting: false, cancellation)).Select(r => (r.TenantId, r.ToSuppression())).ToImmutableArray();
        Volatile.Write(ref _held, Held.Of(Volatile.Read(ref _held).Sections, rows));
    }

    private Held Current(ImmutableArray<WatchlistSectionRow> sections)
    {
        var held = Volatile.Read(ref _held);
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
