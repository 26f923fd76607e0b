using CsCheck;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;
using static Screening.Engine.Tests.Support.Vocabulary;

namespace Screening.Engine.Tests.Rules;

public sealed class RuleSetCompilerTests
{
    private static readonly RuleRow Good = Term("uav.drone", "uav", 0.8, "drone");

    private static readonly Dictionary<string, (RuleSetDocument Document, string Where, string Found)> Broken = new()
    {
        { "no category", (Document() with { Categories = [] }, "categories", "found 0") },
        { "too many categories", (Document() with { Categories = [.. Enumerable.Range(0, 65).Select(i => Category($"c{i}"))] }, "categories", "found 65") },
        { "a category twice", (Document() with { Categories = [Category("uav"), Category("uav")] }, "category uav", "twice") },
        { "sensitivity 0", (Document() with { Categories = [Category("uav", 0)] }, "category uav", "found sensitivity 0") },
        { "sensitivity above 1", (Document() with { Categories = [Category("uav", 1.01)] }, "category uav", "sensitivity 1.01") },
        { "sensitivity that is no number", (Document() with { Categories = [Category("uav", double.NaN)] }, "category uav", "sensitivity NaN") },
        { "a rule twice in a language", (Document(Good, Good), "rule uav.drone (en)", "twice") },
        { "strength 0", (Document(Good with { Strength = 0 }), "rule uav.drone (en)", "found strength 0") },
        { "strength above 1", (Document(Good with { Strength = 1.5 }), "rule uav.drone (en)", "found strength 1.5") },
        { "negative strength", (Document(Good with { Strength = -1 }), "rule uav.drone (en)", "found strength -1") },
        { "strength that is no number", (Document(Good with { Strength = double.NaN }), "rule uav.drone (en)", "found strength NaN") },
        { "an exclusion that weakens nothing", (Document(Exclusion("x.toy", 1, ExclusionScope.Text, "*", "toy")), "rule x.toy (en)", "found strength 1") },
        { "an exclusion that strengthens", (Document(Exclusion("x.toy", 1.2, ExclusionScope.Text, "*", "toy")), "rule x.toy (en)", "found strength 1.2") },
        { "an unknown category", (Document(Good with { Category = "drones" }), "rule uav.drone (en)", "found category 'drones'") },
        { "an exclusion with an unknown target", (Document(Exclusion("x.toy", 0.2, ExclusionScope.Text, "drones", "toy")), "rule x.toy (en)", "found category 'drones'") },
        { "an exclusion of no category", (Document(Exclusion("x.toy", 0.2, ExclusionScope.Text, "*", "toy") with { Targets = [] }), "rule x.toy (en)", "found category 'common'") },
        { "no values", (Document(Good with { Values = [] }), "rule uav.drone (en)", "found no values") },
        { "a value without a letter", (Document(Good with { Values = ["drone", "--"] }), "rule uav.drone (en)", "found '--'") },
        { "an empty value", (Document(Good with { Values = [""] }), "rule uav.drone (en)", "found ''") },
        { "a part without a letter", (Document(Good with { Values = ["drone & !"] }), "rule uav.drone (en)", "'!'") },
        { "too many parts", (Document(Good with { Values = ["a & b & c & d & e"] }), "rule uav.drone (en)", "found 5 parts") },
        { "letters in an HS code", (Document(Code("uav.hs", "uav", RuleKind.HsCode, 0.5, "88O6")), "rule uav.hs", "found '88O6'") },
        { "dots in an HS code", (Document(Code("uav.hs", "uav", RuleKind.HsCode, 0.5, "8806.23")), "rule uav.hs", "found '8806.23'") },
        { "an HS code too short", (Document(Code("uav.hs", "uav", RuleKind.HsCode, 0.5, "8")), "rule uav.hs", "found '8'") },
        { "an HS code too long", (Document(Code("uav.hs", "uav", RuleKind.HsCode, 0.5, "88062300001")), "rule uav.hs", "found '88062300001'") },
        { "dots in an entry", (Document(Code("uav.eccn", "uav", RuleKind.Eccn, 0.5, "9A012.a")), "rule uav.eccn", "found '9A012.a'") },
        { "lower case in an entry", (Document(Code("uav.eccn", "uav", RuleKind.Eccn, 0.5, "9a012")), "rule uav.eccn", "found '9a012'") },
        { "a listing on no list", (Document() with { Listings = [Listing("OTHER", "8542")] }, "listing OTHER 8542", "found list 'OTHER'") },
        { "a listing on no tier", (Document() with { Listings = [Listing("LIST", "8542", tier: "9")] }, "listing LIST 8542", "tier '9'") },
        { "a listing with letters", (Document() with { Listings = [Listing("LIST", "85x2")] }, "listing LIST 85x2", "found code '85x2'") },
        { "a listing too short", (Document() with { Listings = [Listing("LIST", "8")] }, "listing LIST 8", "found code '8'") },
        { "a list twice", (Document() with { Lists = [List("LIST", 0.5), List("LIST", 0.9)] }, "list LIST", "twice") },
        { "a list with a weight above 1", (Document() with { Lists = [List("LIST", 1.2)] }, "list LIST", "found weight 1.2") },
        { "a list with a negative weight", (Document() with { Lists = [List("LIST", -0.2)] }, "list LIST", "found weight -0.2") },
        { "a list whose weight is no number", (Document() with { Lists = [List("LIST", double.NaN)] }, "list LIST", "found weight NaN") },
        { "a control entry twice", (Document() with { Controls = [Control("3A001"), Control("3A001")] }, "control entry US-EAR 3A001", "twice") },
        { "a control entry of another form", (Document() with { Controls = [Control("XX")] }, "control entry US-EAR XX", "found 'XX'") },
        { "a control entry with paragraphs", (Document() with { Controls = [Control("3A001.a")] }, "control entry US-EAR 3A001.a", "found paragraphs") },
        { "a control entry in lower case", (Document() with { Controls = [Control("3a001")] }, "control entry US-EAR 3a001", "3A001") },
        { "a vague term without a letter", (Document() with { VagueTerms = ["&"] }, "vague terms", "found '&'") },
    };

    public static TheoryData<string> BrokenNames => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public void A_broken_row_is_refused_with_its_place(string name)
    {
        var (document, where, found) = Broken[name];
        Assert.Null(RuleSetCompiler.Compile(document, out var diagnostics));
        Assert.Contains(diagnostics, d => d.Where == where && d.Message.Contains(found, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var document = Document(Good with { Strength = 2 }, Term("uav.b", "drones", 0.5, "b"), Code("uav.c", "uav", RuleKind.HsCode, 0.5, "x"));
        RuleSetCompiler.Compile(document, out var diagnostics);
        Assert.Equal(["rule uav.b (en)", "rule uav.c", "rule uav.drone (en)"], diagnostics.Select(d => d.Where).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_rule_in_two_languages_is_one_rule() =>
        Assert.Equal(2, Compile(Good, Good with { Language = "ru", Values = ["дрон"] }).RuleRows.Length);

    [Fact]
    public void Sixty_four_categories_can_be_told_apart()
    {
        var rules = Compile(Document(
            Term("last", "c63", 0.5, "thing"), Exclusion("x", 0, ExclusionScope.Text, "c63", "toy")) with
        { Categories = [.. Enumerable.Range(0, 64).Select(i => Category($"c{i:00}"))] });
        Assert.Equal(1UL << 63, rules.Rules[1].Targets);
    }

    [Fact]
    public void Never_throws_on_a_document()
    {
        var text = Gen.OneOf(Texts.Any, Texts.CodeLike, Gen.OneOf("uav", "*", "LIST", "3A001", "8542", "a & b", " & ", "goods"));
        var number = Gen.OneOf(Gen.Double[-1, 2], Gen.OneOf(double.NaN, double.PositiveInfinity, 0.0, 1.0));
        var row = Gen.Select(Gen.Select(text, text, text), Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1]), number, text.Array[0, 3], text.Array[0, 2]).Select(
            (names, kinds, strength, values, targets) => new RuleRow(
                names.Item1, names.Item2, (RuleKind)kinds.Item1, names.Item3, strength, [.. values], (ExclusionScope)kinds.Item2, [.. targets], "", "", Always));
        var documents = Gen.Select(
            row.Array[0, 4], Gen.Select(text, number).Array[0, 3], Gen.Select(text, text, number, text).Array[0, 3], text.Array[0, 3],
            (rules, categories, lists, codes) => Document(rules) with
            {
                Categories = [.. categories.Select(c => Category(c.Item1, c.Item2))],
                Lists = [.. lists.Select(l => List(l.Item1, l.Item3, l.Item2))],
                Listings = [.. lists.Select(l => Listing(l.Item1, l.Item4, tier: l.Item2))],
                Controls = [.. codes.Select(c => Control(c))],
                VagueTerms = [.. codes],
            });
        Property.Holds(documents, document =>
        {
            var compiled = RuleSetCompiler.Compile(document, out var diagnostics);
            Assert.Equal(compiled is null, !diagnostics.IsEmpty);
        }, cases: 2_000);
    }
}
