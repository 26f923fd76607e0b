using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;

namespace ScreeningApi.Watchlists;

/// <summary>A version of a list in memory.</summary>
internal sealed record HeldWatchlist(WatchlistVersionRow Row, ImmutableArray<WatchlistEntry> Entries)
{
    public WatchlistKey Key => Row.Key;

    public string Version => Row.Version!;

    private readonly ConditionalWeakTable<NameLexicon, Watchlist> _indexed = [];

    /// <summary>The list with its names read and indexed as these words of names say: made when it is first asked for, and kept.</summary>
    public Watchlist For(NameLexicon names) => _indexed.GetValue(names, n => Watchlist.Build(Key.List, Version, Entries, n));
}

/// <summary>How far a list can be relied on.</summary>
public enum WatchlistFreshness
{
    /// <summary>Lately found to be what its publisher has.</summary>
    Fresh,

    /// <summary>Not found current for so long that results say so.</summary>
    Aging,

    /// <summary>Not found current for so long that nothing may rest on it.</summary>
    Stale,

    /// <summary>Never imported, or not to be loaded.</summary>
    Absent,
}

/// <summary>A list as it stands for one tenant at one moment.</summary>
/// <param name="List">What is in use; null when nothing is.</param>
/// <param name="Age">Since it was last found current; null when it never was.</param>
/// <param name="Quarantined">An import that waits for a person.</param>
/// <param name="Override">The tenant's permission to go on although it is stale; never makes up for an absent one.</param>
internal sealed record WatchlistStatus(
    WatchlistTerms Terms, WatchlistFreshness State, HeldWatchlist? List, TimeSpan? Age, WatchlistCheckRow? Check, WatchlistVersionRow? Quarantined, WatchlistOverrideRow? Override)
{
    /// <summary>The version in use stands in the database and could not be loaded.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Without it no party is said to be on no list.</summary>
    public bool IsNeeded => Terms.IsRequired || IsUnreadable;

    /// <summary>Stale, and the tenant goes on with it: a result says so, and is never without finding.</summary>
    public bool IsOverridden => State == WatchlistFreshness.Stale && Override is not null;

    /// <summary>Whether somebody should do something.</summary>
    public bool NeedsAttention => State == WatchlistFreshness.Stale || Quarantined is not null || (IsNeeded && State == WatchlistFreshness.Absent);
}

/// <summary>Everything that is known of all lists, as it was loaded at one time. Never changes: a reload makes another.</summary>
internal sealed record LoadedWatchlists
{
    public static readonly LoadedWatchlists None = new();

    public FrozenDictionary<WatchlistKey, HeldWatchlist> InUse { get; init; } = FrozenDictionary<WatchlistKey, HeldWatchlist>.Empty;

    public FrozenDictionary<WatchlistKey, WatchlistVersionRow> Quarantined { get; init; } = FrozenDictionary<WatchlistKey, WatchlistVersionRow>.Empty;

    /// <summary>Lists whose version in use could not be loaded: an older one may still be in <see cref="InUse"/>.</summary>
    public FrozenSet<WatchlistKey> Unreadable { get; init; } = FrozenSet<WatchlistKey>.Empty;

    public FrozenDictionary<WatchlistKey, WatchlistCheckRow> Checks { get; init; } = FrozenDictionary<WatchlistKey, WatchlistCheckRow>.Empty;

    public ImmutableArray<WatchlistOverrideRow> Overrides { get; init; } = [];

    /// <summary>How a list stands for a tenant.</summary>
    public WatchlistStatus Of(WatchlistTerms terms, string tenant, DateTimeOffset now)
    {
        var (list, check) = (InUse.GetValueOrDefault(terms.Key), Checks.GetValueOrDefault(terms.Key));
        TimeSpan? age = check?.CheckedAt is { } at ? Positive(now.UtcDateTime - at) : null;
        var isUnreadable = Unreadable.Contains(terms.Key);
        return new WatchlistStatus(
            terms, StateOf(terms, list, age, isUnreadable), list, age, check, Quarantined.GetValueOrDefault(terms.Key),
            Overrides.Where(o => o.TenantId == tenant && o.List == terms.Key.List && o.CreatedAt <= now.UtcDateTime && o.Until > now.UtcDateTime).MaxBy(o => o.Until))
        {
            IsUnreadable = isUnreadable,
        };
    }

    /// <summary>A limit holds from the moment it is reached; what was never found current, or has a successor that cannot be loaded, is stale.</summary>
    private static WatchlistFreshness StateOf(WatchlistTerms terms, HeldWatchlist? list, TimeSpan? age, bool isUnreadable) =>
        list is null ? WatchlistFreshness.Absent
        : isUnreadable ? WatchlistFreshness.Stale
        : terms.StopAfter is { } stop && (age is null || age >= stop) ? WatchlistFreshness.Stale
        : terms.WarnAfter is { } warn && age >= warn ? WatchlistFreshness.Aging
        : WatchlistFreshness.Fresh;

    private static TimeSpan Positive(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
