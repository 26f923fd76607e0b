using System.Collections.Frozen;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;
using ScreeningApi.Watchlists.Formats.Parts;
using ScreeningApi.Watchlists.Formats.Xml;

namespace ScreeningApi.Watchlists.Formats.UnitedStates.Treasury;

/// <summary>The Treasury's lists as a document: <c>SDN.XML</c> and <c>CONSOLIDATED.XML</c>. Names of persons are given as in the tables, family name first.</summary>
internal sealed class OfacXmlReader(PartFile part, WatchlistReading reading) : FormatReader
{
    private static readonly FrozenDictionary<string, bool> Categories = EntryWords.Of(("strong", false), ("weak", true));

    private static readonly FrozenDictionary<string, WatchlistNameKind> AliasKinds =
        EntryWords.Of(("a.k.a.", WatchlistNameKind.Strong), ("n.k.a.", WatchlistNameKind.Strong), ("f.k.a.", WatchlistNameKind.Former));

    private readonly XmlRecords _document = new(part, "sdnList");

    public override IEnumerable<WatchlistEntry> Read()
    {
        foreach (var record in _document.Read())
        {
            switch (record.Name)
            {
                // The Treasury's spelling.
                case "publshInformation":
                    ReadHeader(record);
                    break;
                case "sdnEntry":
                    yield return Entry(record);
                    break;
                default:
                    throw record.Fault("", "another element", "publshInformation or sdnEntry");
            }
        }
    }

    public override void Dispose() => _document.Dispose();

    private static string? FullName(XmlRecord record) => EntryText.Join(", ", record["lastName"], record["firstName"]);

    private void ReadHeader(XmlRecord record)
    {
        Published = record.Day("Publish_Date", record["Publish_Date"], "MM/dd/yyyy") is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;
        DeclaredCount = record.Count("Record_Count", record["Record_Count"]);
    }

    private WatchlistEntry Entry(XmlRecord record)
    {
        var draft = new EntryDraft(reading, record) { Kind = record.Word("sdnType", record["sdnType"], UsWords.Kinds) };
        record.Required("lastName", record["lastName"]);
        draft.Name(FullName(record), WatchlistNameKind.Primary);
        foreach (var alias in record.All("akaList", "aka"))
        {
            var isWeak = alias.Word("category", alias["category"], Categories);
            var kind = alias.Word("type", alias["type"], AliasKinds);
            draft.Name(alias.Required("lastName", FullName(alias)), isWeak ? WatchlistNameKind.Weak : kind);
        }

        foreach (var program in record.Texts("programList", "program"))
        {
            draft.Program(program);
        }

        draft.Remark(record["title"]);
        draft.Remark(record["remarks"]);
        AddPlaces(draft, record);
        AddFacts(draft, record);
        return draft.Build(record.Required("uid", record["uid"]));
    }

    private static void AddPlaces(EntryDraft draft, XmlRecord record)
    {
        foreach (var a in record.All("addressList", "address"))
        {
            draft.Address(EntryText.Join(", ", a["address1"], a["address2"], a["address3"], a["city"], a["stateOrProvince"], a["postalCode"], a["country"]), a["country"]);
        }

        foreach (var country in record.All("nationalityList", "nationality").Concat(record.All("citizenshipList", "citizenship")))
        {
            draft.Nationality(country["country"]);
        }
    }

    private static void AddFacts(EntryDraft draft, XmlRecord record)
    {
        foreach (var item in record.All("dateOfBirthList", "dateOfBirthItem"))
        {
            draft.BirthDate(BirthDates.Read(item.Required("dateOfBirth", item["dateOfBirth"])));
        }

        foreach (var id in record.All("idList", "id"))
        {
            UsIdentifiers.Add(draft, id["idType"], id["idNumber"], id["idCountry"]);
        }

        if (record.Child("vesselInfo") is { } vessel)
        {
            draft.Identifier("Call Sign", vessel["callSign"], null);
            draft.Nationality(vessel["vesselFlag"]);
            draft.Owner(vessel["vesselOwner"], null, null);
        }
    }
}
