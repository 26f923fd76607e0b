using ScreeningApi.Quality;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Quality;

/// <summary>The corpus that travels with the program, and what is said about one that makes no sense.</summary>
public sealed class CorpusTests
{
    private const string Header = "id,lang,kind,category,base,hs,description\n";

    [Fact]
    public void The_shipped_one_has_every_kind_in_every_group_of_languages()
    {
        var corpus = LabelledCorpus.Read(LabelledCorpus.Shipped);
        Assert.InRange(corpus.Rows.Length, 4000, 10000);
        var groups = corpus.Rows.Select(r => (LanguageGroups.Find(r.Language), r.Kind)).ToHashSet();
        Assert.All(new[] { "latin", "cyrillic", "cjk", "arabic" }, group => Assert.All(Enum.GetValues<CorpusRowKind>(), kind => Assert.Contains((group, kind), groups)));
    }

    [Theory]
    [InlineData("a,xx,named,uav,,,drone", "line 2, column lang: found 'xx', expected one of ar, ")]
    [InlineData("a,en,1,uav,,,drone", "line 2, column kind: found '1', expected one of named, model, respelled, lookalike")]
    [InlineData("a,en,named,none,,,drone", "line 2, column category: found 'none', expected none for look-alikes")]
    [InlineData("a,en,lookalike,uav,,,drone", "line 2, column category: found 'uav', expected none for look-alikes")]
    [InlineData("a,en,named,uav,,88x,drone", "line 2, column hs: ")]
    [InlineData("a,en,named,uav,,,", "line 2, column description: found '', expected a value")]
    [InlineData("a,en,named,uav,,,drone\na,en,named,uav,,,drone", "line 3, column id: found 'a', expected an id of its own")]
    [InlineData("a,en,named,uav", "line 2: ")]
    public void A_row_that_makes_no_sense_is_named(string rows, string message)
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(Path.Combine(folder.Path, "uav.csv"), Header + rows + "\n");
        Assert.StartsWith($"uav.csv {message}", Assert.Throws<CorpusFileException>(() => LabelledCorpus.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_files_is_none()
    {
        using var folder = new TemporaryDirectory();
        Assert.StartsWith("Found no labelled corpus", Assert.Throws<CorpusFileException>(() => LabelledCorpus.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_checksum_changes_with_any_letter()
    {
        using var folder = new TemporaryDirectory();
        var path = Path.Combine(folder.Path, "uav.csv");
        File.WriteAllText(path, Header + "a,en,named,uav,,,drone\n");
        var before = LabelledCorpus.Read(folder.Path).Checksum;
        Assert.Equal(before, LabelledCorpus.Read(folder.Path).Checksum);
        File.WriteAllText(path, Header + "a,en,named,uav,,,Drone\n");
        Assert.NotEqual(before, LabelledCorpus.Read(folder.Path).Checksum);
    }
}
