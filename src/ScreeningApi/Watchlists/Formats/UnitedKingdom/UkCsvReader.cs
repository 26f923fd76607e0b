using System.Globalization;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;
using ScreeningApi.Watchlists.Formats.Parts;
using ScreeningApi.Watchlists.Formats.Tables;

namespace ScreeningApi.Watchlists.Formats.UnitedKingdom;

/// <summary>
/// The UK Sanctions List of the Foreign, Commonwealth and Development Office as a table: a line with the day of the report, a header, and
/// several rows for an entry, which say again what they do not add to. Entries are kept until the last row was read, since nothing says
/// that the rows of one stand together; how much is kept is bounded.
/// </summary>
internal sealed class UkCsvReader : FormatReader
{
    private const string Report = "Report Date:";

    private readonly WatchlistReading _reading;
    private readonly Table _table;
    private readonly Dictionary<string, (EntryDraft Draft, UkNames Names)> _entries = new(StringComparer.Ordinal);
    private int _characters;

    public UkCsvReader(PartFile part, WatchlistReading reading)
    {
        _reading = reading;
        _table = new Table(part, ',');
        ReadReportDay();
        _table.ReadHeader(
            "Unique ID", "Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name type", "Alias strength", "Name non-latin script", "Regime Name", "Designation Type",
            "Address Line 1", "Address Line 2", "Address Line 3", "Address Line 4", "Address Line 5", "Address Line 6", "Address Postal Code", "Address Country", "Date Designated",
            "D.O.B", "Nationality(/ies)", "National Identifier number", "Passport number", "Business registration number (s)", "IMO number", "Current owner/operator (s)",
            "Current believed flag of ship", "Parent company");
    }

    public override IEnumerable<WatchlistEntry> Read()
    {
        while (_table.Read())
        {
            Add(_table.Required("Unique ID", _table["Unique ID"]));
        }

        foreach (var (id, (draft, names)) in _entries)
        {
            yield return Entry(id, draft, names);
        }
    }

    public override void Dispose() => _table.Dispose();

    private static WatchlistEntry Entry(string id, EntryDraft draft, UkNames names)
    {
        names.AddTo(draft);
        return draft.Build(id);
    }

    private void ReadReportDay()
    {
        var line = _table.Read() ? _table.Text(0) : null;
        if (line?.StartsWith(Report, StringComparison.OrdinalIgnoreCase) != true)
        {
            throw _table.Fault("the first line", "no day of the report", "such as 'Report Date: 24-Jun-2026'");
        }

        var day = _table.Day("the first line", line[Report.Length..].Trim(), "d-MMM-yyyy", UkWords.Day)!.Value;
        Published = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
    }

    private void Add(string id)
    {
        var kind = _table.Word("Designation Type", _table["Designation Type"], UkWords.Kinds);
        if (!_entries.TryGetValue(id, out var entry))
        {
            entry = (new EntryDraft(_reading, _table) { Kind = kind, ListedOn = _table.Day("Date Designated", _table["Date Designated"], UkWords.Day) }, new UkNames());
            _entries[id] = entry;
            Keep(1024);
        }
        else if (entry.Draft.Kind != kind)
        {
            throw _table.Fault("Designation Type", "another kind than in an earlier row of the entry", "the same in every row");
        }

        AddNames(entry.Names);
        AddFacts(entry.Draft);
        AddNumbers(entry.Draft);
    }

    private void AddNames(UkNames names)
    {
        var isPrimary = _table.Word("Name type", _table["Name type"], UkWords.NameKinds);
        var strength = UkWords.Strength(_table, "Alias strength", _table["Alias strength"]);
        var name = UkWords.FullName(i => _table[string.Create(CultureInfo.InvariantCulture, $"Name {i}")]);
        names.Add(name, isPrimary, strength);
        names.Add(_table["Name non-latin script"], isPrimary: false, WatchlistNameKind.Strong);
        Keep(name?.Length ?? 0);
    }

    private void AddFacts(EntryDraft draft)
    {
        var address = EntryText.Join(
            ", ", _table["Address Line 1"], _table["Address Line 2"], _table["Address Line 3"], _table["Address Line 4"], _table["Address Line 5"], _table["Address Line 6"],
            _table["Address Postal Code"], _table["Address Country"]);
        draft.Address(address, _table["Address Country"]);
        draft.BirthDate(BirthDates.Read(_table["D.O.B"]));
        draft.Nationality(_table["Nationality(/ies)"]);
        draft.Nationality(_table["Current believed flag of ship"]);
        draft.Program(_table["Regime Name"]);
        draft.Notice(_table["UN Reference Number"]);
        draft.Remark(_table["Other Information"]);
        draft.Remark(_table["UK Statement of Reasons"]);
        Keep((address?.Length ?? 0) + (_table["Other Information"]?.Length ?? 0) + (_table["UK Statement of Reasons"]?.Length ?? 0));
    }

    private void AddNumbers(EntryDraft draft)
    {
        draft.Identifier("Passport", _table["Passport number"], null);
        draft.Identifier("National identifier", _table["National Identifier number"], null);
        draft.Identifier("Business registration number", _table["Business registration number (s)"], null);
        draft.Identifier("IMO", _table["IMO number"], null);
        draft.Identifier("Hull identification number", _table["Hull identification number (HIN)"], null);
        draft.Owner(_table["Current owner/operator (s)"], null, null);
        draft.Owner(_table["Parent company"], null, null);
    }

    /// <summary>Rows that say the same again are counted too: a file of nothing else is no list.</summary>
    private void Keep(int characters)
    {
        _characters += characters;
        if (_characters > FormatBounds.KeptCharacters)
        {
            throw _table.Fault("the table", "more rows", $"at most {FormatBounds.KeptCharacters} characters of them");
        }
    }
}
