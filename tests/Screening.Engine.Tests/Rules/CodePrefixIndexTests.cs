using CsCheck;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Rules;

public sealed class CodePrefixIndexTests
{
    /// <summary>Two digits only, so that codes are prefixes of one another.</summary>
    private static readonly Gen<string> Code = Gen.String[Gen.Char["12"], 1, 8];

    private static readonly Gen<(string[] Filed, string Sought)> Cases = Gen.Select(Code.Array[0, 12], Code);

    [Fact]
    public void Finds_what_is_filed_under_the_code_or_a_prefix_of_it_shortest_first() => Property.Holds(
        Cases,
        given =>
        {
            var found = new List<int>();
            IndexOf(given.Filed).FindPrefixes(given.Sought, found);
            Assert.Equal(given.Filed.Index().Where(f => given.Sought.StartsWith(f.Item, StringComparison.Ordinal)).Select(f => f.Index).Order(), found.Order());
            Assert.Equal(found.Select(f => given.Filed[f].Length).Order(), found.Select(f => given.Filed[f].Length));
        },
        cases: 3_000);

    [Fact]
    public void Finds_what_is_filed_under_longer_codes_that_begin_with_it() => Property.Holds(
        Cases,
        given =>
        {
            var found = new List<int>();
            IndexOf(given.Filed).FindExtensions(given.Sought, found);
            Assert.Equal(
                given.Filed.Index().Where(f => f.Item.Length > given.Sought.Length && f.Item.StartsWith(given.Sought, StringComparison.Ordinal)).Select(f => f.Index).Order(),
                found.Order());
        },
        cases: 3_000);

    [Fact]
    public void An_empty_index_finds_nothing()
    {
        var found = new List<int>();
        var index = IndexOf([]);
        index.FindPrefixes("8542", found);
        index.FindExtensions("8542", found);
        Assert.Empty(found);
    }

    private static CodePrefixIndex<int> IndexOf(string[] filed) => new(filed.Select((code, number) => KeyValuePair.Create(code, number)));
}
