using System.Collections.Immutable;
using CsCheck;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

/// <summary>The index of a list misses nobody whom a comparison with every name of the list would find.</summary>
public sealed class NameIndexTests
{
    private static readonly NameLexicon Names = Shipped.Snapshot.Names!;

    private static readonly Gen<string[]> Generated = PartyNames.Any.Array[200, 300].Select(names => names.Distinct().ToArray());

    [Fact]
    public void Every_hit_among_generated_names_is_found() => Property.Holds(
        Gen.Select(Generated, Gen.Int[0, 1000].Array[10], PartyNames.Respelling.Array[10]),
        given =>
        {
            var (names, places, respellings) = given;
            AssertFindsAll(names, [.. places.Zip(respellings, (place, respell) => respell(names[place % names.Length]))]);
        },
        cases: 12, g => $"{g.Item1.Length} names");

    /// <summary>Made-up names of every kind that the comparison knows how to see through.</summary>
    [Fact]
    public void Every_hit_of_a_kind_of_its_own_is_found()
    {
        string[] names =
        [
            "Harrowgate Optics GmbH", "Al Haramain Foundation", "Rahim Reza Zarmandia", "Northwind Vessels", "Владимир Макаренко", "华为技术有限公司", "حسن نصر الله", "Modern Industries", "Trust 2005", "Trust 2006",
            "China Precision Machinery Import Export Corporation", "J. R. Makarenko", "LLC NPK Fotonika", "Guangzhou Haige Communications Group", "KIM, Mun Chol", "11420 CORP", "TIKRITI, Saddam Hussein",
            "Bellweather Chandlery", "Muammar Qadhafi", "Zu Fo", "Emerald", "The", "Ltd", "48th Research Institute", "Neeld", "Sal Bank", "Open Joint Stock Company Kolvedran", "QUARTZ, Ho-Chin",
        ];
        AssertFindsAll(names,
        [
            .. names, "Harrowgate OpticsGmbH", "Alharamain Foundation", "Alharamain", "RahimReza Zarmandia", "Rahimreza Zarmandia", "North Wind Vessels", "Vladimir Makarenko", "Huawei Technology", "Hassan Nasrallah",
            "Modem Industries", "CPMIEC", "John Robert Makarenko", "NPK FOTONIKA LIMITED LIABILITY COMP", "GUANGZHOU HAIGE COMM GRP", "Mun Chol Kim", "Saddam Hussein", "Bellwether Chandlery", "Moammar Gaddafi",
            "Zu-Fo", "EMERALD LLC", "48 Research Institute", "Limited", "Makarenko", "Neld", "Nel", "SalBanxk", "Company Kolvedran Open Joint Stock", "Ho-Chin Quartz", "HoChin QUARTZ", "Kolvedran Joint Stok",
        ]);
    }

    /// <summary>Names as published lie beside the repository on some machines.</summary>
    [Fact]
    public void Every_hit_on_a_published_list_is_found()
    {
        if (SharedFolder.Find(["data", "lists", "isn.csv"]) is not { } file)
        {
            Assert.Skip("The list US-ISN is not beside the repository.");
            return;
        }

        string[] names = [.. File.ReadLines(file).Skip(1).Select(l => l.Split(',')[0].Trim('"', ' ')).Where(n => n.Length > 0).Distinct().Take(400)];
        AssertFindsAll(names, [.. names.Where((_, i) => i % 10 == 0).SelectMany(n => new[] { n, n.Replace("a", "e", StringComparison.Ordinal), n.Replace(" ", "", StringComparison.Ordinal) })]);
    }

    private static void AssertFindsAll(string[] names, string[] queries)
    {
        var entries = names.Select((n, i) => Lists.Entry($"{i:0000}", n)).ToImmutableArray();
        var list = Watchlist.Build("A", "1", entries, Names);
        var (matcher, comparer) = (new PartyMatcher(Names), new NameComparer(Names));
        var read = names.Select(comparer.Read).ToArray();
        foreach (var query in queries)
        {
            var asked = comparer.Read(query);
            var expected = read.Index().Where(n => comparer.Score(asked, n.Item) >= Names.Threshold).Select(n => $"{n.Index:0000}").ToArray();
            var found = matcher.Match(new PartyQuery { Name = query }, [list], new MatchOptions { Threshold = Names.Threshold, Cutoff = Names.Threshold, Limit = names.Length }).Select(m => m.Entry.Id).Order(StringComparer.Ordinal).ToArray();
            Assert.True(expected.SequenceEqual(found), $"'{query}': missed {Named(expected.Except(found))}, only the index has {Named(found.Except(expected))}");
        }

        string Named(IEnumerable<string> ids) => string.Join(" | ", ids.Select(id => names[int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)]));
    }
}
