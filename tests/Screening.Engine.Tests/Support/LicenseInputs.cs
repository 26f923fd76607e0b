using System.Collections.Immutable;
using CsCheck;
using Screening.Engine.Items;
using Screening.Engine.Licensing;

namespace Screening.Engine.Tests.Support;

/// <summary>Generated cases for license determinations: every entry with the paragraphs that rows name and others, every place, value, end use and circumstance.</summary>
internal static class LicenseInputs
{
    public static readonly LicenseTables Tables = Shipped.Snapshot.Licenses;

    private static readonly LicensingDocument Document = Tables.Document;

    private static readonly string[] OtherParagraphs = ["", "", ".a", ".b.2", ".z", ".y.3", ".x.9.b"];

    private static readonly ILookup<string, string> NamedParagraphs =
        Document.PartialReasons.SelectMany(r => r.Paragraphs.Concat(r.Except).Select(p => (r.Entry, p)))
            .Concat(Document.EntryExceptions.SelectMany(r => r.Paragraphs.Select(p => (r.Entry, p))))
            .Concat(Document.ItemLists.SelectMany(r => r.Paragraphs.Select(p => (r.Entry, p))))
            .Distinct().ToLookup(p => p.Entry, p => p.p);

    private static readonly string[] Entries = [.. Document.Entries.Select(e => e.Entry).Distinct(), .. Enumerable.Repeat("EAR99", 40), "9E888"];

    /// <summary>Entries of which much depends on the paragraph, the value or the place.</summary>
    private static readonly string[] TellingEntries =
        [.. NamedParagraphs.Select(g => g.Key).Where(e => Document.Entries.Any(k => k.Entry == e && k.LvsLimit.StartsWith("USD", StringComparison.Ordinal)))];

    private static readonly string[] Words = [.. Document.EndUseTerms.SelectMany(t => t.Values)];

    private static readonly string[] Circumstances = [.. Tables.Circumstances.Order(StringComparer.Ordinal)];

    private static readonly DateOnly[] DaysOfChange =
        [.. LicenseTables.Sources(Document).SelectMany(s => new[] { s.Validity.From, s.Validity.To }).OfType<DateOnly>().Distinct().Where(d => d.Year is >= 2015 and <= 2027)];

    /// <summary>Places under a comprehensive embargo of the United States on some date.</summary>
    private static readonly string[] Embargoed = [.. Document.PlaceFacts.Where(f => f.Fact == "embargo:US:comprehensive").Select(f => f.Code).Distinct()];

    public static readonly Gen<Place> Destination = Shipments.Place;

    public static readonly Gen<Place> EmbargoedPlace = Gen.OneOf(Embargoed).Select(Ship.Place);

    public static readonly Gen<DateOnly> Date = Gen.Frequency(
        (3, Gen.Const(Ship.Today)), (2, Gen.OneOf(DaysOfChange)), (2, Gen.Int[0, 4700].Select(days => new DateOnly(2015, 1, 1).AddDays(days))));

    public static readonly Gen<Eccn> Declared = Gen.Frequency((2, Gen.OneOf(Entries)), (1, Gen.OneOf(TellingEntries))).SelectMany(
        entry => entry == "EAR99" ? Gen.Const(Ship.Entry(entry)) : Gen.OneOf([.. NamedParagraphs[entry], .. OtherParagraphs]).Select(p => Ship.Entry(entry + p)));

    /// <summary>Around the limits, on them and far from them, in many currencies and in none.</summary>
    public static readonly Gen<Money> Value = Gen.Select(
        Gen.Frequency((3, Gen.OneOf(500m, 1_000m, 1_500m, 3_000m, 5_000m)), (1, Gen.Int[0, 20_000].Select(v => (decimal)v)), (1, Gen.OneOf(0m, 0.01m, decimal.MaxValue))),
        Gen.OneOf(-0.01m, 0m, 0m, 0.01m), Gen.OneOf("USD", "USD", "USD", "EUR", "JPY", "GBP", "AED", "RUB", "XXX", null))
        .Select((amount, step, currency) => new Money(amount is > 0 and < decimal.MaxValue ? amount + step : amount, currency));

    /// <summary>An end use of concern in some language.</summary>
    public static readonly Gen<string> Concern = Gen.OneOf(Words);

    private static readonly Gen<string> EndUse = Gen.Frequency(
        (4, Gen.OneOf("university research", "civil aviation", "machining of furniture", "non-military, not for nuclear plants", "производство мебели", "电视机")),
        (2, Concern), (1, Texts.Any));

    /// <summary>Declared without an end use in words, or with one.</summary>
    private static readonly Gen<string?> MaybeEndUse = Gen.Frequency((2, Gen.Const((string?)null)), (3, EndUse.Select(e => (string?)e)));

    private static readonly Gen<Place?> MaybeHome = Gen.OneOf<string?>(null, "US", "US", "DE", "GB", "CN", "Atlantis").Select(p => p is null ? null : Ship.Place(p));

    public static readonly Gen<Party> Party = Gen.Select(Gen.Enum<PartyRole>(), Gen.Frequency((5, Gen.OneOf("Acme", "Falcon Trading", "DHL")), (1, Concern)), Gen.Frequency((4, Destination.Select(p => (Place?)p)), (1, Gen.Const((Place?)null))))
        .Select((role, name, country) => new Party(role, name, country, null));

    private static readonly Gen<string[]> Stated = Gen.Frequency((3, Gen.Const(Array.Empty<string>())), (2, Gen.OneOf(Circumstances).Array[1, 5]));

    public static readonly Gen<LineItem> Line = Gen.Select(
        Gen.Frequency((9, Declared.Select(e => (Eccn?)e)), (1, Gen.Const((Eccn?)null))),
        Gen.Frequency((2, Gen.Const((HsCode?)null)), (2, Shipments.HsCode.Select(h => (HsCode?)h)), (1, Gen.OneOf("8542.31", "2106.90", "3004", "9401").Select(h => (HsCode?)Ship.Hs(h)))),
        Gen.Frequency((1, Gen.Const((Money?)null)), (4, Value.Select(v => (Money?)v))), MaybeHome)
        .Select((declared, hs, value, origin) => new LineItem { LineNo = 1, Eccn = declared, HsCode = hs, Value = value, OriginCountry = origin });

    /// <summary>A shipment of one line.</summary>
    public static readonly Gen<Shipment> Case = Gen.Select(
        Gen.Select(Date, Destination, MaybeHome), Party.Array[0, 3], MaybeEndUse, Stated, Line).Select(
        (where, parties, endUse, circumstances, line) => new Shipment
        {
            DecisiveDate = where.Item1, Destination = where.Item2, Origin = where.Item3, Parties = [.. parties], EndUse = endUse, Circumstances = [.. circumstances], Lines = [line],
        });

    public static ImmutableArray<LicenseDetermination> Determine(this Shipment shipment, LicenseTables? tables = null) =>
        ScreeningEngine.DetermineLicenses(shipment, tables is null ? Shipped.Snapshot : Shipped.Snapshot with { Licenses = tables });

    public static LicenseTables Compile(LicensingDocument document)
    {
        var tables = LicenseTables.Compile(document, out var diagnostics);
        Assert.Empty(diagnostics);
        return tables!;
    }

    /// <summary>Higher is stricter.</summary>
    public static int Strictness(this LicenseDetermination determination) => determination.Requirement switch
    {
        LicenseRequirement.Required => 3,
        LicenseRequirement.ExceptionAvailable => 2,
        LicenseRequirement.Unknown => 1,
        _ => 0,
    };

    public static string Shown(Shipment shipment)
    {
        var line = shipment.Lines[0];
        return $"{line.Eccn} hs {line.HsCode} made in {line.OriginCountry?.Sent} value {line.Value} from {shipment.Origin?.Sent} to {shipment.Destination.Sent} on {shipment.DecisiveDate:O}"
            + $" end use '{Texts.Shown(shipment.EndUse ?? "-")}' circumstances [{string.Join(", ", shipment.Circumstances)}]"
            + $" parties [{string.Join(", ", shipment.Parties.Select(p => $"{p.Role} {Texts.Shown(p.Name)} {p.Country?.Sent}"))}]";
    }
}
