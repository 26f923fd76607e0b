using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Scoring;

/// <summary>Every knob does something: a weight that can be turned without any screening changing is a promise that is not kept.</summary>
public sealed class PolicyEffectTests
{
    private static readonly LineItem Chip = Ship.Goods("Processor chip", hs: "8542.31");
    private static readonly LineItem Shirts = Ship.Goods("cotton shirts", hs: "6205.20");

    /// <summary>A small set of shipments that together touch every setting and every measure.</summary>
    private static readonly ImmutableArray<Shipment> Telling =
    [
        Chip.To("RU"), Chip.To("BY"), Chip.To("AE"), Chip.To("CN"), Chip.To("DE"), Chip.To("BR"), Chip.To("Atlantis"),
        Shirts.To("IR"), Shirts.To("UA-43"), Shirts.To("DE"), Shirts.To("Atlantis"),
        Ship.Goods("helmet").To("CN"), Ship.Goods("Quadcopter").To("RU"), Ship.Goods("Quadcopter").To("CN"),
        Ship.Goods("goods", hs: "8542.31").To("TR"), Ship.Goods("processors", hs: "8542").To("RU"),
        Ship.Goods("gas turbine", hs: "8411.99", eccn: "9A991").To("RU"),
        Ship.Goods("jet engine parts", hs: "8802.30").To("RU"), Ship.Goods("rifle", hs: "9303.30").To("DE").Via("RU"),
        Ship.Goods("Ballistic helmet NIJ IIIA").To("CN"), Ship.Goods("military vehicle part", eccn: "0A606").To("CN"), Ship.Goods("rifle", eccn: "0A501").To("CN"),
        Ship.Goods("5-axis CNC machining centre", hs: "8457.10").To("KG"), Ship.Goods("antenna").To("DE").With(PartyRole.Purchaser, "KG"),
        Ship.Goods("Quadcopter, endurance 90 min").To("BR"), Ship.Goods("Quadcopter, payload 10 kg").Declaring("payload", 11, "kg").To("DE"),
        Chip.To("DE").Via("RU"), Ship.Goods("drill pipe", hs: "7304.23").To("RU"), Ship.Goods("Thermal imaging camera", hs: "9503.00").To("DE"),
        .. Enum.GetValues<PartyRole>().Select(role => Chip.To("DE").With(role, "CN")),
        Shirts.To("DE").With(PartyRole.Consignee, null, "Northwind Vessels"), Shirts.To("DE").With(PartyRole.Consignee, null, "Harrowgate Optics"), Shirts.To("DE").With(PartyRole.Consignee, null, "Bellweather Chandlery"),
        Chip.To("DE").Via("CN"), Ship.Goods("optical finishing machine", eccn: "2B002").To("NO"), Ship.Goods("bearings", eccn: "2A001.a").To("JP") with { Origin = Ship.Place("DE") },
        Chip.To("DE").With(PartyRole.FreightForwarder, "DE", "DHL").With(PartyRole.EndUser, "FR", "DHL"),
        .. Shipped.Data.RuleSet.Listings.Where(l => l is { Partial: false, Verified: "yes" }).GroupBy(l => l.List).Select(g => Ship.Goods(null, hs: g.First(l => l.Code.Length % 2 == 0).Code).To("RU")),
        .. Shipped.Data.RuleSet.Controls.SelectMany(c => c.Reasons.Select(r => (Letters: string.Concat(r.TakeWhile(char.IsAsciiLetterUpper)), c.Entry)))
            .GroupBy(c => c.Letters).Select(g => Ship.Goods(null, eccn: g.First().Entry).To("TH")),
        .. Shipped.Data.RuleSet.Controls.Where(c => c.Reasons.Length == 0 && c.Entry != "EAR99").Take(1).Select(c => Ship.Goods(null, eccn: c.Entry).To("TH")),
    ];

    private static readonly string[] AsShipped = Answers(Shipped.Snapshot);

    public static TheoryData<string> Settings => [.. Shipped.Data.Policy.Settings.Select(s => s.Key)];

    public static TheoryData<int> Measures => [.. Enumerable.Range(0, Shipped.Data.Policy.Measures.Count)];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_has_an_effect(string key)
    {
        double[] others = key == "reviewThreshold" || key.StartsWith("licenseFloor.", StringComparison.Ordinal) || key.StartsWith("partyFloor.", StringComparison.Ordinal) || key.StartsWith("riskLevel.", StringComparison.Ordinal) ? [0, 10, 30, 60, 90] : [0, 0.01, 0.3, 0.6, 1];
        Assert.Contains(others, value => !AsShipped.SequenceEqual(Answers(Shipped.WithPolicy(p => p with { Settings = [.. p.Settings.Select(s => s.Key == key ? s with { Value = value } : s)] }))));
    }

    [Theory]
    [MemberData(nameof(Measures))]
    public void Every_measure_has_an_effect(int number)
    {
        var changed = Answers(Shipped.WithPolicy(p => p with { Measures = p.Measures.RemoveAt(number) }));
        Assert.False(AsShipped.SequenceEqual(changed), $"without the measure {Shipped.Data.Policy.Measures[number].Code} (row {number + 1}) nothing changes");
    }

    [Theory]
    [MemberData(nameof(Measures))]
    public void Every_condition_of_a_measure_names_something_that_exists(int number)
    {
        var measure = Shipped.Data.Policy.Measures[number];
        Assert.All(measure.Places, place => Assert.True(ExistsPlace(place), $"{measure.Code}: no place meets {place}"));
        Assert.All(measure.Items, item => Assert.True(ExistsItem(item), $"{measure.Code}: no goods meet {item}"));
    }

    [Theory]
    [MemberData(nameof(Measures))]
    public void The_weight_and_the_floor_of_a_measure_count(int number)
    {
        var isFlag = Shipped.Data.Policy.Measures[number].Effect == "flag";

        // Down as well as up: what rests on an unverified fact lifts to the review line and no further.
        Assert.Contains(new[] { 0.01, 0.99 }, part => !AsShipped.SequenceEqual(Answers(Shipped.WithPolicy(p => p with
        {
            Measures = p.Measures.SetItem(number, p.Measures[number] with { Weight = isFlag ? part : 0, Floor = isFlag ? 0 : part * 100 }),
        }))));
    }

    private static bool ExistsPlace(string condition) => PlaceCondition.Parse(condition) is { } parsed
        && (parsed.Meet(null) is not null || Shipped.Snapshot.Destinations.Places.Any(p => parsed.Meet(p.At(Ship.Today)) is not null));

    private static bool ExistsItem(string condition)
    {
        var argument = condition[(condition.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return condition[..^argument.Length] switch
        {
            "listed:" or "possiblyListed:" => Shipped.Data.RuleSet.Listings.Any(l => argument.EndsWith('*') ? l.List.StartsWith(argument[..^1], StringComparison.Ordinal) : l.List == argument),
            "category:" => Shipped.Data.RuleSet.Categories.Any(c => c.Code == argument),
            "series:" => Shipped.Data.RuleSet.Controls.Any(c => c.Series == argument),
            _ => condition is "any" or "identified" or "controlled" or "inferred" or "conflicting" or "contradicted",
        };
    }

    private static string[] Answers(ScreeningSnapshot snapshot) => [.. Telling.Select(s => Ship.Json(ScreeningEngine.Screen(s, snapshot with { Watchlists = Lists.Light })))];
}
