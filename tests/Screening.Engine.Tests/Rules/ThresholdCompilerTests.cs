using System.Collections.Immutable;
using Screening.Engine.Rules;
using Screening.Engine.Rules.Thresholds;
using Screening.Engine.Tests.Support;
using static Screening.Engine.Tests.Support.Vocabulary;

namespace Screening.Engine.Tests.Rules;

/// <summary>Units, parameters and thresholds that cannot be understood are refused with their place.</summary>
public sealed class ThresholdCompilerTests
{
    private static readonly UnitRow Minute = new("min", "", ["minutes"], "time", 60, 0, "test", Always);
    private static readonly UnitRow Second = new("s", "", ["sec"], "time", 1, 0, "test", Always);

    private static readonly ParameterRow Endurance =
        new("endurance", "Endurance", ParameterKind.Quantity, "time", "min", false, false, ["uav"], ["endurance"], [], [], "test", Always);

    private static readonly ParameterRow Level =
        new("level", "Level", ParameterKind.Scale, "", "", false, false, ["helmet"], ["level"], [], ["III=4", "IV=5"], "test", Always);

    private static readonly ThresholdRow Threshold = new("9A012.a", ["US-EAR"], "uav", "endurance >= 30 min", 0.2, true, 0.7, "text", "test", "yes", Always);

    private static readonly RuleSetDocument Good =
        Document() with { Controls = [Control("9A012")], Units = [Minute, Second], Parameters = [Endurance, Level], Thresholds = [Threshold] };

    private static readonly Dictionary<string, (RuleSetDocument Document, string Where, string Found)> Broken = new()
    {
        { "factor 0", (Good with { Units = [Minute with { Factor = 0 }, Second] }, "unit min", "found factor 0") },
        { "negative factor", (Good with { Units = [Minute with { Factor = -1 }, Second] }, "unit min", "found factor -1") },
        { "factor that is no number", (Good with { Units = [Minute with { Factor = double.NaN }, Second] }, "unit min", "found factor NaN") },
        { "offset without end", (Good with { Units = [Minute with { Offset = double.PositiveInfinity }, Second] }, "unit min", "expected a factor above 0 and a finite offset") },
        { "a spelling of two units", (Good with { Units = [Minute, Second with { Spellings = ["minutes"] }] }, "unit minutes", "found 2 units of time") },
        { "a parameter twice", (Good with { Parameters = [Endurance, Endurance, Level] }, "parameter endurance", "found 2 rows") },
        { "a parameter of an unknown category", (Good with { Parameters = [Endurance with { Categories = ["drones"] }] }, "parameter endurance", "found category 'drones'") },
        { "a parameter with a unit nobody knows", (Good with { Parameters = [Endurance with { Unit = "fortnight" }] }, "parameter endurance", "found unit 'fortnight'") },
        { "a parameter with a unit of another dimension", (Good with { Parameters = [Endurance with { Dimension = "mass" }] }, "parameter endurance", "expected a unit of mass") },
        { "a scale with a unit", (Good with { Parameters = [Endurance with { Kind = ParameterKind.Scale }] }, "parameter endurance", "found dimension 'time'") },
        { "a parameter that nothing could be read as", (Good with { Parameters = [Endurance with { Cues = [] }] }, "parameter endurance", "found neither cues nor values") },
        { "a cue without a letter", (Good with { Parameters = [Endurance with { Cues = ["--"] }] }, "parameter endurance", "found '--'") },
        { "a level without a number", (Good with { Parameters = [Endurance, Level with { Levels = ["IV"] }] }, "parameter level", "found 'IV', expected words = number") },
        { "two defaults for the same goods", (Good with { Parameters = [Endurance with { IsDefault = true }, Endurance with { Code = "other", IsDefault = true }] }, "parameter other", "another default of time") },
        { "a condition without a unit", (Good with { Thresholds = [Threshold with { Conditions = "endurance >= 30" }] }, "threshold 9A012.a", "found 'endurance >= 30', expected a unit of time") },
        { "a condition with another unit", (Good with { Thresholds = [Threshold with { Conditions = "endurance >= 30 kg" }] }, "threshold 9A012.a", "expected a unit of time") },
        { "a condition on an unknown parameter", (Good with { Thresholds = [Threshold with { Conditions = "payload >= 30 kg" }] }, "threshold 9A012.a", "expected a parameter that the table of parameters has") },
        { "a condition with another operator", (Good with { Thresholds = [Threshold with { Conditions = "endurance => 30 min" }] }, "threshold 9A012.a", "one of >= > <= < =") },
        { "a condition without a number", (Good with { Thresholds = [Threshold with { Conditions = "endurance >= long min" }] }, "threshold 9A012.a", "expected a number or a step") },
        { "a condition that is empty", (Good with { Thresholds = [Threshold with { Conditions = "endurance >= 30 min & " }] }, "threshold 9A012.a", "found ''") },
        { "a step that the scale does not have", (Good with { Thresholds = [Threshold with { Category = "helmet", Conditions = "level >= VIII" }] }, "threshold 9A012.a", "found 'level >= VIII'") },
        { "a threshold of an unknown category", (Good with { Thresholds = [Threshold with { Category = "drones" }] }, "threshold 9A012.a", "found category 'drones'") },
        { "a threshold of an entry that no list has", (Good with { Thresholds = [Threshold with { Paragraph = "9A013.a" }] }, "threshold 9A013.a", "found entry '9A013' of US-EAR") },
        { "a threshold of another regime", (Good with { Thresholds = [Threshold with { Regimes = ["EU-DU"] }] }, "threshold 9A012.a", "found entry '9A012' of EU-DU") },
        { "a threshold of no regime", (Good with { Thresholds = [Threshold with { Regimes = [] }] }, "threshold 9A012.a", "found no regime") },
        { "a paragraph too short", (Good with { Thresholds = [Threshold with { Paragraph = "9A" }] }, "threshold 9A", "found entry '9A'") },
        { "a margin of all", (Good with { Thresholds = [Threshold with { Margin = 1 }] }, "threshold 9A012.a", "found margin 1") },
        { "strength 0", (Good with { Thresholds = [Threshold with { Strength = 0 }] }, "threshold 9A012.a", "strength 0") },
    };

    public static TheoryData<string> BrokenNames => [.. Broken.Keys];

    [Fact]
    public void A_good_document_is_compiled() => Assert.NotNull(Compile(Good));

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public void A_broken_row_is_refused_with_its_place(string name)
    {
        var (document, where, message) = Broken[name];
        Assert.Null(RuleSetCompiler.Compile(document, out var diagnostics));
        Assert.Contains(diagnostics, d => d.Where == where && d.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("min", "time", "min")]
    [InlineData("Minutes", "time", "min")]
    [InlineData("MINUTES", "time", "min")]
    [InlineData("ｍｉｎ", "time", "min")]
    [InlineData("minu", "time", null)]
    [InlineData("min", "mass", null)]
    [InlineData("", "time", null)]
    [InlineData("min min", "time", null)]
    public void A_unit_is_found_by_its_spellings(string text, string dimension, string? unit) =>
        Assert.Equal(unit, new UnitIndex([Minute, Second]).Find(text, dimension)?.Unit);

    [Theory]
    [InlineData("mW", "mW")]
    [InlineData("MW", "MW")]
    [InlineData("mw", null)]
    [InlineData("Mw", null)]
    [InlineData("kw", "kW")]
    [InlineData("KW", "kW")]
    public void Where_case_decides_another_case_is_no_unit(string text, string? unit) =>
        Assert.Equal(unit, Shipped.Snapshot.Rules.Parameters.Units.Find(text, "power")?.Unit);

    [Theory]
    [InlineData("length", "m", "ft", 15240, 50000)]
    [InlineData("speed", "km/h", "kn", 46.3, 25)]
    [InlineData("mass", "kg", "lb", 0.45359237, 1)]
    [InlineData("temperature", "°C", "°F", 125, 257)]
    [InlineData("temperature", "°C", "K", -55, 218.15)]
    [InlineData("power", "kW", "hp", 0.74569987158227, 1)]
    [InlineData("pressure", "mPa", "Torr", 13.3322368421053, 0.0001)]
    [InlineData("length", "µm", "in", 25.4, 0.001)]
    [InlineData("dose", "Gy", "krad", 5000, 500)]
    [InlineData("frequency", "MHz", "GHz", 2400, 2.4)]
    [InlineData("time", "min", "h", 90, 1.5)]
    public void Shipped_units_convert_into_each_other(string dimension, string one, string other, double value, double same)
    {
        var units = Shipped.Snapshot.Rules.Parameters.Units;
        var converted = UnitIndex.FromBase(UnitIndex.ToBase(value, units.Find(one, dimension)!), units.Find(other, dimension)!);
        Assert.Equal(same, converted, Math.Abs(same) * 1e-9);
    }

    [Fact]
    public void The_order_of_the_rows_changes_nothing()
    {
        var data = Shipped.Data.RuleSet;
        var document = ScreeningApi.Reference.SnapshotCompiler.DocumentOf(data);
        var turned = RuleSetCompiler.Compile(document with { Units = Turned(document.Units), Parameters = Turned(document.Parameters), Thresholds = Turned(document.Thresholds) }, out _)!;
        var shipment = Ship.Goods("Quadcopter, flight time 90 min, payload 10 kg, thermal camera 640x512").Declaring("payload", 12, "kg").To("IN");
        Assert.Equal(Ship.Json(shipment.Screen()), Ship.Json(ScreeningEngine.Screen(shipment, Shipped.Snapshot with { Rules = turned })));
    }

    private static ImmutableArray<T> Turned<T>(ImmutableArray<T> rows) => [.. rows.Reverse()];
}
