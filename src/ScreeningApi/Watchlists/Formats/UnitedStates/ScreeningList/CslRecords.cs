using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;
using ScreeningApi.Watchlists.Formats.Json;

namespace ScreeningApi.Watchlists.Formats.UnitedStates.ScreeningList;

/// <summary>Entries of the Consolidated Screening List as trade.gov publishes them in JSON.</summary>
internal static class CslRecords
{
    public static WatchlistEntry Entry(JsonRecord record, WatchlistReading reading)
    {
        var draft = new EntryDraft(reading, record)
        {
            Section = CslSource.CodeOf(record, record["source"]),
            Kind = record.Word("type", record["type"], UsWords.Kinds),
            LicenseRequirement = record["license_requirement"],
            LicensePolicy = record["license_policy"],
            Url = record["source_information_url"] ?? record["source_list_url"],
            ListedOn = CslDates.Day(record, "start_date", record["start_date"]),
            ExpiresOn = CslDates.Day(record, "end_date", record["end_date"]),
        };
        draft.Name(record.Required("name", record["name"]), WatchlistNameKind.Primary);
        foreach (var name in record.Texts("alt_names"))
        {
            draft.Name(name, WatchlistNameKind.Strong);
        }

        AddPlaces(draft, record);
        AddFacts(draft, record);

        // The Treasury's numbers stand for an entry of each of its lists, so they are ids only within a section.
        return draft.Build($"{draft.Section}-{record.Required("id", record["id"])}");
    }

    private static void AddPlaces(EntryDraft draft, JsonRecord record)
    {
        foreach (var address in record.Records("addresses"))
        {
            draft.Address(EntryText.Join(", ", address["address"], address["city"], address["state"], address["postal_code"], address["country"]), address["country"]);
        }

        // State's lists have no addresses, but a country.
        draft.Address(record["country"], record["country"]);
        foreach (var country in record.Texts("nationalities").Concat(record.Texts("citizenships")).Concat(record.Texts("vessel_flag")))
        {
            draft.Nationality(country);
        }
    }

    private static void AddFacts(EntryDraft draft, JsonRecord record)
    {
        foreach (var id in record.Records("ids"))
        {
            UsIdentifiers.Add(draft, id["type"], id["number"], id["country"]);
        }

        draft.Identifier("Call Sign", record["call_sign"], null);
        draft.Owner(record["vessel_owner"], null, null);
        draft.Notice(record["federal_register_notice"]);
        draft.Remark(record["title"]);
        draft.Remark(record["remarks"]);
        foreach (var program in record.Texts("programs"))
        {
            draft.Program(program);
        }

        foreach (var date in record.Texts("dates_of_birth"))
        {
            draft.BirthDate(CslDates.Birth(record, "dates_of_birth", date));
        }
    }
}
