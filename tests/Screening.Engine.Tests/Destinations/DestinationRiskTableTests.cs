using CsCheck;
using Screening.Engine.Destinations;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Destinations;

public sealed class DestinationRiskTableTests
{
    private static readonly DestinationDocument Good = new()
    {
        Version = "test",
        Countries = [new("DE", "DEU", "Germany", ["Deutschland"], ""), new("UA", "UKR", "Ukraine", [], ""), new("UA-43", "", "Crimea", ["Krim"], "UA")],
        Destinations = [Row("DE", 0.1), Row("UA", 0.25), Row("UA-43", 1)],
        Reasons = [],
        Overrides = [],
        Embargoes = [],
        Groups = [],
    };

    private static readonly Dictionary<string, (DestinationDocument Document, string Where, string Found)> Broken = new()
    {
        { "a code that is none", (WithCountry(new("Germany", "", "G", [], "")), "country Germany", "no ISO 3166 code") },
        { "a code in lower case", (WithCountry(new("fr", "", "France", [], "")), "country fr", "no ISO 3166 code") },
        { "an empty code", (WithCountry(new("", "", "France", [], "")), "country ", "no ISO 3166 code") },
        { "a country twice", (WithCountry(new("DE", "", "", [], "")), "country DE", "found 2 rows") },
        { "a name of two places", (WithCountry(new("FR", "", "France", ["deutschland"], "")), "country DE", "for DE and FR") },
        { "a name without a letter", (WithCountry(new("FR", "", "France", ["--"], "")), "country FR", "'--'") },
        { "a code that is another's name", (WithCountry(new("FR", "DEU", "France", [], "")), "country DE", "for DE and FR") },
        { "an unknown parent", (Good with { Countries = Good.Countries.SetItem(2, Good.Countries[2] with { Parent = "XX" }) }, "country UA-43", "parent 'XX'") },
        { "a country without risk", (Good with { Destinations = Good.Destinations.RemoveAt(0) }, "destination DE", "found no risk row") },
        { "a negative risk", (Good with { Destinations = Good.Destinations.SetItem(0, Row("DE", -0.1)) }, "destination DE", "found risk -0.1") },
        { "a risk above 1", (Good with { Destinations = Good.Destinations.SetItem(0, Row("DE", 1.1)) }, "destination DE", "found risk 1.1") },
        { "a risk that is no number", (Good with { Destinations = Good.Destinations.SetItem(0, Row("DE", double.NaN)) }, "destination DE", "found risk NaN") },
        { "a tier that is none", (Good with { Destinations = Good.Destinations.SetItem(0, Row("DE", 0.1) with { Tier = 7 }) }, "destination DE", "found tier 7") },
        { "an override above 1", (Good with { Overrides = [new("DE", "uav", 2, "r", "t", "c", Vocabulary.Always)] }, "override DE uav", "found risk 2") },
        { "a risk of no country", (Good with { Destinations = Good.Destinations.Add(Row("FR", 0.1)) }, "destination FR", "table of countries") },
        { "a reason of no country", (Good with { Reasons = [new("FR", "r", "t", "c", "yes", Vocabulary.Always)] }, "reason FR", "table of countries") },
        { "an override of no country", (Good with { Overrides = [new("FR", "uav", 0.5, "r", "t", "c", Vocabulary.Always)] }, "override FR", "table of countries") },
        { "an embargo of no country", (Good with { Embargoes = [Embargo("FR", "arms")] }, "embargo FR", "table of countries") },
        { "a group of no country", (Good with { Groups = [new("FR", "D:5", "c", "yes", Vocabulary.Always)] }, "country group FR", "table of countries") },
        { "an embargo of another kind", (Good with { Embargoes = [Embargo("DE", "total")] }, "embargo DE EU", "found kind 'total'") },
    };

    public static TheoryData<string> BrokenNames => [.. Broken.Keys];

    [Fact]
    public void A_good_table_compiles()
    {
        var table = DestinationRiskTable.Compile(Good, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Equal(["DE", "UA", "UA-43"], table!.Places.Select(p => p.Country.Code));
        Assert.Null(table.Find("FR"));
    }

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public void A_broken_row_is_refused_with_its_place(string name)
    {
        var (document, where, found) = Broken[name];
        Assert.Null(DestinationRiskTable.Compile(document, out var diagnostics));
        Assert.Contains(diagnostics, d => d.Where == where && d.Message.Contains(found, StringComparison.Ordinal));
    }

    [Fact]
    public void Never_throws_on_a_document()
    {
        var text = Gen.OneOf(Gen.OneOf("DE", "UA", "UA-43", "FR", "", "de", "arms", "D:5"), Texts.Any);
        var number = Gen.OneOf(Gen.Double[-1, 2], Gen.Const(double.NaN));
        var documents = Gen.Select(
            Gen.Select(text, text, text, text).Array[0, 4], Gen.Select(text, number).Array[0, 4], Gen.Select(text, text).Array[0, 3],
            (countries, risks, rest) => Good with
            {
                Countries = [.. countries.Select(c => new CountryRow(c.Item1, c.Item2, c.Item3, [c.Item4], c.Item2))],
                Destinations = [.. risks.Select(r => Row(r.Item1, r.Item2))],
                Embargoes = [.. rest.Select(r => Embargo(r.Item1, r.Item2))],
                Groups = [.. rest.Select(r => new CountryGroupRow(r.Item1, r.Item2, "c", "yes", Vocabulary.Always))],
            });
        Property.Holds(documents, document => Assert.Equal(DestinationRiskTable.Compile(document, out var diagnostics) is null, !diagnostics.IsEmpty), cases: 2_000);
    }

    [Fact]
    public void A_place_answers_for_the_date_that_is_asked()
    {
        var table = DestinationRiskTable.Compile(Good with
        {
            Destinations = [Row("DE", 0.1) with { Validity = new(null, new DateOnly(2025, 12, 31)) }, Row("DE", 0.9) with { Validity = new(new DateOnly(2026, 1, 1), null) }, Row("UA", 0), Row("UA-43", 0)],
            Embargoes = [Embargo("DE", "arms") with { Validity = new(new DateOnly(2026, 1, 1), null) }],
        }, out _)!;
        var germany = table.Find("DE")!;
        Assert.Equal((0.1, 0), (germany.At(new DateOnly(2025, 12, 31)).Risk!.Risk, germany.At(new DateOnly(2025, 12, 31)).Embargoes.Length));
        Assert.Equal((0.9, 1), (germany.At(new DateOnly(2026, 1, 1)).Risk!.Risk, germany.At(new DateOnly(2026, 1, 1)).Embargoes.Length));
        Assert.Equal(0.1, germany.At(new DateOnly(2020, 1, 1)).Risk!.Risk);
    }

    private static DestinationDocument WithCountry(CountryRow row) =>
        Good with { Countries = Good.Countries.Add(row), Destinations = row.Code == "DE" ? Good.Destinations : Good.Destinations.Add(Row(row.Code, 0.2)) };

    private static DestinationRow Row(string code, double risk) => new(code, code, 3, risk, "test", "yes", Vocabulary.Always);

    private static EmbargoRow Embargo(string code, string kind) => new(code, code, "EU", kind, "", "test", "yes", Vocabulary.Always);
}
