using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;
using ScreeningApi.Watchlists.Formats.Parts;
using ScreeningApi.Watchlists.Formats.Xml;

namespace ScreeningApi.Watchlists.Formats.UnitedKingdom;

/// <summary>The UK Sanctions List of the Foreign, Commonwealth and Development Office as a document.</summary>
internal sealed class UkXmlReader(PartFile part, WatchlistReading reading) : FormatReader
{
    private readonly XmlRecords _document = new(part, "Designations");

    public override IEnumerable<WatchlistEntry> Read()
    {
        foreach (var record in _document.Read())
        {
            switch (record.Name)
            {
                case "DateGenerated":
                    Published = record.Day("", record.Text, UkWords.Day) is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;
                    break;
                case "Designation":
                    yield return Entry(record);
                    break;
                default:
                    throw record.Fault("", "another element", "DateGenerated or Designation");
            }
        }
    }

    public override void Dispose() => _document.Dispose();

    private WatchlistEntry Entry(XmlRecord record)
    {
        var draft = new EntryDraft(reading, record)
        {
            Kind = record.Word("IndividualEntityShip", record["IndividualEntityShip"], UkWords.Kinds),
            ListedOn = record.Day("DateDesignated", record["DateDesignated"], UkWords.Day),
        };
        AddNames(draft, record);
        draft.Program(record["RegimeName"]);
        draft.Notice(record["UNReferenceNumber"]);
        draft.Remark(record["OtherInformation"]);
        draft.Remark(record["UKStatementofReasons"]);
        foreach (var a in record.All("Addresses", "Address"))
        {
            var text = EntryText.Join(", ", a["AddressLine1"], a["AddressLine2"], a["AddressLine3"], a["AddressLine4"], a["AddressLine5"], a["AddressLine6"], a["AddressPostalCode"], a["AddressCountry"]);
            draft.Address(text, a["AddressCountry"]);
        }

        foreach (var individual in record.All("IndividualDetails", "Individual"))
        {
            AddIndividual(draft, individual);
        }

        foreach (var entity in record.All("EntityDetails", "Entity"))
        {
            AddEntity(draft, entity);
        }

        foreach (var ship in record.All("ShipDetails", "Ship"))
        {
            AddShip(draft, ship);
        }

        return draft.Build(record.Required("UniqueID", record["UniqueID"]));
    }

    private static void AddNames(EntryDraft draft, XmlRecord record)
    {
        var names = new UkNames();
        foreach (var name in record.All("Names", "Name"))
        {
            names.Add(
                UkWords.FullName(i => name[$"Name{i}"]), name.Word("NameType", name["NameType"], UkWords.NameKinds), UkWords.Strength(name, "AliasStrength", name["AliasStrength"]));
        }

        names.AddTo(draft);
        foreach (var name in record.All("NonLatinNames", "NonLatinName"))
        {
            draft.NameOnce(name["NameNonLatinScript"], WatchlistNameKind.Strong);
        }
    }

    private static void AddIndividual(EntryDraft draft, XmlRecord individual)
    {
        foreach (var date in individual.Texts("DOBs", "DOB"))
        {
            draft.BirthDate(BirthDates.Read(date));
        }

        foreach (var nationality in individual.Texts("Nationalities", "Nationality"))
        {
            draft.Nationality(nationality);
        }

        foreach (var passport in individual.All("PassportDetails", "Passport"))
        {
            draft.Identifier("Passport", passport["PassportNumber"], null);
        }

        foreach (var id in individual.All("NationalIdentifierDetails", "NationalIdentifier"))
        {
            draft.Identifier("National identifier", id["NationalIdentifierNumber"], null);
        }
    }

    private static void AddEntity(EntryDraft draft, XmlRecord entity)
    {
        foreach (var number in entity.Texts("BusinessRegistrationNumbers", "BusinessRegistrationNumber"))
        {
            draft.Identifier("Business registration number", number, null);
        }

        foreach (var parent in entity.Texts("ParentCompanies", "ParentCompany"))
        {
            draft.Owner(parent, null, null);
        }
    }

    private static void AddShip(EntryDraft draft, XmlRecord ship)
    {
        foreach (var number in ship.Texts("IMONumbers", "IMONumber"))
        {
            draft.Identifier("IMO", number, null);
        }

        foreach (var number in ship.Texts("HullIdentificationNumbers", "HullIdentificationNumber"))
        {
            draft.Identifier("Hull identification number", number, null);
        }

        foreach (var flag in ship.Texts("CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip"))
        {
            draft.Nationality(flag);
        }

        foreach (var owner in ship.Texts("CurrentOwnerOperators", "CurrentOwnerOperator"))
        {
            draft.Owner(owner, null, null);
        }
    }
}
