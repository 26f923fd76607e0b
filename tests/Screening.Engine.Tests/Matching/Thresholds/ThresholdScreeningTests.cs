using CsCheck;
using Screening.Engine.Items;
using Screening.Engine.Matching;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Matching.Thresholds;

/// <summary>What follows from technical values, on the shipped thresholds.</summary>
public sealed class ThresholdScreeningTests
{
    private const string Mill = "CNC milling machine";

    [Theory]
    [InlineData("Quadcopter, flight time 90 min", "9A012.a.2")]
    [InlineData("Quadcopter, endurance 40 min, wind resistance 15 m/s", "9A012.a.1")]
    [InlineData("Agricultural drone quadcopter, spray tank 40 l", "9A120")]
    [InlineData("5-axis CNC machining centre", "2B201.b.2")]
    [InlineData("5-axis CNC machining centre, positioning accuracy 5 µm", "2B201.b.1")]
    [InlineData("5-axis CNC machining centre, unidirectional repeatability 0.8 µm, travel 800 mm", "2B001.b.2")]
    [InlineData("GPU accelerator integrated circuit TPP 4800", "3A090.a")]
    [InlineData("AI accelerator processor chip 4800 TOPS", "3A090.a")]
    [InlineData("Analog-to-digital converter integrated circuit, 14 bit ADC, 500 MSPS", "3A001.a.5.a.4")]
    [InlineData("Microprocessor integrated circuit -55 to +175 C", "3A001.a.2")]
    [InlineData("Encrypted two-way radio transceiver AES-256", "5A002.a")]
    [InlineData("Thermal imaging camera 640x512 30 fps", "6A003.b.4.b")]
    [InlineData("Ballistic vest NIJ IIIA", "1A005.a")]
    [InlineData("Body armor plate NIJ III", "1A613.d.2")]
    [InlineData("Ballistic helmet NIJ IIIA", "1A613.c.1")]
    [InlineData("Underwater ROV remotely operated vehicle, depth 3000 m", "8A001.c")]
    [InlineData("FOG gyroscope, bias stability 0.1 °/h", "7A002.a.1")]
    [InlineData("Precision ball bearing ABEC 7", "2A001.a")]
    public void A_value_that_meets_a_threshold_is_evidence_and_an_inferred_entry(string description, string paragraph)
    {
        var line = Ship.Goods(description).To("IN").Line();
        var evidence = line.Categories.SelectMany(c => c.Evidence).Where(e => e.Kind == EvidenceKind.Parameter && e.Rule == paragraph).ToList();
        Assert.NotEmpty(evidence);
        Assert.All(evidence, e => Assert.Equal(e.Text, description.Substring(e.Start!.Value, e.Length!.Value)));
        Assert.Contains(line.Controls, c => c.Entry == paragraph && c.Basis == ControlBasis.Inferred);
        Assert.True(line.HasFinding("inferredControl"), string.Join(", ", line.Findings.Select(f => f.Code)));
        Assert.True(line.Verdict.IsAtLeast(Verdict.Review));
    }

    [Fact]
    public void Where_no_license_would_be_needed_the_hint_leads_to_no_review()
    {
        var line = Ship.Goods("Quadcopter, flight time 90 min", hs: "8806.23").To("GB").Line();
        Assert.Contains(line.Controls, c => c is { Entry: "9A012.a.2", Basis: ControlBasis.Inferred });
        Assert.Equal(FindingSeverity.Info, Assert.Single(line.Findings, f => f.Code == "inferredControl").Severity);
        Assert.Equal(Verdict.NoFinding, line.Verdict);
    }

    [Fact]
    public void Where_a_license_would_be_needed_the_hint_leads_to_a_review_and_settles_nothing()
    {
        var line = Ship.Goods("Quadcopter, flight time 90 min", hs: "8806.23").To("DE").Line();
        Assert.Equal(Verdict.Review, line.Verdict);
        Assert.True(line.HasFinding("inferredLicense"));
        Assert.All(line.Licenses, l => Assert.Equal(Screening.Engine.Licensing.LicenseRequirement.Unknown, l.Requirement));
    }

    [Fact]
    public void A_declared_value_counts_as_a_described_one()
    {
        var line = Ship.Goods("Quadcopter").Declaring("flight time", 1.5m, "h").To("IN").Line();
        var evidence = Assert.Single(line.Categories.Single(c => c.Code == "uav").Evidence, e => e.Kind == EvidenceKind.Parameter);
        Assert.Equal(("parameters", "flight time 1.5 h", "9A012.a.2"), (evidence.Field, evidence.Text, evidence.Rule));
        Assert.Null(evidence.Start);
    }

    [Theory]
    [InlineData("endurance", "min", 90)]
    [InlineData("Endurance", "MIN", 90)]
    [InlineData("maxEndurance", "h", 2)]
    [InlineData("flight_time", "минут", 90)]
    [InlineData("время полета", "ч", 2)]
    [InlineData("续航时间", "小时", 2)]
    public void Names_and_units_are_known_in_many_spellings(string name, string unit, int value) =>
        Assert.Contains(Ship.Goods("Quadcopter").Declaring(name, value, unit).To("IN").Line().Controls, c => c.Entry == "9A012.a.2");

    [Theory]
    [InlineData("MMIC power amplifier integrated circuit 8-10 GHz", "3A001.b.2.b.2")]
    [InlineData("Solid state laser 1700 nm", "6A005.a.8")]
    public void A_name_that_means_several_things_means_the_one_of_such_goods(string description, string paragraph) =>
        Assert.Contains(Ship.Goods(description).Declaring("power", 20, "W").To("IN").Line().Controls, c => c.Entry == paragraph);

    [Theory]
    [InlineData("flux capacitance", "F", "unknownParameter")]
    [InlineData("payload", "parsec", "unknownUnit")]
    [InlineData("payload", "MHz", "unknownUnit")]
    [InlineData("payload", null, "unknownUnit")]
    public void A_name_or_unit_nobody_knows_is_a_finding_and_no_error(string name, string? unit, string code)
    {
        var line = Ship.Goods("Quadcopter").Declaring(name, 10, unit).To("DE").Line();
        Assert.Contains(line.Findings, f => f.Code == code && f.Severity == FindingSeverity.Info && f.Text.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_declared_entry_stands_first_and_is_not_inferred_again()
    {
        var line = Ship.Goods("Quadcopter, flight time 90 min", eccn: "9A012").To("IN").Line();
        Assert.All(line.Controls, c => Assert.Equal(ControlBasis.Declared, c.Basis));
        Assert.True(line.HasFinding("inferredControl"));

        var other = Ship.Goods("Quadcopter, flight time 90 min", eccn: "9A991").To("IN").Line();
        Assert.Equal(ControlBasis.Declared, other.Controls[0].Basis);
        Assert.Contains(other.Controls, c => c is { Entry: "9A012.a.2", Basis: ControlBasis.Inferred });
    }

    [Fact]
    public void A_declared_entry_opens_its_thresholds_where_no_category_was_found()
    {
        var line = Ship.Goods("model X, depth 3000 m, submersible", eccn: "8A001").To("IN").Line();
        Assert.Contains(line.Categories.SelectMany(c => c.Evidence), e => e.Rule == "8A001.c");
    }

    [Theory]
    [InlineData("Cotton shirts, flight time 90 min")]
    [InlineData("Toy drone, flight time 90 min")]
    public void Values_of_goods_that_were_not_found_mean_nothing(string description) =>
        Assert.Empty(Ship.Goods(description).To("IN").Line().Controls);

    [Fact]
    public void A_value_near_a_threshold_is_a_near_miss_in_words()
    {
        var line = Ship.Goods($"4-axis {Mill}").To("IN").Line();
        var miss = Assert.Single(line.NearMisses, m => m.Rule == "2B201.b.2");
        Assert.Equal(("axes", "4 axes", "5 axes"), (miss.Parameter, miss.Have, miss.Threshold));
        Assert.Equal("4 axes, threshold 5 axes or more: 1 axis more would meet it", miss.Text);
    }

    [Fact]
    public void A_value_far_from_a_threshold_is_nothing() =>
        Assert.DoesNotContain(Ship.Goods($"3-axis {Mill}").To("IN").Line().NearMisses, m => m.Rule == "2B201.b.2");

    [Fact]
    public void What_was_not_stated_is_asked_for_with_its_unit_and_reason()
    {
        var line = Ship.Goods("Quadcopter", hs: "8806.23").To("IN").Line();
        var question = Assert.Single(line.Questions);
        Assert.Equal(("endurance", "min"), (question.Parameter, question.Unit));
        Assert.Contains("9A012.a.1 and 9A012.a.2", question.Why, StringComparison.Ordinal);
        Assert.Contains(line.NearMisses, m => m is { Parameter: "endurance", Have: null, Threshold: "30 min" });
    }

    [Fact]
    public void An_answer_settles_the_question()
    {
        var open = Ship.Goods(Mill, hs: "8459.61").To("BR");
        var closed = Ship.Goods(Mill, hs: "8459.61").Declaring("axes", 3).To("BR");
        Assert.Contains(open.Line().Questions, q => q.Parameter == "axes");
        Assert.Empty(closed.Line().Questions);
    }

    [Fact]
    public void Nobody_is_asked_where_no_answer_could_change_the_verdict()
    {
        var line = Ship.Goods("Quadcopter", hs: "8806.23").To("DE").Line();
        Assert.Empty(line.Questions);
        Assert.Equal(Verdict.NoFinding, line.Verdict);
    }

    [Fact]
    public void Of_contradicting_values_the_graver_counts_and_somebody_looks()
    {
        var line = Ship.Goods("4-axis CNC machining centre", hs: "8457.10").Declaring("axes", 5).To("IN").Line();
        Assert.Contains(line.Findings, f => f.Code == "parameterConflict" && f.Severity == FindingSeverity.Review && f.Text.Contains("the description says 4 axes, the parameters 5 axes", StringComparison.Ordinal));
        Assert.Contains(line.Controls, c => c.Entry == "2B201.b.2");
        Assert.Equal(Verdict.Review, Ship.Goods("5-axis CNC machining centre", hs: "8457.10").Declaring("axes", 3).To("DE").Line().Verdict);
    }

    [Theory]
    [InlineData("Quadcopter, payload 10 kg", 10, "kg")]
    [InlineData("Quadcopter, payload 10 kg", 10_000, "g")]
    [InlineData("Quadcopter, payload 10 kg", 22, "lb")]
    [InlineData("Quadcopter, payload 5 to 10 kg", 7, "kg")]
    public void The_same_in_other_units_or_within_a_range_is_no_contradiction(string description, int value, string unit) =>
        Assert.False(Ship.Goods(description).Declaring("payload", value, unit).To("DE").Line().HasFinding("parameterConflict"));

    [Fact]
    public void A_threshold_that_nobody_checked_asks_for_a_look_and_settles_nothing()
    {
        var line = Ship.Goods("5-axis CNC machining centre", hs: "8457.10").To("BR").Line();
        Assert.Equal("no", Assert.Single(line.Controls, c => c.Entry == "2B201.b.2" && c.Regime == "US-EAR").Verified);
        Assert.Contains(line.Findings, f => f.Code == "inferredControl" && f.Text.EndsWith("This rests on a fact that was not verified.", StringComparison.Ordinal));
        Assert.Equal(Verdict.Review, line.Verdict);
    }

    [Fact]
    public void At_most_three_values_are_asked_for() =>
        Assert.All(Shipped.Snapshot.Rules.Categories.Select(c => Ship.Goods(string.Join(", ", Words(c.Code))).To("CN").Line()), line =>
            Assert.InRange(line.Questions.Count(q => Parameters.Known.Parameters.Any(p => p.Row.Code == q.Parameter)), 0, 3));

    [Fact]
    public void The_order_of_declared_values_changes_no_verdict_and_no_score() => Property.Holds(
        Gen.Select(Shipments.Any, Declared.Array[2, 4]),
        given => Assert.Equal(
            With(given.Item1, given.Item2).Screen().Lines.Select(l => (l.Verdict, l.RiskScore)),
            With(given.Item1, [.. given.Item2.Reverse()]).Screen().Lines.Select(l => (l.Verdict, l.RiskScore))),
        show: g => Shipments.Shown(g.Item1));

    public static readonly Gen<TechnicalParameter> Declared = Gen.Select(
        Gen.OneOf([.. Shipped.Data.RuleSet.Parameters.Select(p => p.Parameter), "payload", "axes", "endurance", "flux"]),
        Gen.OneOf(0m, 0.5m, 1m, 4m, 5m, 10m, 60m, 90m, 300m, 4800m, 1e15m, -5m, decimal.MaxValue, decimal.MinValue),
        Gen.OneOf([.. Shipped.Data.RuleSet.Units.Select(u => (string?)u.Unit), null, "parsec"]),
        (name, value, unit) => new TechnicalParameter(name, value, unit));

    public static Shipment With(Shipment shipment, params TechnicalParameter[] declared) =>
        shipment with { Lines = [.. shipment.Lines.Select(l => l with { Parameters = l.Parameters.AddRange(declared) })] };

    private static IEnumerable<string> Words(string category) => Shipped.Data.RuleSet.Rules.Where(r => r.Kind == "term" && r.Lang == "en" && r.Category == category).Take(2).SelectMany(r => r.Values.Take(2));
}
