using System.Collections.Frozen;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;
using ScreeningApi.Watchlists.Formats.Parts;
using ScreeningApi.Watchlists.Formats.Xml;

namespace ScreeningApi.Watchlists.Formats.EuropeanUnion;

/// <summary>The consolidated list of financial sanctions of the European Union (Financial Sanctions Files, <c>xmlFullSanctionsList_1_1</c>): nearly all is in attributes.</summary>
internal sealed class EuXmlReader : FormatReader
{
    private static readonly FrozenDictionary<string, EntryKind> Kinds = EntryWords.Of(("person", EntryKind.Individual), ("enterprise", EntryKind.Entity));

    private static readonly FrozenDictionary<string, WatchlistNameKind> Strengths =
        EntryWords.Of(("", WatchlistNameKind.Strong), ("true", WatchlistNameKind.Strong), ("false", WatchlistNameKind.Weak));

    private readonly WatchlistReading _reading;
    private readonly XmlRecords _document;

    public EuXmlReader(PartFile part, WatchlistReading reading)
    {
        _reading = reading;
        _document = new XmlRecords(part, "export");
        Published = _document.Root.Moment("generationDate", _document.Root.Attribute("generationDate"));
    }

    public override IEnumerable<WatchlistEntry> Read() =>
        _document.Read().Select(record => record.Name == "sanctionEntity" ? Entry(record) : throw record.Fault("", "another element", "sanctionEntity"));

    public override void Dispose() => _document.Dispose();

    private WatchlistEntry Entry(XmlRecord record)
    {
        var type = record.Child("subjectType") ?? throw record.Fault("subjectType", "no such element", "one in every record");
        var draft = new EntryDraft(_reading, record)
        {
            Kind = type.Word("code", type.Attribute("code"), Kinds),
            ListedOn = record.Day("designationDate", record.Attribute("designationDate"), "yyyy-MM-dd"),
        };
        foreach (var name in record.All("nameAlias"))
        {
            draft.Name(WholeName(name), name.Word("strong", name.Attribute("strong"), Strengths));
        }

        AddRegulations(draft, record);
        AddPlaces(draft, record);
        AddFacts(draft, record);
        return draft.Build(record.Required("logicalId", record.Attribute("logicalId")));
    }

    private static string? WholeName(XmlRecord name) =>
        name.Attribute("wholeName") ?? EntryText.Join(" ", name.Attribute("firstName"), name.Attribute("middleName"), name.Attribute("lastName"));

    private static void AddRegulations(EntryDraft draft, XmlRecord record)
    {
        foreach (var regulation in record.All("regulation"))
        {
            draft.Program(regulation.Attribute("programme"));
            draft.Notice(regulation.Attribute("numberTitle"));
            draft.Url ??= regulation["publicationUrl"];
        }
    }

    private static void AddPlaces(EntryDraft draft, XmlRecord record)
    {
        foreach (var a in record.All("address"))
        {
            var place = EntryText.Join(", ", a.Attribute("street"), a.Attribute("poBox"), a.Attribute("place"), a.Attribute("zipCode"), a.Attribute("city"), a.Attribute("region"));
            var country = a.Attribute("countryIso2Code");
            draft.Address(EntryText.Join(", ", place, IsKnown(country) ? a.Attribute("countryDescription") : null), IsKnown(country) ? country : null);
        }

        foreach (var citizenship in record.All("citizenship"))
        {
            draft.Nationality(citizenship.Attribute("countryIso2Code") is { } code && IsKnown(code) ? code : null);
        }
    }

    private static void AddFacts(EntryDraft draft, XmlRecord record)
    {
        foreach (var birth in record.All("birthdate"))
        {
            draft.BirthDate(BirthDates.Read(birth.Attribute("birthdate")) ?? MonthOf(birth) ?? BirthDates.Read(birth.Attribute("year"))
                ?? BirthDates.Span(BirthDates.Number(birth.Attribute("yearRangeFrom")), BirthDates.Number(birth.Attribute("yearRangeTo"))));
        }

        foreach (var id in record.All("identification"))
        {
            var country = id.Attribute("countryIso2Code");
            draft.Identifier(id.Attribute("identificationTypeDescription") ?? id.Attribute("identificationTypeCode"), id.Attribute("number") ?? id.Attribute("latinNumber"), IsKnown(country) ? country : null);
        }

        draft.Notice(record.Attribute("unitedNationId"));
        foreach (var remark in record.All("remark"))
        {
            draft.Remark(remark.Text);
        }
    }

    private static string? MonthOf(XmlRecord birth) =>
        birth.Attribute("year") is { } year && birth.Attribute("monthOfYear") is { Length: 1 or 2 } month ? BirthDates.Read($"{year}-{month.PadLeft(2, '0')}") : null;

    /// <summary>The Union's code for a country that is not known.</summary>
    private static bool IsKnown(string? country) => country is not null && country != "00";
}
