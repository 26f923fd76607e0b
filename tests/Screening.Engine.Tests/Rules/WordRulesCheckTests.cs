using System.Collections.Immutable;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;
using Screening.Engine.Text;

namespace Screening.Engine.Tests.Rules;

public sealed class WordRulesCheckTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1.1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0.9, 0)]
    public void A_spelling_of_impossible_worth_is_refused(double factor, int letters) =>
        Refused("spelling OneError", new() { Spellings = [new(Spelling.OneError, factor, letters, "", "test")] });

    [Fact]
    public void A_spelling_stands_once() =>
        Refused("spelling OneError", new() { Spellings = [new(Spelling.OneError, 0.9, 6, "", "test"), new(Spelling.OneError, 0.8, 6, "", "test")] });

    [Theory]
    [InlineData("abc", "")]
    [InlineData("", "аб")]
    public void A_look_alike_of_too_many_letters_is_refused(string latin, string cyrillic) =>
        Refused("look-alike 'x'", new() { LookAlikes = [new('x', latin, cyrillic, "test")] });

    [Theory]
    [InlineData("-", 3)]
    [InlineData("'", 3)]
    [InlineData("", 3)]
    [InlineData("en", 0)]
    public void An_ending_that_could_match_anything_is_refused(string ending, int stem) =>
        Refused("inflection de", new() { Inflections = [new("de", false, [ending], "", stem, "test")] });

    private static void Refused(string where, WordRulesDocument words)
    {
        Assert.Null(RuleSetCompiler.Compile(Vocabulary.Document(Vocabulary.Term("uav.drone", "uav", 0.8, "drone")) with { Words = words }, out ImmutableArray<RuleSetDiagnostic> diagnostics));
        Assert.StartsWith(where, Assert.Single(diagnostics).Where, StringComparison.Ordinal);
    }
}
