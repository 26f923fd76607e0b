using System.Collections.Immutable;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

/// <summary>A name is found among very many that share most of its words.</summary>
public sealed class LargeListTests
{
    private static readonly NameLexicon Names = Shipped.Snapshot.Names!;

    private static readonly string[] Given = ["Chol", "Song", "Yong", "Hak", "Myong", "Chun", "Il", "Nam", "Ho", "Chin", "Kyong", "Su"];
    private static readonly string[] Family = ["KIM", "RI", "PAK", "CHOE", "JONG", "YUN", "HAN", "O", "SO", "CHANG"];

    /// <summary>Names of the same few words, as some countries have them, and companies of the same legal form.</summary>
    private static readonly Watchlist List = Watchlist.Build("A", "1",
    [
        .. Family.SelectMany(f => Given.SelectMany(g => Given.Where(h => h != g).Select(h => $"{f}, {g} {h}"))).Append("JOINT STOCK COMPANY KOLVEDRAN").Append("VOSTOK TRADING LLC").Append("RASHID, Tariq Abdul")
            .Concat(Enumerable.Range(0, 600).Select(i => $"VOSTOK TRADING {Word(i)} LLC")).Select((n, i) => Lists.Entry($"{i:0000}", n)),
    ], Names);

    [Theory]
    [InlineData("YUN, Ho Chin", "Ho-Chin YUN")]
    [InlineData("RASHID, Tariq Abdul", "Tariq Abdul RASHID")]
    [InlineData("YUN, Ho Chin", "YUN, HoChin")]
    [InlineData("CHANG, Hak Chol", "CHANG, Hak Cohl")]
    [InlineData("JOINT STOCK COMPANY KOLVEDRAN", "JOINT STOCK COMPANY KOLVEDRAN Ltd")]
    [InlineData("VOSTOK TRADING LLC", "VOSTOK TRDING LLC")]
    public void A_name_among_many_like_it_is_found(string listed, string sent)
    {
        var matches = new PartyMatcher(Names).Match(new PartyQuery { Name = sent }, [List], new MatchOptions { Threshold = Names.Threshold, Cutoff = Names.Threshold, Limit = 5_000 });
        Assert.Contains(listed, matches.Select(m => m.Name.Text));
    }

    [Fact]
    public void A_matcher_with_other_settings_than_the_list_was_made_with_compares_by_its_own()
    {
        var document = Names.Document;
        var strict = NameLexicon.Compile(document with { Settings = [.. document.Settings.Select(s => s.Key == "similarity.least" ? s with { Value = 0.95 } : s)] }, out _)!;
        var options = new MatchOptions { Threshold = 0.5, Cutoff = 0.5 };
        var list = Watchlist.Build("B", "1", [Lists.Entry("1", "Kolvedran Pallasite"), Lists.Entry("2", "Kolvetran Palasit")], Names);
        ImmutableArray<PartyMatch> Match(NameLexicon lexicon) => new PartyMatcher(lexicon).Match(new PartyQuery { Name = "Kolvedran Pallasite" }, [list], options);
        Assert.Equal(["1", "2"], Match(Names).Select(m => m.Entry.Id));
        Assert.Equal(["1"], Match(strict).Select(m => m.Entry.Id));
    }

    private static string Word(int number) => string.Concat(Enumerable.Range(0, 6).Select(i => "bdkmrtvz"[(number >> (i % 3 * 3)) & 7] + (i % 2 == 0 ? "a" : "o")));
}
