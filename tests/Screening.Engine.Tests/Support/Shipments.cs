using CsCheck;
using Screening.Engine.Items;
using Screening.Engine.Rules;

namespace Screening.Engine.Tests.Support;

/// <summary>Generated shipments out of the shipped vocabulary, lists, control entries and places, with noise between.</summary>
internal static class Shipments
{
    private static readonly string[] RuleValues =
        [.. Shipped.Snapshot.Rules.RuleRows.Where(r => r.Kind is RuleKind.Term or RuleKind.Exclude).SelectMany(r => r.Values).Select(v => v.Replace(" & ", " ", StringComparison.Ordinal))];

    /// <summary>Every term of the shipped categories, each enough to name it.</summary>
    public static readonly string[] Terms =
        [.. Shipped.Snapshot.Rules.RuleRows.Where(r => r.Kind == RuleKind.Term).SelectMany(r => r.Values).Select(v => v.Replace(" & ", " ", StringComparison.Ordinal))];

    private static readonly string[] Codes =
        [.. Shipped.Data.RuleSet.Listings.Select(l => l.Code).Concat(Shipped.Data.RuleSet.Rules.Where(r => r.Kind == "hsCode").SelectMany(r => r.Values)).Where(c => c.Length % 2 == 0).Distinct()];

    private static readonly string[] Entries = [.. Shipped.Snapshot.Rules.ControlEntries.Select(c => c.Entry).Distinct(), "EAR99", "9Z999".Replace('Z', 'E')];

    private static readonly string[] Countries = [.. Shipped.Data.Destinations.Countries.Select(c => c.Code)];

    /// <summary>Places where something follows, so that half of the cases are not about nothing.</summary>
    private static readonly string[] Telling = ["RU", "BY", "IR", "KP", "SY", "UA-43", "CN", "HK", "AE", "TR", "KG", "KZ", "AM", "GE", "MM", "LY", "UA", "DE", "US", "BR", "Atlantis", "Neverland GmbH"];

    public static readonly Gen<Place> Place = Gen.OneOf(Gen.OneOf(Countries), Gen.OneOf(Telling)).Select(Ship.Place);

    /// <summary>A description: terms, exclusions, vague words and noise in any mix, or any text at all.</summary>
    public static readonly Gen<string> Description = Gen.Frequency(
        (6, Gen.Frequency(
            (4, Gen.OneOf(RuleValues)),
            (1, Gen.OneOf("goods", "parts", "spare parts", "配件", "запчасти", "4", "pcs")),
            (1, Texts.Noise)).Array[1, 5].Select(words => string.Join(' ', words))),
        (1, Gen.OneOf("goods", "spare parts", "see invoice", "", "配件 10")),
        (1, Texts.Any));

    public static readonly Gen<HsCode> HsCode = Gen.Select(Gen.OneOf(Codes), Gen.Int[0, 3]).Select((code, cut) => Ship.Hs(cut == 0 && code.Length > 4 ? code[..4] : cut == 1 && code.Length == 6 ? code + "00" : code));

    public static readonly Gen<Eccn> Eccn = Gen.Select(Gen.OneOf(Entries), Gen.OneOf("", ".a", ".b.2")).Select((entry, paragraph) => Ship.Entry(entry == "EAR99" ? entry : entry + paragraph));

    public static readonly Gen<LineItem> Line = Gen.Select(Maybe(Description, 6), Maybe(HsCode, 2), Maybe(Eccn, 1)).Select(
        (description, hs, eccn) => new LineItem { LineNo = 1, Description = description.SingleOrDefault(), HsCode = hs.Length == 0 ? null : hs[0], Eccn = eccn.Length == 0 ? null : eccn[0] });

    public static readonly Gen<Party> Party = Gen.Select(Gen.Enum<PartyRole>(), Gen.OneOf("Acme", "Falcon Trading", "DHL"), Maybe(Place, 4)).Select(
        (role, name, country) => new Party(role, name, country.SingleOrDefault(), null));

    private static readonly Gen<DateOnly> Date = Gen.OneOf(Ship.Today, Ship.Today, Ship.Today, Ship.Today, new DateOnly(2015, 1, 1), new DateOnly(2022, 3, 1), new DateOnly(2028, 2, 29));

    public static readonly Gen<Shipment> Any = Gen.Select(Date, Place, Place.Array[0, 3], Party.Array[0, 4], Line.Array[1, 4]).Select(
        (date, destination, transit, parties, lines) => new Shipment
        {
            DecisiveDate = date, Destination = destination, Transit = [.. transit], Parties = [.. parties],
            Lines = [.. lines.Select((line, i) => line with { LineNo = i + 1 })],
        });

    public static string Shown(Shipment shipment) => Texts.Shown(string.Join("; ", shipment.Lines.Select(l => $"{l.LineNo} '{l.Description}' hs {l.HsCode} eccn {l.Eccn}"))) + "\n"
        + $"to {shipment.Destination.Sent} on {shipment.DecisiveDate:O} via [{string.Join(", ", shipment.Transit.Select(t => t.Sent))}]"
        + $" parties [{string.Join(", ", shipment.Parties.Select(p => $"{p.Role} {p.Name} {p.Country?.Sent}"))}]";

    /// <summary>One value, or now and then none.</summary>
    private static Gen<T[]> Maybe<T>(Gen<T> values, int odds) => Gen.Frequency((odds, values.Select(v => new[] { v })), (1, Gen.Const(Array.Empty<T>())));
}
