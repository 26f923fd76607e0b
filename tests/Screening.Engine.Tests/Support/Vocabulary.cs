using System.Collections.Immutable;
using Screening.Engine.Rules;

namespace Screening.Engine.Tests.Support;

/// <summary>Small rule sets for tests: one line a rule.</summary>
internal static class Vocabulary
{
    public static readonly Validity Always = new(null, null);

    public static CategoryRow Category(string code, double sensitivity = 0.8) => new(code, code, sensitivity, "", "test", Always);

    public static RuleRow Term(string rule, string category, double strength, params string[] values) =>
        new(rule, category, RuleKind.Term, "en", strength, [.. values], ExclusionScope.Phrase, [], "note", "test", Always);

    public static RuleRow Exclusion(string rule, double remains, ExclusionScope scope, string target, params string[] values) =>
        new(rule, "common", RuleKind.Exclude, "en", remains, [.. values], scope, [target], "note", "test", Always);

    public static RuleRow Code(string rule, string category, RuleKind kind, double strength, params string[] values) =>
        new(rule, category, kind, "", strength, [.. values], ExclusionScope.Phrase, [], "note", "test", Always);

    public static ListRow List(string list, double weight = 0, string tier = "") => new(list, tier, list, "EU", weight, "test", Always);

    public static ListingRow Listing(string list, string code, bool partial = false, string tier = "") =>
        new(list, tier, code, partial, "", "test", "yes", Always);

    public static ControlRow Control(string entry, string regime = "US-EAR", string series = "", string verified = "yes", params string[] reasons) =>
        new(regime, entry, "heading", [.. reasons], [], series, ImmutableSortedDictionary<string, string>.Empty, "test", verified, Always);

    public static RuleSetDocument Document(params RuleRow[] rules) => new()
    {
        Version = "test",
        Categories = [Category("uav"), Category("helmet"), Category("radio")],
        Rules = [.. rules],
        Lists = [List("LIST")],
        Listings = [],
        Controls = [],
        VagueTerms = ["goods", "spare parts"],
    };

    public static CompiledRuleSet Compile(params RuleRow[] rules) => Compile(Document(rules));

    public static CompiledRuleSet Compile(RuleSetDocument document)
    {
        var compiled = RuleSetCompiler.Compile(document, out var diagnostics);
        Assert.Empty(diagnostics);
        return Assert.IsType<CompiledRuleSet>(compiled);
    }
}
