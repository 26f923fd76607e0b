using CsvHelper;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Scoring;

/// <summary>The corpus gives most descriptions a code that is right for them.</summary>
public sealed class CorpusCodeTests
{
    private const int OneIn = 200;

    [Fact]
    public void Right_codes_are_read_and_hardly_ever_contradict_their_descriptions()
    {
        var lines = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "corpus"), "*.csv").Order(StringComparer.Ordinal).SelectMany(Coded).ToList();
        Assert.True(lines.Count > 1_000, $"only {lines.Count} lines have a code");
        var contradicted = lines.Where(l => Ship.Goods(l.Description, hs: l.Hs).To("AE").Line().HasFinding("codeContradictsDescription")).Select(l => $"{l.Id}: {l.Hs} {l.Description}").ToList();
        Assert.True(contradicted.Count < lines.Count / OneIn, string.Join('\n', contradicted));
    }

    private static IEnumerable<(string Id, string Hs, string Description)> Coded(string path)
    {
        using var reader = CsvReader.FromFile(path);
        while (reader.Read())
        {
            if (Cell(reader, "hs") is { Length: > 0 } hs)
            {
                yield return (Cell(reader, "id"), hs, Cell(reader, "description"));
            }
        }
    }

    private static string Cell(CsvReader reader, string column) => reader.TryGetFieldIndex(column, out var index) ? reader.GetString(index) : "";
}
