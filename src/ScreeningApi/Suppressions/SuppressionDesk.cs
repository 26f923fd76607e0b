using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Suppressions;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Watchlists;

namespace ScreeningApi.Suppressions;

/// <summary>What endpoints do with suppressions: each change is stored, and in memory before the answer goes out.</summary>
internal sealed class SuppressionDesk(
    SuppressionStore store, SuppressionHolder holder, WatchlistDeltaStore entries, SnapshotHolder snapshots, IOptions<SuppressionOptions> options, TimeProvider clock)
{
    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public async Task<(SuppressionRow? Row, IReadOnlyList<FieldError> Errors)> ReadAsync(SuppressionRequest request, Caller caller, CancellationToken cancellation)
    {
        var reader = new SuppressionReader(snapshots.Current, Today, options.Value.MaxDays);
        if (reader.Read(request) is not { } read)
        {
            return (null, reader.Errors);
        }

        if (await entries.FindAsync(caller.Tenant, read.List, read.EntryId, cancellation) is not { } entry)
        {
            return (null, [new FieldError { Pointer = "/entry", Code = "unknownEntry", Detail = "found no entry of this id in the version of the list that is in use, expected one" }]);
        }

        return (read with
        {
            TenantId = caller.Tenant,
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            CreatedBy = caller.Actor,
            State = options.Value.FourEyes ? "pending" : "active",
            EntryName = entry.Names[0].Text,
            EntryDigest = EntryContent.DigestOf(entry),
            Effect = EffectOf(read.List, entry) is { } effect ? JsonNamingPolicy.CamelCase.ConvertName(effect.ToString()) : null,
        }, []);
    }

    public async Task<(StoreOutcome Outcome, SuppressionRow? Row)> StoreAsync(SuppressionRow row, IdempotencyKey? key, CancellationToken cancellation)
    {
        var stored = await store.InsertAsync(row, key, Digest(row, row.State), cancellation);
        await holder.RefreshAsync(cancellation);
        return stored;
    }

    /// <summary>With its history; null when the tenant has no such suppression.</summary>
    public async Task<SuppressionResponse?> FindAsync(string tenant, Guid id, CancellationToken cancellation) =>
        await store.FindAsync(tenant, id, cancellation) is { } row ? SuppressionResponse.Of(row, await store.ListEventsAsync(tenant, id, cancellation)) : null;

    /// <summary>Why it would not hold; null when it would.</summary>
    public async Task<SuppressionLapse?> LapseOfAsync(SuppressionRow row, CancellationToken cancellation)
    {
        var entry = await entries.FindAsync(row.TenantId, row.List, row.EntryId, cancellation);
        return SuppressionSet.LapseOf(row.ToSuppression(), entry, entry is null ? null : EffectOf(row.List, entry), Today);
    }

    /// <summary>Null when it does not wait any more.</summary>
    public async Task<SuppressionResponse?> ApproveAsync(SuppressionRow row, Caller caller, CancellationToken cancellation) =>
        await store.ApproveAsync(row, Act(caller, "approved", null), Digest(row, "active"), cancellation) ? await RenewedAsync(row, cancellation) : null;

    /// <summary>Null when it has ended already.</summary>
    public async Task<SuppressionResponse?> WithdrawAsync(SuppressionRow row, Caller caller, string reason, CancellationToken cancellation) =>
        await store.EndAsync(row, "withdrawn", Act(caller, "withdrawn", reason), Digest(row, "withdrawn"), cancellation) ? await RenewedAsync(row, cancellation) : null;

    public static FieldError? CheckReason(string? reason) =>
        reason is { Length: >= 1 and <= SuppressionLimits.Reason } && !string.IsNullOrWhiteSpace(reason) && !reason.Contains('\0', StringComparison.Ordinal) ? null
            : new FieldError { Pointer = "/reason", Code = "invalidValue", Detail = $"found {(reason is null ? "nothing" : $"{reason.Length} characters")}, expected 1 to {SuppressionLimits.Reason} characters, not only white space, none of them NUL" };

    private async Task<SuppressionResponse?> RenewedAsync(SuppressionRow row, CancellationToken cancellation)
    {
        await holder.RefreshAsync(cancellation);
        return await FindAsync(row.TenantId, row.Id, cancellation);
    }

    private WatchlistEffect? EffectOf(string list, WatchlistEntry entry) => new SectionTable(snapshots.Current.WatchlistRules.Sections).Find(list, entry.Section, Today)?.Effect;

    private SuppressionAct Act(Caller caller, string action, string? reason) => new(Guid.CreateVersion7(clock.GetUtcNow()), caller.Actor, action, reason);

    /// <summary>Of what was decided, so that the audit entries show a later change of it.</summary>
    private static byte[] Digest(SuppressionRow row, string state) => SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', row.PartyKey, row.Country, row.Address, row.List, row.EntryId, row.EntryDigest, row.ReasonCode, row.Reason, row.Scope, $"{row.ExpiresOn:O}", state)));
}
