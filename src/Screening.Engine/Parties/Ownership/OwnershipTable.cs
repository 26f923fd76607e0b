using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Rules;

namespace Screening.Engine.Parties.Ownership;

/// <summary>
/// Who owns whom, by party. Of several rows about the same two the largest share counts: the order of rows changes nothing, and another
/// row never makes less of what is known. Immutable.
/// </summary>
public sealed class OwnershipTable
{
    /// <summary>Section that owned parties are indexed under.</summary>
    public const string Section = "OWNERSHIP";

    private readonly FrozenDictionary<string, ImmutableArray<OwnershipRow>> _owners;

    private OwnershipTable(ImmutableArray<OwnershipRow> rows, ImmutableArray<WatchlistEntry> owned)
    {
        (Rows, OwnedEntries) = (rows, owned);
        _owners = rows.GroupBy(r => r.Owned.Key, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, Merge, StringComparer.Ordinal);
    }

    public static OwnershipTable Empty { get; } = new([], []);

    public ImmutableArray<OwnershipRow> Rows { get; }

    /// <summary>The owned parties as entries that names can be looked up in; the id of each is its key. Those known by their entry alone are found by it.</summary>
    public ImmutableArray<WatchlistEntry> OwnedEntries { get; }

    /// <summary>In the order of their keys, each once; empty when none are known.</summary>
    public ImmutableArray<OwnershipRow> OwnersOf(string key) => _owners.GetValueOrDefault(key, []);

    /// <summary>Null, and at least one diagnostic, when a row makes no sense. <paramref name="remarks"/> names what can be used and should be looked at.</summary>
    public static OwnershipTable? Compile(ImmutableArray<OwnershipRow> rows, out ImmutableArray<RuleSetDiagnostic> diagnostics, out ImmutableArray<RuleSetDiagnostic> remarks)
    {
        diagnostics = [.. rows.SelectMany((row, i) => Faults(row).Select(fault => new RuleSetDiagnostic($"row {i + 1}", fault)))];
        if (!diagnostics.IsEmpty)
        {
            remarks = [];
            return null;
        }

        var table = new OwnershipTable(rows, Owned(rows));
        remarks = [.. table._owners.Values.Where(o => o.Sum(r => r.Share ?? 0) > 1).Select(TooMuch).OrderBy(r => r.Where, StringComparer.Ordinal)];
        return table;
    }

    /// <summary>Adds the owners that entries of lists carry.</summary>
    public OwnershipTable With(IEnumerable<Watchlist> lists)
    {
        var carried = lists.SelectMany(list => list.Entries.Where(e => !e.Owners.IsEmpty).Select(entry => (list.Code, Entry: entry))).ToList();
        return carried.Count == 0 ? this : new OwnershipTable(
            [.. Rows, .. carried.SelectMany(c => RowsOf(c.Code, c.Entry))],
            [.. OwnedEntries, .. carried.Select(c => c.Entry with { Id = OwnershipParty.KeyOf(c.Code, c.Entry.Id), Section = Section })]);
    }

    private static IEnumerable<OwnershipRow> RowsOf(string list, WatchlistEntry entry)
    {
        var owned = new OwnershipParty(entry.Names[0].Text, list, entry.Id);
        return entry.Owners.Where(o => o.EntryId != entry.Id).Select(o =>
            new OwnershipRow(owned, new OwnershipParty(o.Name, o.EntryId is null ? null : list, o.EntryId), o.Share is >= 0 and <= 1 ? (decimal)o.Share.Value : null, list));
    }

    private static IEnumerable<string> Faults(OwnershipRow row) =>
    [
        .. Faults("owned", row.Owned), .. Faults("owner", row.Owner),
        .. When(row.Share is < 0 or > 1, string.Create(CultureInfo.InvariantCulture, $"share: found {row.Share}, expected 0 to 1")),
        .. When(row.Owned.Key == row.Owner.Key, "owner: found the owned party itself, expected another"),
    ];

    private static IEnumerable<string> Faults(string role, OwnershipParty party) =>
    [
        .. When(string.IsNullOrWhiteSpace(party.Name) && (string.IsNullOrEmpty(party.List) || string.IsNullOrEmpty(party.EntryId)), $"{role}: found neither a name nor a list with an entry, expected one of them"),
        .. When(party.List is null != party.EntryId is null, $"{role}: found {(party.List is null ? "an entry without its list" : "a list without an entry")}, expected both or none"),
    ];

    private static string[] When(bool isWrong, string fault) => isWrong ? [fault] : [];

    private static ImmutableArray<OwnershipRow> Merge(IEnumerable<OwnershipRow> rows) =>
        [.. rows.GroupBy(r => r.Owner.Key, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(Largest)];

    /// <summary>A row without a share says less than any with one.</summary>
    private static OwnershipRow Largest(IEnumerable<OwnershipRow> rows) =>
        rows.OrderByDescending(r => r.Share ?? -1).ThenBy(r => r.Owner.Name, StringComparer.Ordinal).ThenBy(r => r.Owned.Name, StringComparer.Ordinal).ThenBy(r => r.Source, StringComparer.Ordinal).First();

    private static RuleSetDiagnostic TooMuch(ImmutableArray<OwnershipRow> owners) => new(
        owners[0].Owned.Shown, string.Create(CultureInfo.InvariantCulture, $"found shares of {owners.Sum(r => r.Share ?? 0):0.####} in sum, expected at most 1: one of them is not current"));

    private static ImmutableArray<WatchlistEntry> Owned(ImmutableArray<OwnershipRow> rows) =>
    [
        .. rows.Select(r => r.Owned).Where(o => o.Name.Length > 0).GroupBy(o => o.Key, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new WatchlistEntry
        {
            Id = g.Key, Section = Section, Kind = EntryKind.Entity,
            Names = [.. g.Select(o => o.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select((n, i) => new WatchlistName(n, i == 0 ? WatchlistNameKind.Primary : WatchlistNameKind.Strong))],
        }),
    ];
}
