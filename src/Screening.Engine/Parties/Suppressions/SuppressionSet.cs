using System.Collections.Frozen;

namespace Screening.Engine.Parties.Suppressions;

/// <summary>Why a suppression does not hold any more.</summary>
public enum SuppressionLapse
{
    /// <summary>Its last day is over.</summary>
    Expired,

    /// <summary>The list says something else of the entry than it did.</summary>
    EntryChanged,

    /// <summary>The list has no such entry any more. Should it come back, somebody looks again.</summary>
    EntryRemoved,

    /// <summary>Being in that part of the list leads to something else than it did.</summary>
    RuleChanged,

    /// <summary>The party is sent with another country or address, or with a number that the entry has, too.</summary>
    PartyChanged,
}

/// <summary>A suppression that is about a party and an entry.</summary>
/// <param name="Lapse">Why it does not hold; null when it does.</param>
public sealed record SuppressionDecision(Suppression Suppression, SuppressionLapse? Lapse);

/// <summary>The suppressions of a tenant that were agreed and not withdrawn, by party and entry. Immutable; a look-up costs one hash where there is none.</summary>
public sealed class SuppressionSet
{
    private readonly FrozenDictionary<(string Party, string List, string Entry), Suppression[]> _byEntry;
    private readonly SectionTable _sections;

    /// <param name="sections">What being in a part of a list means now.</param>
    public SuppressionSet(IEnumerable<Suppression> suppressions, SectionTable sections)
    {
        _sections = sections;
        _byEntry = suppressions.GroupBy(s => (s.PartyKey, s.List, s.EntryId))
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(s => s.ExpiresOn).ThenBy(s => s.Id).ToArray());
    }

    public static SuppressionSet Empty { get; } = new([], new SectionTable([]));

    public int Count => _byEntry.Values.Sum(s => s.Length);

    /// <summary>The suppression that holds; null when none does.</summary>
    public Suppression? Find(PartyQuery party, string list, WatchlistEntry entry, SuppressionFacts facts) =>
        Look(party, list, entry, facts) is { Lapse: null } decision ? decision.Suppression : null;

    /// <summary>The suppression that holds or, where none does, the one that did longest; null when nobody decided about the two for such a shipment.</summary>
    public SuppressionDecision? Look(PartyQuery party, string list, WatchlistEntry entry, SuppressionFacts facts)
    {
        if (_byEntry.Count == 0 || !_byEntry.TryGetValue((PartyKey.Of(party.Name), list, entry.Id), out var known))
        {
            return null;
        }

        var decisions = known.Where(s => s.Scope.Fits(facts)).Select(s => new SuppressionDecision(s, LapseOf(s, party, entry, facts.Date))).ToList();
        return decisions.Find(d => d.Lapse is null) ?? decisions.FirstOrDefault();
    }

    /// <summary>Why a suppression does not hold, whatever party is sent; null when it may. Null for the entry: it is gone.</summary>
    public static SuppressionLapse? LapseOf(Suppression suppression, WatchlistEntry? entry, WatchlistEffect? effect, DateOnly date) =>
        date > suppression.ExpiresOn ? SuppressionLapse.Expired
        : entry is null ? SuppressionLapse.EntryRemoved
        : EntryContent.DigestOf(entry) != suppression.EntryDigest ? SuppressionLapse.EntryChanged
        : effect != suppression.Effect ? SuppressionLapse.RuleChanged
        : null;

    private SuppressionLapse? LapseOf(Suppression suppression, PartyQuery party, WatchlistEntry entry, DateOnly date) =>
        LapseOf(suppression, entry, _sections.Find(suppression.List, entry.Section, date)?.Effect, date)
        ?? (IsSameParty(suppression, party, entry) ? null : SuppressionLapse.PartyChanged);

    private static bool IsSameParty(Suppression suppression, PartyQuery party, WatchlistEntry entry) =>
        (suppression.Country is null || suppression.Country == party.Country)
        && (suppression.AddressKey is null || (party.Address is { } address && PartyKey.Of(address) == suppression.AddressKey))
        && !party.Identifiers.Any(sent => IdentifierText.KeyOf(sent) is { Length: >= IdentifierText.Shortest } key && entry.Identifiers.Any(i => IdentifierText.KeyOf(i.Value) == key));
}

/// <summary>Applies suppressions while one party is matched, and keeps what they left out.</summary>
public sealed class SuppressionFilter(SuppressionSet suppressions, PartyQuery party, SuppressionFacts facts)
{
    /// <summary>What was left out, in the order in which it was found.</summary>
    public List<(Watchlist List, WatchlistEntry Entry, Suppression Suppression)> Suppressed { get; } = [];

    /// <summary>What was left in although it was suppressed once, and why.</summary>
    public List<(Watchlist List, WatchlistEntry Entry, SuppressionDecision Decision)> Lapsed { get; } = [];

    /// <summary>For <see cref="MatchOptions.IsExcluded"/>.</summary>
    public bool IsExcluded(Watchlist list, WatchlistEntry entry)
    {
        if (suppressions.Look(party, list.Code, entry, facts) is not { } decision)
        {
            return false;
        }

        if (decision.Lapse is null)
        {
            Suppressed.Add((list, entry, decision.Suppression));
            return true;
        }

        Lapsed.Add((list, entry, decision));
        return false;
    }
}
