using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Licensing;
using Screening.Engine.Tests.Support;
using ScreeningApi.Reference;

namespace Screening.Engine.Tests.Licensing;

/// <summary>A case of the tables in Cases: worked out by hand from the law, with its reasoning beside it.</summary>
/// <param name="Exceptions"><c>LVS:available</c>.</param>
/// <param name="Because">Steps that must be taken, <c>countryChart:NS1</c>.</param>
public sealed record LicenseCase(
    string Regime, string Name, Shipment Shipment, string Requirement, ImmutableArray<string> Exceptions, ImmutableArray<string> Because, string Why, string Citation)
{
    public LicenseDetermination Determine() => Assert.Single(ScreeningEngine.DetermineLicenses(Shipment, Shipped.Snapshot), d => d.Regime == Regime);

    public override string ToString() => $"{Regime}: {Name}";
}

/// <summary>Reads the tables of cases.</summary>
internal static class LicenseCases
{
    private static readonly Lazy<ImmutableArray<LicenseCase>> Lazy = new(() => [.. Read("us.csv", "US-EAR"), .. Read("eu.csv", "EU-DU"), .. Read("uk.csv", "UK-SECL")]);

    public static ImmutableArray<LicenseCase> All => Lazy.Value;

    private static List<LicenseCase> Read(string file, string regime)
    {
        var path = Path.Combine(Repository.Root, "tests", "Screening.Engine.Tests", "Licensing", "Cases", file);
        return ReferenceFile.Read(path, r => new LicenseCase(
            regime, r.Required("case"), ShipmentOf(r), r.Required("requirement"), [.. r.List("exceptions")], [.. r.List("because")], r.Required("why"), r.Required("citation")));
    }

    private static Shipment ShipmentOf(ReferenceRow row)
    {
        var line = new LineItem
        {
            LineNo = 1,
            Eccn = row.Text("eccn") is { Length: > 0 } eccn ? Ship.Entry(eccn) : null,
            HsCode = row.Text("hs_code") is { Length: > 0 } hs ? Ship.Hs(hs) : null,
            Value = row.Money("value") is { } value ? new Money(value, row.Text("currency") is { Length: > 0 } currency ? currency : null) : null,
            OriginCountry = PlaceOf(row.Text("origin_country")),
        };
        return line.To(row.Required("destination")) with
        {
            DecisiveDate = row.Text("date") is { Length: > 0 } date ? DateOnly.ParseExact(date, "yyyy-MM-dd") : Ship.Today,
            Origin = PlaceOf(row.Text("leaves_from")),
            EndUse = row.Text("end_use") is { Length: > 0 } use ? use : null,
            Circumstances = [.. row.List("circumstances")],
            Parties = row.Text("end_user") is { Length: > 0 } name || row.Text("end_user_country").Length > 0
                ? [new Party(PartyRole.EndUser, row.Text("end_user"), PlaceOf(row.Text("end_user_country")), null)] : [],
        };
    }

    private static Place? PlaceOf(string text) => text.Length == 0 ? null : Ship.Place(text);
}
