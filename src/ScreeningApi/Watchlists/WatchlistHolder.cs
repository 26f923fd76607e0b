using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Ownership;
using ScreeningApi.Ownership;
using ScreeningApi.Reference;
using ScreeningApi.Suppressions;

namespace ScreeningApi.Watchlists;

/// <summary>
/// Holds the lists that are in use, of every tenant. A reload loads aside only what is new, and swaps one reference: no request waits, none
/// sees half a list. When a reload fails, what was loaded stays, and counts as too old.
/// </summary>
internal sealed class WatchlistHolder : IDisposable
{
    private const int MaxPinned = 16;

    private readonly SemaphoreSlim _reloading = new(1, 1);
    private readonly LinkedList<HeldWatchlist> _pinned = [];
    private readonly WatchlistStore _store;
    private readonly WatchlistCheckStore _checks;
    private readonly SnapshotHolder _snapshots;
    private readonly WatchlistTermsBook _terms;
    private readonly WatchlistMeter _meter;
    private readonly SuppressionHolder _suppressions;
    private readonly OwnershipHolder _owners;
    private readonly TimeProvider _clock;
    private readonly ILogger<WatchlistHolder> _log;
    private LoadedWatchlists _current = LoadedWatchlists.None;
    private bool _isObserved;
    private long _refreshed;
    private readonly ListedSnapshots _listed = new();
    private readonly ConcurrentDictionary<string, Answered> _lately = [];

    /// <summary>How long a look at the lists' ages holds.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(1);

    /// <summary>A process that listens to no notification asks as often.</summary>
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(60);

    private sealed record Answered(ScreeningSnapshot Rules, LoadedWatchlists Lists, OwnershipTable Owners, DateTimeOffset Until, ScreeningSnapshot Listed);

    public WatchlistHolder(
        WatchlistStore store, WatchlistCheckStore checks, SnapshotHolder snapshots, SuppressionHolder suppressions, OwnershipHolder owners,
        WatchlistTermsBook terms, WatchlistMeter meter, TimeProvider clock, ILogger<WatchlistHolder> log)
    {
        (_store, _checks, _snapshots, _terms, _meter, _clock, _log) = (store, checks, snapshots, terms, meter, clock, log);
        (_suppressions, _owners) = (suppressions, owners);
    }

    public LoadedWatchlists Current => Volatile.Read(ref _current);

    public void Dispose() => _reloading.Dispose();

    /// <summary>Every list that a tenant has to do with, as it stands now: the shared ones, imported or not, and its own. By code.</summary>
    public IReadOnlyList<WatchlistStatus> StatusFor(string tenant) => StatusFor(tenant, _snapshots.Current.WatchlistRules);

    private IReadOnlyList<WatchlistStatus> StatusFor(string tenant, WatchlistsDocument rules)
    {
        var (current, now) = (Current, _clock.GetUtcNow());
        var own = current.InUse.Keys.Concat(current.Quarantined.Keys).Concat(current.Unreadable).Where(k => k.IsOwn && k.Tenant == tenant).Distinct();
        return [.. _terms.SharedLists(rules).Concat(own.Select(k => _terms.Find(rules, k)).OfType<WatchlistTerms>())
            .Select(t => current.Of(t, tenant, now)).OrderBy(s => s.Terms.Key.List, StringComparer.Ordinal)];
    }

    /// <summary>The shared lists as they stand now, without what tenants decided for themselves.</summary>
    public IEnumerable<WatchlistStatus> SharedStatus()
    {
        var (current, now) = (Current, _clock.GetUtcNow());
        return _terms.SharedLists(_snapshots.Current.WatchlistRules).Select(t => current.Of(t, WatchlistKey.Shared, now));
    }

    /// <summary>One list for a tenant; null when there is none of this code.</summary>
    public WatchlistStatus? Find(string tenant, string code) =>
        _terms.Find(_snapshots.Current.WatchlistRules, WatchlistKey.Of(tenant, code)) is { } terms ? Current.Of(terms, tenant, _clock.GetUtcNow()) : null;

    /// <summary>The versions in use that a tenant screens against, by code: what a batch pins.</summary>
    public ImmutableSortedDictionary<string, string> VersionsFor(string tenant) => Current.InUse.Values
        .Where(l => !l.Key.IsOwn || l.Key.Tenant == tenant).ToImmutableSortedDictionary(l => l.Key.List, l => l.Version, StringComparer.Ordinal);

    /// <summary>
    /// The lists in these versions, whatever is in use now. Throws when the database does not have one of them. The last ones asked for stay
    /// loaded.
    /// </summary>
    public async Task<ImmutableArray<HeldWatchlist>> GetAsync(string tenant, ImmutableSortedDictionary<string, string> versions, CancellationToken cancellation)
    {
        var lists = ImmutableArray.CreateBuilder<HeldWatchlist>(versions.Count);
        foreach (var (code, version) in versions)
        {
            var key = WatchlistKey.Of(tenant, code);
            lists.Add(Current.InUse.GetValueOrDefault(key) is { } held && held.Version == version ? held : await GetPinnedAsync(key, version, cancellation));
        }

        return lists.MoveToImmutable();
    }

    /// <summary>The rules in use, with the lists that the tenant screens against as they stand now.</summary>
    public ScreeningSnapshot SnapshotFor(string tenant)
    {
        var rules = _snapshots.Current;
        var now = _clock.GetUtcNow();
        if (_lately.TryGetValue(tenant, out var known) && ReferenceEquals(known.Rules, rules) && ReferenceEquals(known.Lists, Current) && now < known.Until
            && ReferenceEquals(known.Listed.Review.Suppressions, _suppressions.Of(tenant, rules.WatchlistRules.Sections)) && ReferenceEquals(known.Owners, _owners.Of(tenant)))
        {
            return known.Listed;
        }

        var listed = Listed(rules, tenant, StatusFor(tenant), (status, _) => status.List);
        _lately[tenant] = new(rules, Current, _owners.Of(tenant), now + Lately, listed);
        return listed;
    }

    /// <summary>These rules with the lists in these versions, as they stand now: what a batch holds to.</summary>
    public async Task<ScreeningSnapshot> SnapshotAsync(string tenant, ScreeningSnapshot rules, ImmutableSortedDictionary<string, string> versions, CancellationToken cancellation)
    {
        if (_clock.GetElapsedTime(_refreshed) > RefreshEvery)
        {
            await RefreshAsync(cancellation);
            await _suppressions.RefreshAsync(cancellation);
            await _owners.RefreshAsync(cancellation);
        }

        var held = (await GetAsync(tenant, versions, cancellation)).ToDictionary(l => l.Key.List, StringComparer.Ordinal);
        var now = _clock.GetUtcNow();
        var status = versions.Keys.Select(code => _terms.Find(rules.WatchlistRules, WatchlistKey.Of(tenant, code))).OfType<WatchlistTerms>().Select(t => Current.Of(t, tenant, now))
            .Concat(StatusFor(tenant, rules.WatchlistRules).Where(s => s.IsNeeded && !versions.ContainsKey(s.Terms.Key.List)));
        return Listed(rules, tenant, status, (_, code) => held.GetValueOrDefault(code));
    }

    private ScreeningSnapshot Listed(ScreeningSnapshot rules, string tenant, IEnumerable<WatchlistStatus> status, Func<WatchlistStatus, string, HeldWatchlist?> listOf)
    {
        if (rules.Names is not { } names)
        {
            return rules;
        }

        var (lists, missing) = (ImmutableArray.CreateBuilder<ScreenedWatchlist>(), ImmutableArray.CreateBuilder<string>());
        foreach (var one in status)
        {
            if (listOf(one, one.Terms.Key.List) is { } list)
            {
                lists.Add(new ScreenedWatchlist(list.For(names), StateOf(one), one.Check?.CheckedAt is { } at ? FormattableString.Invariant($" (last found current {at:yyyy-MM-dd HH:mm} UTC)") : ""));
            }
            else if (one.IsNeeded)
            {
                missing.Add(one.Terms.Key.List);
            }
        }

        var sources = new ReviewSources(_suppressions.Of(tenant, rules.WatchlistRules.Sections), _owners.Of(tenant), DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime));
        return _listed.Of(rules, tenant, (lists.ToImmutable(), missing.ToImmutable()), sources);
    }

    /// <summary>A list that a batch holds to, and that is in use no more, is as good as stale.</summary>
    private static WatchlistState StateOf(WatchlistStatus status) => status switch
    {
        { IsOverridden: true } => WatchlistState.Overridden,
        { State: WatchlistFreshness.Fresh } => WatchlistState.Fresh,
        { State: WatchlistFreshness.Aging } => WatchlistState.Aging,
        _ => WatchlistState.Stale,
    };

    /// <summary>Loads what is new.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _reloading.WaitAsync(cancellation);
        try
        {
            var versions = await _store.ListCurrentAsync(cancellation);
            var (checks, overrides) = (await _checks.ListAsync(cancellation), await _checks.ListOverridesAsync(cancellation));
            var (inUse, unreadable) = (new List<HeldWatchlist>(versions.Count), new List<WatchlistKey>());
            foreach (var row in versions.Where(v => !v.IsQuarantined))
            {
                var list = await LoadOrKeepAsync(row, cancellation);
                inUse.AddRange(list is null ? [] : new[] { list });
                unreadable.AddRange(list?.Row.Id == row.Id ? [] : new[] { row.Key });
            }

            Index(inUse);
            Volatile.Write(ref _current, new LoadedWatchlists
            {
                InUse = inUse.ToFrozenDictionary(l => l.Key),
                Quarantined = versions.Where(v => v.IsQuarantined).ToFrozenDictionary(v => v.Key),
                Unreadable = unreadable.ToFrozenSet(),
                Checks = checks.ToFrozenDictionary(c => c.Key),
                Overrides = [.. overrides],
            });
            ObserveOnce();
            _refreshed = _clock.GetTimestamp();
        }
        finally
        {
            _reloading.Release();
        }
    }

    /// <summary>One list that cannot be loaded must not keep the others from being renewed.</summary>
    private async Task<HeldWatchlist?> LoadOrKeepAsync(WatchlistVersionRow row, CancellationToken cancellation)
    {
        var held = Current.InUse.GetValueOrDefault(row.Key);
        try
        {
            return held?.Row.Id == row.Id ? held : await LoadAsync(row, cancellation);
        }
        catch (Exception fault) when (fault is InvalidOperationException or System.Text.Json.JsonException)
        {
            // Of a fault in JSON the message may quote an entry.
            _log.LogError("The list {List} {Version} cannot be loaded ({Fault}); what was loaded before stays, and counts as too old.", row.List, row.Version, fault is InvalidOperationException ? fault.Message : fault.GetType().Name);
            return held;
        }
    }

    /// <summary>Names are read and indexed here and not by the first request that needs them; an index that is there stays.</summary>
    private void Index(List<HeldWatchlist> lists)
    {
        if (_snapshots.IsLoaded && _snapshots.Current.Names is { } names)
        {
            lists.ForEach(l => l.For(names));
        }
    }

    /// <summary>Before the first load there is nothing to report, and in a process that answers nobody there never is.</summary>
    private void ObserveOnce()
    {
        if (!_isObserved)
        {
            _meter.Observe(SharedStatus);
            _isObserved = true;
        }
    }

    private async Task<HeldWatchlist> GetPinnedAsync(WatchlistKey key, string version, CancellationToken cancellation)
    {
        await _reloading.WaitAsync(cancellation);
        try
        {
            if (_pinned.FirstOrDefault(l => l.Key == key && l.Version == version) is { } known)
            {
                return known;
            }

            var row = await _store.FindVersionAsync(key, version, cancellation)
                ?? throw new InvalidOperationException($"Found no version {version} of the list {key.List}, expected one that was imported.");
            _pinned.AddFirst(await LoadAsync(row, cancellation));
            if (_pinned.Count > MaxPinned)
            {
                _pinned.RemoveLast();
            }

            return _pinned.First!.Value;
        }
        finally
        {
            _reloading.Release();
        }
    }

    private async Task<HeldWatchlist> LoadAsync(WatchlistVersionRow row, CancellationToken cancellation)
    {
        var entries = ImmutableArray.CreateBuilder<WatchlistEntry>(row.Entries);
        await _store.ReadEntriesAsync(row.Key, row.Seq, entries.Clear, json => entries.Add(WatchlistJson.ReadEntry(json)), cancellation);
        if (entries.Count != row.Entries)
        {
            throw new InvalidOperationException($"Found {entries.Count} entries of {row.List} {row.Version} in the database, expected {row.Entries}.");
        }

        _log.LogInformation("Watchlist loaded: {List} {Version} with {Entries} entries", row.List, row.Version, row.Entries);
        return new HeldWatchlist(row, entries.DrainToImmutable());
    }
}
