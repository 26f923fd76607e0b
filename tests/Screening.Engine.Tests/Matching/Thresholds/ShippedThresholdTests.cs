using Screening.Engine.Matching;
using Screening.Engine.Matching.Thresholds;
using Screening.Engine.Rules.Thresholds;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Matching.Thresholds;

/// <summary>What holds of the shipped thresholds, parameters and units, whoever edits them.</summary>
public sealed class ShippedThresholdTests
{
    private static readonly CompiledThreshold[] All = [.. Parameters.Known.ByEntry.Values.SelectMany(t => t)];

    public static TheoryData<string, string, string> Rows => [.. Shipped.Data.RuleSet.Thresholds.Select(t => (t.Paragraph, t.Category, t.Conditions))];

    [Fact]
    public void Every_category_has_thresholds() =>
        Assert.Empty(Shipped.Data.RuleSet.Categories.Select(c => c.Code).Except(Shipped.Data.RuleSet.Thresholds.Select(t => t.Category)));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_threshold_is_met_by_some_declared_values(string paragraph, string category, string conditions)
    {
        var threshold = Assert.Single(All, t => t.Row.Paragraph == paragraph && t.Row.Category == category && t.Row.Conditions == conditions);
        var line = Ship.Goods(null, eccn: threshold.Entry);
        foreach (var group in threshold.Conditions.GroupBy(c => c.Parameter))
        {
            line = line.Declaring(group.Key.Row.Code, Meeting(group.Key, [.. group]), group.Key.Unit?.Unit);
        }

        var facts = ParameterScreening.Of(line, [], Shipped.Snapshot.Rules, (Ship.Today, 0.02));
        Assert.Empty(facts.Remarks);
        Assert.Contains(facts.Met, m => m.Threshold == threshold);
        Assert.All(facts.Evidence, e => Assert.Equal(("parameters", EvidenceKind.Parameter), (e.Evidence.Field, e.Evidence.Kind)));
    }

    /// <summary>The column of the control lists was read from one copy; a row that does not rest on it is from knowledge.</summary>
    [Fact]
    public void A_row_that_claims_a_source_has_an_entry_whose_thresholds_were_read()
    {
        var read = Shipped.Snapshot.Rules.ControlEntries.Where(c => c.Details.ContainsKey("thresholds")).Select(c => c.Entry).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(All.Where(t => t.Row.Verified != "no" && !read.Contains(t.Entry)).Select(t => t.Row.Paragraph));
        Assert.DoesNotContain(All, t => t.Row.Verified == "yes");
    }

    [Fact]
    public void Every_parameter_is_used_by_a_threshold() =>
        Assert.Empty(Parameters.Known.Parameters.Where(p => !All.Any(t => t.Conditions.Any(c => c.Parameter == p))).Select(p => p.Row.Code));

    [Fact]
    public void Every_cue_of_a_parameter_is_also_a_name_to_declare_it_by()
    {
        foreach (var parameter in Parameters.Known.Parameters)
        {
            Assert.All(parameter.Row.Cues, cue => Assert.Contains(parameter.Number, Parameters.Known.Names[ParameterCompiler.NameKey(cue)]));
        }
    }

    [Fact]
    public void Every_unit_is_found_by_each_of_its_spellings()
    {
        foreach (var unit in Shipped.Data.RuleSet.Units)
        {
            Assert.All(unit.Spellings.Append(unit.Unit), s => Assert.Equal(unit.Unit, Parameters.Known.Units.Find(s, unit.Dimension)?.Unit));
        }
    }

    /// <summary>A value between all the bounds, in the parameter's unit; of a scale the number of a step, which is its name and not its place.</summary>
    private static decimal Meeting(CompiledParameter parameter, ThresholdCondition[] conditions)
    {
        if (parameter.Row.Kind == ParameterKind.Scale)
        {
            return parameter.Steps.Where(s => conditions.All(c => c.IsMet(s.Value, s.Value)) && s.Name.All(char.IsAsciiDigit)).Select(s => decimal.Parse(s.Name, System.Globalization.CultureInfo.InvariantCulture)).First();
        }

        var bounds = conditions.Select(c => c.Value).Order().ToList();
        var candidates = bounds.Concat(bounds.SelectMany(b => new[] { b + Math.Abs(b) * 0.01, b - Math.Abs(b) * 0.01 })).Append(bounds.Average());
        var value = candidates.First(v => conditions.All(c => c.IsMet(v, v)));
        return (decimal)(parameter.Unit is null ? value : UnitIndex.FromBase(value, parameter.Unit));
    }
}
