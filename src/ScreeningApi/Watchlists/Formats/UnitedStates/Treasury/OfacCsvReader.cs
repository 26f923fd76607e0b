using System.Collections.Frozen;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;
using ScreeningApi.Watchlists.Formats.Parts;

namespace ScreeningApi.Watchlists.Formats.UnitedStates.Treasury;

/// <summary>
/// The Treasury's lists as three tables: <c>SDN.CSV</c>, <c>ADD.CSV</c>, <c>ALT.CSV</c>, or <c>CONS_PRIM.CSV</c> and its like. Addresses
/// and aliases of an entry that is not there show that the table of entries lacks a part.
/// </summary>
internal sealed class OfacCsvReader : FormatReader
{
    private const int EntryColumns = 12;
    private const int AddressColumns = 6;
    private const int AliasColumns = 5;

    private static readonly FrozenDictionary<string, EntryKind> Kinds =
        EntryWords.Of(("", EntryKind.Entity), ("individual", EntryKind.Individual), ("vessel", EntryKind.Vessel), ("aircraft", EntryKind.Aircraft));

    private readonly WatchlistReading _reading;
    private readonly List<OfacTable> _tables = [];

    public OfacCsvReader(IReadOnlyList<PartFile> parts, WatchlistReading reading)
    {
        _reading = reading;
        _tables.AddRange(parts.Select(p => new OfacTable(p)));
        var widths = _tables.Select(t => t.Width).Order().ToArray();
        if (!widths.SequenceEqual([AliasColumns, AddressColumns, EntryColumns]))
        {
            throw new WatchlistFormatException("the parts", $"tables of {(widths.Length == 0 ? "no" : string.Join(", ", widths))} columns", $"three, of {EntryColumns} columns (entries), {AddressColumns} (addresses) and {AliasColumns} (aliases)");
        }
    }

    public override IEnumerable<WatchlistEntry> Read()
    {
        var sides = new OfacSideTables();
        sides.ReadAddresses(Of(AddressColumns));
        sides.ReadAliases(Of(AliasColumns));
        for (var entries = Of(EntryColumns); entries.Read();)
        {
            yield return Entry(entries, sides);
        }

        if (sides.Left > 0)
        {
            throw new WatchlistFormatException("the parts", $"addresses or aliases of {sides.Left} entries that are not in the table of entries", "three tables of one version, each whole");
        }
    }

    public override void Dispose() => _tables.ForEach(t => t.Dispose());

    private OfacTable Of(int width) => _tables.Single(t => t.Width == width);

    /// <summary>Columns: number, name, kind, programs, title, call sign, type of vessel, tonnage, gross tonnage, flag, owner, remarks.</summary>
    private WatchlistEntry Entry(OfacTable row, OfacSideTables sides)
    {
        var number = row.EntryNumber();
        var draft = new EntryDraft(_reading, row.Rows) { Kind = row.Rows.Word("column 3", row[2], Kinds) };
        draft.Name(row.Rows.Required("column 2", row[1]), WatchlistNameKind.Primary);
        sides.AddTo(draft, number);
        foreach (var program in EntryText.Values(row.Rows.Required("column 4", row[3]), "] ["))
        {
            draft.Program(program.Trim('[', ']'));
        }

        draft.Remark(row[4]);
        draft.Identifier("Call Sign", row[5], null);
        draft.Nationality(row[9]);
        draft.Owner(row[10], null, null);
        OfacRemarks.AddTo(draft, row[11]);
        return draft.Build(number);
    }
}
