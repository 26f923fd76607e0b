using CsvHelper;
using Screening.Engine;
using ScreeningApi.Quality;

namespace Screening.Evaluation.Quality;

/// <summary>
/// Invoice lines of ordinary goods: words of ordinary_goods.csv, mixed with words of the corpus' look-alikes that no description of
/// goods of a category has, not even with another ending.
/// </summary>
internal static class CleanLines
{
    private const int Lines = 50_000;
    private const double MostFalsePositives = 0.005;
    private const int ShownFalsePositives = 10;
    private const int MinWord = 4;
    private const int Stem = 5;
    private const int MaxQuantity = 5000;

    public static void Run(LabelledCorpus corpus, ScreeningSnapshot snapshot, DateOnly date, int seed, Bars bars)
    {
        Console.WriteLine($"== clean lines: {Lines:N0} of ordinary goods (seed {seed}) ==");
        var random = new Random(seed);
        var languages = ReadGoods();
        var spare = SpareWords(corpus);
        var progress = new Progress("clean lines", Lines);
        var found = new List<string>();
        for (var i = 0; i < Lines; i++)
        {
            var language = languages[random.Next(languages.Count)];
            var text = MakeLine(language, spare.GetValueOrDefault(language.Name, []), random);
            if (TargetText.Screen(text, snapshot, date).FirstOrDefault(c => c.Confidence >= snapshot.Policy.FoundThreshold) is { } match)
            {
                found.Add($"{match.Code} ({match.Evidence[0].Rule}, '{match.Evidence[0].Text}'): {text}");
            }

            progress.Next();
        }

        bars.AtMost("false positives", found.Count, Lines, MostFalsePositives);
        foreach (var cause in found.GroupBy(f => f.Split(':')[0]).OrderByDescending(g => g.Count()).Take(ShownFalsePositives))
        {
            Console.WriteLine($"         {cause.Count()} times false: {cause.First()}");
        }
    }

    private static string MakeLine(Goods goods, string[] spare, Random random)
    {
        var isSpaced = goods.Name is not ("zh" or "zh-Hant" or "ja");
        var parts = new List<string> { Pick(goods.Qualities, random) + (isSpaced ? " " : "") + Pick(goods.Names, random) };
        if (random.Next(2) == 0)
        {
            parts.Add(Pick(goods.Names, random));
        }

        parts.AddRange(Enumerable.Range(0, spare.Length == 0 ? 0 : random.Next(3)).Select(_ => Pick(spare, random)));
        parts.Add($"{random.Next(1, MaxQuantity)} {Pick(goods.Units, random)}");
        return string.Join(random.Next(3) == 0 ? " " : ", ", parts);
    }

    private static string Pick(string[] words, Random random) => words[random.Next(words.Length)];

    private static Dictionary<string, string[]> SpareWords(LabelledCorpus corpus)
    {
        var taken = corpus.Rows.Where(r => !r.IsLookalike).SelectMany(WordsOf).Select(StemOf).ToHashSet(StringComparer.Ordinal);
        return corpus.Rows.Where(r => r.IsLookalike && LanguageGroups.Find(r.Language) != "cjk").GroupBy(r => r.Language)
            .ToDictionary(g => g.Key, g => g.SelectMany(WordsOf).Distinct().Where(w => w.Length >= MinWord && !taken.Contains(StemOf(w))).ToArray(), StringComparer.Ordinal);
    }

    private static IEnumerable<string> WordsOf(CorpusRow row) =>
        new string([.. row.Description.Select(c => char.IsLetter(c) ? char.ToLowerInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string StemOf(string word) => word[..Math.Min(Stem, word.Length)];

    private static List<Goods> ReadGoods()
    {
        using var stream = typeof(CleanLines).Assembly.GetManifestResourceStream("Screening.Evaluation.Quality.ordinary_goods.csv")!;
        using var reader = CsvReader.Create(stream, CsvReaderOptions.Default with { Separator = ',' });
        var read = new List<Goods>();
        while (reader.Read())
        {
            read.Add(new Goods(reader.GetString("lang"), Split("qualities"), Split("goods"), Split("units")));
        }

        return read;

        string[] Split(string column) => reader.GetString(column).Split('|');
    }

    private sealed record Goods(string Name, string[] Qualities, string[] Names, string[] Units);
}
