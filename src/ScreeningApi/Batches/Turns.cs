namespace ScreeningApi.Batches;

/// <summary>Whose turn it is: of the tenants that have work the one served longest ago, of its batches the same, then the oldest. For one worker.</summary>
internal sealed class Turns
{
    private readonly Dictionary<string, long> _tenants = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, long> _batches = [];
    private long _turn;

    public IEnumerable<OpenBatch> InOrder(IReadOnlyList<OpenBatch> open)
    {
        Forget(open);
        return open.OrderBy(b => _tenants.GetValueOrDefault(b.TenantId)).ThenBy(b => _batches.GetValueOrDefault(b.Id)).ThenBy(b => b.CreatedAt).ThenBy(b => b.Id);
    }

    public void Serve(OpenBatch batch) => _tenants[batch.TenantId] = _batches[batch.Id] = ++_turn;

    private void Forget(IReadOnlyList<OpenBatch> open)
    {
        foreach (var tenant in _tenants.Keys.Except(open.Select(b => b.TenantId)).ToList())
        {
            _tenants.Remove(tenant);
        }

        foreach (var batch in _batches.Keys.Except(open.Select(b => b.Id)).ToList())
        {
            _batches.Remove(batch);
        }
    }
}
