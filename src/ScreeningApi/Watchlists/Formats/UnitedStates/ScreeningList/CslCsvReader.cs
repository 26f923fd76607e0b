using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;
using ScreeningApi.Watchlists.Formats.Parts;
using ScreeningApi.Watchlists.Formats.Tables;

namespace ScreeningApi.Watchlists.Formats.UnitedStates.ScreeningList;

/// <summary>The Consolidated Screening List as a table (trade.gov, <c>consolidated.csv</c>). Values of a field are separated by a semicolon and a space.</summary>
internal sealed class CslCsvReader(PartFile part, WatchlistReading reading) : FormatReader
{
    private const string Separator = "; ";

    private readonly Table _table = Opened(part);

    public override IEnumerable<WatchlistEntry> Read()
    {
        while (_table.Read())
        {
            yield return Entry();
        }
    }

    public override void Dispose() => _table.Dispose();

    private static Table Opened(PartFile part)
    {
        var table = new Table(part, ',');
        table.ReadHeader(
            "_id", "source", "entity_number", "type", "programs", "name", "addresses", "federal_register_notice", "start_date", "end_date", "license_requirement",
            "license_policy", "call_sign", "vessel_flag", "vessel_owner", "remarks", "source_list_url", "alt_names", "citizenships", "dates_of_birth", "nationalities", "ids");
        return table;
    }

    private WatchlistEntry Entry()
    {
        var draft = new EntryDraft(reading, _table)
        {
            Section = CslSource.CodeOf(_table, _table["source"]),
            Kind = _table.Word("type", _table["type"], UsWords.Kinds),
            LicenseRequirement = _table["license_requirement"],
            LicensePolicy = _table["license_policy"],
            Url = _table["source_information_url"] ?? _table["source_list_url"],
            ListedOn = CslDates.Day(_table, "start_date", _table["start_date"]),
            ExpiresOn = CslDates.Day(_table, "end_date", _table["end_date"]),
        };
        draft.Name(_table.Required("name", _table["name"]), WatchlistNameKind.Primary);
        foreach (var name in Values("alt_names"))
        {
            draft.Name(name, WatchlistNameKind.Strong);
        }

        AddPlaces(draft);
        AddFacts(draft);
        return draft.Build($"{draft.Section}-{_table.Required("_id", _table["_id"])}");
    }

    private void AddPlaces(EntryDraft draft)
    {
        foreach (var address in Values("addresses"))
        {
            draft.Address(address, address[(address.LastIndexOf(", ", StringComparison.Ordinal) is var at and >= 0 ? at + 2 : 0)..]);
        }

        foreach (var country in Values("nationalities").Concat(Values("citizenships")).Concat(Values("vessel_flag")))
        {
            draft.Nationality(country);
        }
    }

    private void AddFacts(EntryDraft draft)
    {
        foreach (var id in Values("ids"))
        {
            UsIdentifiers.AddJoined(draft, id);
        }

        draft.Identifier("Call Sign", _table["call_sign"], null);
        draft.Owner(_table["vessel_owner"], null, null);
        draft.Notice(_table["federal_register_notice"]);
        draft.Remark(_table["title"]);
        draft.Remark(_table["remarks"]);
        foreach (var program in Values("programs"))
        {
            draft.Program(program);
        }

        foreach (var date in Values("dates_of_birth"))
        {
            draft.BirthDate(CslDates.Birth(_table, "dates_of_birth", date));
        }
    }

    private IEnumerable<string> Values(string column) => EntryText.Values(_table[column], Separator);
}
