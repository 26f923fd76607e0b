using System.Collections.Frozen;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;
using ScreeningApi.Watchlists.Formats.Parts;
using ScreeningApi.Watchlists.Formats.Xml;

namespace ScreeningApi.Watchlists.Formats.UnitedNations;

/// <summary>The consolidated list of the Security Council (scsanctions.un.org, <c>sc-sanctions.xsd</c>). Names are joined in the order in which their parts are numbered.</summary>
internal sealed class UnXmlReader : FormatReader
{
    private static readonly FrozenDictionary<string, WatchlistNameKind> Qualities = EntryWords.Of(
        ("", WatchlistNameKind.Strong), ("Good", WatchlistNameKind.Strong), ("Low", WatchlistNameKind.Weak), ("a.k.a.", WatchlistNameKind.Strong), ("f.k.a.", WatchlistNameKind.Former));

    private readonly WatchlistReading _reading;
    private readonly XmlRecords _document;

    public UnXmlReader(PartFile part, WatchlistReading reading)
    {
        _reading = reading;
        _document = new XmlRecords(part, "CONSOLIDATED_LIST");
        Published = _document.Root.Moment("dateGenerated", _document.Root.Attribute("dateGenerated"));
    }

    public override IEnumerable<WatchlistEntry> Read() => _document.Read("INDIVIDUALS", "ENTITIES").Select(Entry);

    public override void Dispose() => _document.Dispose();

    private static EntryKind KindOf(XmlRecord record) => record.Name switch
    {
        "INDIVIDUAL" => EntryKind.Individual,
        "ENTITY" => EntryKind.Entity,
        _ => throw record.Fault("", "another element", "INDIVIDUAL or ENTITY"),
    };

    private WatchlistEntry Entry(XmlRecord record)
    {
        var draft = new EntryDraft(_reading, record)
        {
            Kind = KindOf(record),
            ListedOn = record.Day("LISTED_ON", record.Required("LISTED_ON", record["LISTED_ON"])[..Math.Min(10, record["LISTED_ON"]!.Length)], "yyyy-MM-dd"),
        };
        record.Required("FIRST_NAME", record["FIRST_NAME"]);
        draft.Name(EntryText.Join(" ", record["FIRST_NAME"], record["SECOND_NAME"], record["THIRD_NAME"], record["FOURTH_NAME"]), WatchlistNameKind.Primary);
        foreach (var name in record.All("NAME_ORIGINAL_SCRIPT"))
        {
            draft.Name(name.Text, WatchlistNameKind.Strong);
        }

        foreach (var alias in record.All($"{record.Name}_ALIAS"))
        {
            draft.Name(alias["ALIAS_NAME"], alias.Word("QUALITY", alias["QUALITY"], Qualities));
        }

        draft.Program(record.Required("UN_LIST_TYPE", record["UN_LIST_TYPE"]));
        draft.Notice(record.Required("REFERENCE_NUMBER", record["REFERENCE_NUMBER"]));
        draft.Remark(record["COMMENTS1"]);
        AddPlaces(draft, record);
        AddFacts(draft, record);
        return draft.Build(record.Required("DATAID", record["DATAID"]));
    }

    private static void AddPlaces(EntryDraft draft, XmlRecord record)
    {
        foreach (var a in record.All($"{record.Name}_ADDRESS"))
        {
            draft.Address(EntryText.Join(", ", a["STREET"], a["CITY"], a["STATE_PROVINCE"], a["ZIP_CODE"], a["COUNTRY"]), a["COUNTRY"]);
        }

        foreach (var country in record.Texts("NATIONALITY", "VALUE"))
        {
            draft.Nationality(country);
        }
    }

    private static void AddFacts(EntryDraft draft, XmlRecord record)
    {
        foreach (var birth in record.All("INDIVIDUAL_DATE_OF_BIRTH"))
        {
            draft.BirthDate(BirthDates.Span(BirthDates.Number(birth["FROM_YEAR"]), BirthDates.Number(birth["TO_YEAR"])) ?? BirthDates.Read(birth["DATE"] ?? birth["YEAR"] ?? birth["NOTE"]));
        }

        foreach (var document in record.All("INDIVIDUAL_DOCUMENT"))
        {
            draft.Identifier(EntryText.Join(", ", document["TYPE_OF_DOCUMENT"], document["TYPE_OF_DOCUMENT2"]), document["NUMBER"], document["ISSUING_COUNTRY"] ?? document["COUNTRY_OF_ISSUE"]);
        }
    }
}
