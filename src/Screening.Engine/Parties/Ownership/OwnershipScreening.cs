using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties.Ownership;

/// <summary>
/// Finds parties among those whose owners are known, and follows the owners into these versions of the lists. An owner known by its name is
/// looked for in the lists as any party is, once. For all threads; the matcher is the caller's.
/// </summary>
public sealed class OwnershipScreening
{
    /// <summary>Owned parties that a name is followed to at most.</summary>
    private const int MostOwned = 10;

    private readonly ImmutableArray<Watchlist> _lists;
    private readonly SectionTable _sections;
    private readonly OwnershipTable _table;
    private readonly Watchlist _owned;
    private readonly MatchOptions _options;
    private readonly decimal _threshold;
    private readonly FrozenDictionary<string, WatchlistEntry> _entries;
    private readonly ConcurrentDictionary<string, ImmutableArray<(string List, string Section)>> _listed = new(StringComparer.Ordinal);

    /// <param name="threshold">Share from which on what listed parties own counts as listed.</param>
    public OwnershipScreening(OwnershipTable table, ImmutableArray<Watchlist> lists, SectionTable sections, NameLexicon lexicon, decimal threshold)
    {
        (_lists, _sections, _threshold) = (lists, sections, threshold);
        _table = table.With(lists);
        _owned = Watchlist.Build(OwnershipTable.Section, "", _table.OwnedEntries, lexicon);
        _options = new MatchOptions { Threshold = lexicon.Threshold, Cutoff = lexicon.Threshold, Limit = MostOwned };
        var named = _table.Rows.Select(r => r.Owner).Where(o => o.EntryId is not null).Select(o => o.Key).ToHashSet(StringComparer.Ordinal);
        _entries = lists.SelectMany(l => l.Entries.Select(e => (Key: OwnershipParty.KeyOf(l.Code, e.Id), Entry: e))).Where(e => named.Contains(e.Key))
            .ToFrozenDictionary(e => e.Key, e => e.Entry, StringComparer.Ordinal);
    }

    /// <summary>The gravest first; empty when nothing is known of owners that are listed.</summary>
    /// <param name="entries">Entries that the party was found to be, as those may carry owners.</param>
    public ImmutableArray<OwnershipHit> Find(PartyQuery party, IEnumerable<PartyMatch> entries, PartyMatcher matcher, DateOnly date)
    {
        if (_table.Rows.IsEmpty)
        {
            return [];
        }

        var chains = new OwnershipChains(_table, owner => Listings(owner, matcher, date), _threshold);
        var owned = matcher.Match(party, [_owned], _options).Select(m => (Key: m.Entry.Id, m.Entry.Names[0].Text))
            .Concat(entries.Where(m => m.IsHit).Select(m => (Key: OwnershipParty.KeyOf(m.List.Code, m.Entry.Id), m.Entry.Names[0].Text)));
        return
        [
            .. owned.DistinctBy(o => o.Key).Select(o => _table.OwnersOf(o.Key) is [var first, ..] ? chains.Find(first.Owned with { Name = first.Owned.Name.Length > 0 ? first.Owned.Name : o.Text }) : null)
                .OfType<OwnershipHit>().OrderByDescending(h => h.Finding).ThenByDescending(h => h.Share).ThenBy(h => h.Owned.Key, StringComparer.Ordinal),
        ];
    }

    private ImmutableArray<WatchlistSectionRow> Listings(OwnershipParty owner, PartyMatcher matcher, DateOnly date) =>
        [.. _listed.GetOrAdd(owner.Key, _ => Sections(owner, matcher)).Select(s => _sections.Find(s.List, s.Section, date)).OfType<WatchlistSectionRow>()];

    /// <summary>An entry that is gone from its list may have come back under another id: where a name is stated, it is looked for.</summary>
    private ImmutableArray<(string List, string Section)> Sections(OwnershipParty owner, PartyMatcher matcher) =>
        _entries.TryGetValue(owner.Key, out var entry) ? [(owner.List!, entry.Section)]
            : owner.Name.Length == 0 ? []
            : [.. matcher.Match(new PartyQuery { Name = owner.Name }, _lists, _options).Select(m => (m.List.Code, m.Entry.Section)).Distinct().Order()];
}
