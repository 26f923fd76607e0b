using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Screening.Engine.Parties;

/// <summary>What being in a part of a list means, on a day.</summary>
public sealed class SectionTable
{
    private readonly FrozenDictionary<(string List, string Section), WatchlistSectionRow[]> _rows;

    public SectionTable(ImmutableArray<WatchlistSectionRow> rows) =>
        _rows = rows.GroupBy(r => (r.List, r.Section)).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    /// <summary>Null where nothing is said of the part on this day, as of lists of a tenant's own.</summary>
    public WatchlistSectionRow? Find(string list, string section, DateOnly date) =>
        Array.Find(_rows.GetValueOrDefault((list, section)) ?? [], r => r.Validity.Holds(date));
}
