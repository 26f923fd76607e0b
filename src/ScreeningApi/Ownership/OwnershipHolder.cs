using System.Collections.Frozen;
using Screening.Engine.Parties.Ownership;

namespace ScreeningApi.Ownership;

/// <summary>Tenants' tables of owners in memory. Which owners are listed depends on the versions of the lists: who screens puts the two together.</summary>
internal sealed class OwnershipHolder(OwnershipStore store, ILogger<OwnershipHolder> log) : IDisposable
{
    private readonly SemaphoreSlim _reloading = new(1, 1);
    private FrozenDictionary<string, (Guid Version, OwnershipTable Table)> _tables = FrozenDictionary<string, (Guid, OwnershipTable)>.Empty;

    /// <summary>Empty when the tenant never sent one.</summary>
    public OwnershipTable Of(string tenant) => Volatile.Read(ref _tables).GetValueOrDefault(tenant) is { Table: { } table } ? table : OwnershipTable.Empty;

    public void Dispose() => _reloading.Dispose();

    /// <summary>Loads what is new. One at a time: of two, the one that asked the database first must not put an older table in place last.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _reloading.WaitAsync(cancellation);
        try
        {
            Volatile.Write(ref _tables, await LoadAsync(Volatile.Read(ref _tables), cancellation));
        }
        finally
        {
            _reloading.Release();
        }
    }

    private async Task<FrozenDictionary<string, (Guid Version, OwnershipTable Table)>> LoadAsync(FrozenDictionary<string, (Guid Version, OwnershipTable Table)> known, CancellationToken cancellation)
    {
        var tables = new Dictionary<string, (Guid, OwnershipTable)>(StringComparer.Ordinal);
        foreach (var version in await store.ListCurrentAsync(cancellation))
        {
            tables[version.TenantId] = known.GetValueOrDefault(version.TenantId) is { Table: not null } same && same.Version == version.Id ? same : (version.Id, await LoadAsync(version, cancellation));
        }

        return tables.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private async Task<OwnershipTable> LoadAsync(OwnershipVersionRow version, CancellationToken cancellation)
    {
        var rows = await store.ListRowsAsync(version.TenantId, version.Seq, 0, OwnershipCsv.MaxRows, cancellation);
        var table = OwnershipTable.Compile([.. rows.Select(r => r.ToRow())], out var faults, out _)
            ?? throw new InvalidOperationException($"The table of owners {version.Seq} cannot be used: {faults.Length} rows make no sense.");
        log.LogInformation("Table of owners loaded: version {Version} with {Rows} rows", version.Seq, rows.Count);
        return table;
    }
}
