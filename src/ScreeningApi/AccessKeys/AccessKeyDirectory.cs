using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace ScreeningApi.AccessKeys;

/// <summary>All keys by hash, in memory: authentication asks no database, so it goes on while the database is away.</summary>
internal sealed class AccessKeyDirectory(AccessKeyStore store, IOptions<AuthOptions> options) : IDisposable
{
    /// <summary>The tenant of the first administrator, who may make keys for any tenant.</summary>
    public const string OperatorTenant = "default";

    private readonly SemaphoreSlim _reloading = new(1, 1);
    private FrozenDictionary<string, AccessKey> _byHash = FrozenDictionary<string, AccessKey>.Empty;

    public AccessKey? Find(string text) => Volatile.Read(ref _byHash).GetValueOrDefault(AccessKey.Hash(text));

    public void Dispose() => _reloading.Dispose();

    /// <summary>Loads all keys. One at a time: of two, the one that asked the database first must not put in place last a key that was revoked since, nor take away a new one.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _reloading.WaitAsync(cancellation);
        try
        {
            var keys = (await store.ListActiveAsync(cancellation))
                .Select(k => KeyValuePair.Create(Convert.ToHexString(k.KeyHash), new AccessKey(k.TenantId, k.Id, k.Name, k.Scopes)));
            Volatile.Write(ref _byHash, keys.Concat(Bootstrap()).DistinctBy(k => k.Key).ToFrozenDictionary(StringComparer.Ordinal));
        }
        finally
        {
            _reloading.Release();
        }
    }

    private IEnumerable<KeyValuePair<string, AccessKey>> Bootstrap() => options.Value.BootstrapKey is { Length: > 0 } text
        ? [KeyValuePair.Create(AccessKey.Hash(text), new AccessKey(OperatorTenant, Guid.Empty, "bootstrap", Scopes.All))]
        : [];
}
