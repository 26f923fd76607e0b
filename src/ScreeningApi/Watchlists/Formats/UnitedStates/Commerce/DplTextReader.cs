using System.Collections.Frozen;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;
using ScreeningApi.Watchlists.Formats.Parts;
using ScreeningApi.Watchlists.Formats.Tables;

namespace ScreeningApi.Watchlists.Formats.UnitedStates.Commerce;

/// <summary>
/// The Denied Persons List of the Bureau of Industry and Security, fields separated by tabs: a row for every address of a person. Rows of
/// one name are one entry wherever they stand, so the entries are kept until the last row was read; how much is kept is bounded.
/// </summary>
internal sealed class DplTextReader : FormatReader
{
    private const string Day = "MM/dd/yyyy";

    private static readonly FrozenDictionary<string, bool> Orders = EntryWords.Of(("", false), ("N", false), ("Y", true));

    private readonly WatchlistReading _reading;
    private readonly Table _table;
    private int _characters;

    public DplTextReader(PartFile part, WatchlistReading reading)
    {
        _reading = reading;
        _table = new Table(part, '\t');
        _table.ReadHeader("Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date", "Expiration_Date", "Standard_Order", "Last_Update", "Action", "FR_Citation");
    }

    public override IEnumerable<WatchlistEntry> Read()
    {
        var persons = new Dictionary<string, EntryDraft>(StringComparer.Ordinal);
        while (_table.Read())
        {
            var name = _table.Required("Name", _table["Name"]);
            if (!persons.TryGetValue(name, out var draft))
            {
                persons[name] = draft = NewDraft(name);
            }

            Add(draft);
        }

        return persons.Select(p => p.Value.Build(EntryDigest.Of(p.Key)));
    }

    public override void Dispose() => _table.Dispose();

    private EntryDraft NewDraft(string name)
    {
        var draft = new EntryDraft(_reading, _table) { ExpiresOn = DateOnly.MinValue };
        draft.Name(name, WatchlistNameKind.Primary);
        return draft;
    }

    /// <summary>Of several orders against one name the first to begin and the last to end count; one without an end holds until it is lifted.</summary>
    private void Add(EntryDraft draft)
    {
        var begins = _table.Day("Effective_Date", _table.Required("Effective_Date", _table["Effective_Date"]), Day);
        var ends = _table.Day("Expiration_Date", _table["Expiration_Date"], Day);
        draft.ListedOn = draft.ListedOn < begins ? draft.ListedOn : begins;
        draft.ExpiresOn = draft.ExpiresOn is { } last && ends is { } end ? (last > end ? last : end) : null;
        _table.Day("Last_Update", _table["Last_Update"], "yyyy-MM-dd", Day);
        if (_table.Word("Standard_Order", _table["Standard_Order"], Orders))
        {
            draft.Remark("Standard order");
        }

        var address = EntryText.Join(", ", _table["Street_Address"], _table["City"], _table["State"], _table["Postal_Code"], _table["Country"]);
        draft.Address(address, _table["Country"]);
        draft.Remark(_table["Action"]);
        draft.Notice(_table["FR_Citation"]);
        Keep((address?.Length ?? 0) + (_table["Action"]?.Length ?? 0) + 256);
    }

    private void Keep(int characters)
    {
        _characters += characters;
        if (_characters > FormatBounds.KeptCharacters)
        {
            throw _table.Fault("the table", "more rows", $"at most {FormatBounds.KeptCharacters} characters of them");
        }
    }
}
