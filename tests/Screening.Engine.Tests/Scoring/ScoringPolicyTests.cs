using CsCheck;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;
using ScreeningApi.Reference;

namespace Screening.Engine.Tests.Scoring;

public sealed class ScoringPolicyTests
{
    private static readonly PolicyDocument Good = SnapshotCompiler.DocumentOf(Shipped.Data.Policy);

    private static readonly MeasureRow Flag = new("flag", MeasureEffect.Flag, ["transit"], ["country:RU"], ["any"], "", 0, 0.2, "text", "test", "yes", Vocabulary.Always);

    private static readonly MeasureRow Floor = Flag with { Code = "floor", Effect = MeasureEffect.Review, Floor = 60, Weight = 0 };

    private static readonly Dictionary<string, (PolicyDocument Document, string Where, string Found)> Broken = new()
    {
        { "a setting twice", (Good with { Settings = Good.Settings.Add(new("cutoff", 0.3, "", "")) }, "setting cutoff", "twice") },
        { "no cutoff", (Without("cutoff"), "setting cutoff", "found none") },
        { "no weight of a role", (Without("roleWeight.transit"), "setting roleWeight.transit", "found none") },
        { "no default weight of a control entry", (Without("controlWeight.default"), "setting controlWeight.default", "found none") },
        { "a setting nobody reads", (Good with { Settings = Good.Settings.Add(new("cutof", 0.3, "", "")) }, "setting cutof", "no setting of this name") },
        { "a weight of a role that is none", (Good with { Settings = Good.Settings.Add(new("roleWeight.broker", 0.3, "", "")) }, "setting roleWeight.broker", "no setting of this name") },
        { "a negative weight", (With("roleWeight.transit", -0.1), "setting roleWeight.transit", "found -0.1") },
        { "a weight above 1", (With("controlWeight.NS", 1.1), "setting controlWeight.NS", "found 1.1") },
        { "a weight that is no number", (With("roleWeight.transit", double.NaN), "setting roleWeight.transit", "found NaN") },
        { "a threshold above 100", (With("reviewThreshold", 101), "setting reviewThreshold", "found 101") },
        { "a threshold that is no number", (With("riskLevel.high", double.NaN), "setting riskLevel.high", "found NaN") },
        { "an unknown role", (WithMeasure(Flag with { Roles = ["broker"] }), "measure flag", "found role 'broker'") },
        { "a role by number", (WithMeasure(Flag with { Roles = ["7"] }), "measure flag", "found role '7'") },
        { "two roles in one", (WithMeasure(Flag with { Roles = ["transit,endUser"] }), "measure flag", "found role 'transit,endUser'") },
        { "no role", (WithMeasure(Flag with { Roles = [] }), "measure flag", "found no roles") },
        { "no item condition", (WithMeasure(Flag with { Item = [] }), "measure flag", "item condition") },
        { "an unknown place condition", (WithMeasure(Flag with { Where = ["continent:AS"] }), "measure flag", "found 'continent:AS'") },
        { "a place condition by number", (WithMeasure(Flag with { Where = ["2:RU"] }), "measure flag", "found '2:RU'") },
        { "two place conditions in one", (WithMeasure(Flag with { Where = ["embargo,group:arms"] }), "measure flag", "found 'embargo,group:arms'") },
        { "a place condition without argument", (WithMeasure(Flag with { Where = ["country:"] }), "measure flag", "found 'country:'") },
        { "a place condition without colon", (WithMeasure(Flag with { Where = ["RU"] }), "measure flag", "found 'RU'") },
        { "an unknown item condition", (WithMeasure(Flag with { Item = ["dangerous"] }), "measure flag", "found 'dangerous'") },
        { "an item condition by number", (WithMeasure(Flag with { Item = ["3:CHPL"] }), "measure flag", "found '3:CHPL'") },
        { "an item condition without argument", (WithMeasure(Flag with { Item = ["listed"] }), "measure flag", "found 'listed'") },
        { "an item condition with an empty argument", (WithMeasure(Flag with { Item = ["listed:"] }), "measure flag", "found 'listed:'") },
        { "an item condition with an argument too many", (WithMeasure(Flag with { Item = ["any:thing"] }), "measure flag", "found 'any:thing'") },
        { "the same in another case", (WithMeasure(Flag with { Item = ["Any:thing"] }), "measure flag", "found 'Any:thing'") },
        { "an unknown circumstance", (WithMeasure(Flag with { Circumstance = "fullMoon" }), "measure flag", "found circumstance 'fullMoon'") },
        { "a circumstance by number", (WithMeasure(Flag with { Circumstance = "9" }), "measure flag", "found circumstance '9'") },
        { "a flag without weight", (WithMeasure(Flag with { Weight = 0 }), "measure flag", "found weight 0") },
        { "a flag that is certain", (WithMeasure(Flag with { Weight = 1 }), "measure flag", "found weight 1") },
        { "a flag whose weight is no number", (WithMeasure(Flag with { Weight = double.NaN }), "measure flag", "found weight NaN") },
        { "a floor above 100", (WithMeasure(Floor with { Floor = 101 }), "measure floor", "found floor 101") },
        { "a negative floor", (WithMeasure(Floor with { Floor = -1 }), "measure floor", "found floor -1") },
        { "an effect that is none", (WithMeasure(Flag with { Effect = (MeasureEffect)9 }), "measure flag", "effect") },
    };

    public static TheoryData<string> BrokenNames => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public void A_broken_row_is_refused_with_its_place(string name)
    {
        var (document, where, found) = Broken[name];
        Assert.Null(ScoringPolicy.Compile(document, out var diagnostics));
        Assert.Contains(diagnostics, d => d.Where == where && d.Message.Contains(found, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_condition_of_the_closed_sets_compiles()
    {
        var measure = Flag with
        {
            Roles = ["destination", "endUser", "consignee", "purchaser", "intermediateConsignee", "freightForwarder", "notifyParty", "transit", "exporter"],
            Where = ["embargo:arms", "group:D:5", "country:RU", "reason:transshipment", "tier:0"],
            Item = ["any", "identified", "controlled", "listed:CHPL", "possiblyListed:EU-833-*", "series:600", "category:uav"],
            Circumstance = "endUserElsewhere",
        };
        Assert.NotNull(ScoringPolicy.Compile(WithMeasure(measure), out var diagnostics));
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void Never_throws_on_a_document()
    {
        var text = Gen.OneOf(Gen.OneOf("any", "listed:CHPL", "transit", "country:RU", "cutoff", "riskLevel.high", "1:1", ":", "group:"), Texts.Any);
        var number = Gen.OneOf(Gen.Double[-10, 110], Gen.Const(double.NaN));
        var measure = Gen.Select(text.Array[0, 3], text.Array[0, 3], text.Array[0, 3], text, Gen.Select(number, number), Gen.Enum<MeasureEffect>()).Select(
            (roles, where, item, circumstance, numbers, effect) =>
                new MeasureRow("m", effect, [.. roles], [.. where], [.. item], circumstance, numbers.Item1, numbers.Item2, "t", "c", "yes", Vocabulary.Always));
        var documents = Gen.Select(Gen.Select(text, number).Array[0, 4], measure.Array[0, 3], (settings, measures) => Good with
        {
            Settings = [.. Good.Settings, .. settings.Select(s => new SettingRow(s.Item1, s.Item2, "", ""))],
            Measures = [.. measures],
        });
        Property.Holds(documents, document => Assert.Equal(ScoringPolicy.Compile(document, out var diagnostics) is null, !diagnostics.IsEmpty), cases: 2_000);
    }

    [Theory]
    [InlineData(0, RiskLevel.Low)]
    [InlineData(24.9, RiskLevel.Low)]
    [InlineData(25.0, RiskLevel.Medium)]
    [InlineData(49.9, RiskLevel.Medium)]
    [InlineData(50.0, RiskLevel.High)]
    [InlineData(74.9, RiskLevel.High)]
    [InlineData(75.0, RiskLevel.Critical)]
    [InlineData(100, RiskLevel.Critical)]
    public void Levels_begin_at_their_line(double score, RiskLevel level) => Assert.Equal(level, Shipped.Snapshot.Policy.LevelOf((decimal)score));

    [Fact]
    public void A_control_entry_weighs_by_the_gravest_of_its_reasons()
    {
        var policy = Shipped.Snapshot.Policy;
        Assert.Equal(0.9, policy.ControlWeight(Vocabulary.Control("3A001", reasons: ["AT1", "NS2", "MT1"])));
        Assert.Equal(0.35, policy.ControlWeight(Vocabulary.Control("3A001", reasons: ["AT1"])));
        Assert.Equal(0.6, policy.ControlWeight(Vocabulary.Control("3A001", reasons: ["UN@746.1(b)"])));
        Assert.Equal(0.7, policy.ControlWeight(Vocabulary.Control("3A001", reasons: ["XY1"])));
        Assert.Equal(0.7, policy.ControlWeight(Vocabulary.Control("3A001")));
    }

    private static PolicyDocument Without(string key) => Good with { Settings = [.. Good.Settings.Where(s => s.Key != key)] };

    private static PolicyDocument With(string key, double value) => Good with { Settings = [.. Good.Settings.Select(s => s.Key == key ? s with { Value = value } : s)] };

    private static PolicyDocument WithMeasure(MeasureRow row) => Good with { Measures = [row] };
}
