using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;
using ScreeningApi.Watchlists.Formats.Parts;
using ScreeningApi.Watchlists.Formats.Tables;

namespace ScreeningApi.Watchlists.Formats.UnitedStates.State;

/// <summary>Parties debarred under the International Traffic in Arms Regulations (22 CFR 127.7), as the Directorate of Defense Trade Controls publishes them.</summary>
internal sealed class ItarCsvReader : FormatReader
{
    private const string Day = "M/d/yyyy";

    private readonly WatchlistReading _reading;
    private readonly Table _table;

    public ItarCsvReader(PartFile part, WatchlistReading reading)
    {
        _reading = reading;
        _table = new Table(part, ',');
        _table.ReadHeader("Debarred Party Full Name and Alias", "Date of Birth", "Notice", "Notice Date", "Corrected Notice", "Corrected Notice Date");
    }

    public override IEnumerable<WatchlistEntry> Read()
    {
        while (_table.Read())
        {
            yield return Entry();
        }
    }

    public override void Dispose() => _table.Dispose();

    private WatchlistEntry Entry()
    {
        const string Column = "Debarred Party Full Name and Alias";
        var (name, aliases) = StatedAliases.Split(_table.Required(Column, _table[Column]));
        var notice = _table.Required("Notice", _table["Notice"]);
        var draft = new EntryDraft(_reading, _table) { ListedOn = _table.Day("Notice Date", _table.Required("Notice Date", _table["Notice Date"]), Day) };
        _table.Day("Corrected Notice Date", _table["Corrected Notice Date"], Day);
        draft.Name(name, WatchlistNameKind.Primary);
        foreach (var alias in aliases)
        {
            draft.Name(alias, WatchlistNameKind.Strong);
        }

        if (_table["Date of Birth"] is { } born)
        {
            // Only persons are born.
            draft.Kind = EntryKind.Individual;
            draft.BirthDate(BirthDates.Read(born) ?? throw _table.Fault("Date of Birth", $"a text of {born.Length} characters that is no date", "a month, such as October, 1984"));
        }

        draft.Notice(notice);
        draft.Notice(_table["Corrected Notice"]);
        return draft.Build(EntryDigest.Of(name, _table["Date of Birth"], notice));
    }
}
