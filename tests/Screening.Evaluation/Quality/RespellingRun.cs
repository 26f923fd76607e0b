using Screening.Engine;
using ScreeningApi.Quality;

namespace Screening.Evaluation.Quality;

/// <summary>Respells true descriptions in every way and counts how many keep their category.</summary>
internal static class RespellingRun
{
    private const int Descriptions = 500;
    private const int Variants = 20_000;
    private const int ShownLosses = 3;

    /// <summary>A class that fits few texts must not look for ever.</summary>
    private const int MaxTriesPerVariant = 50;

    public static void Run(LabelledCorpus corpus, ScreeningSnapshot snapshot, DateOnly date, int seed, Bars bars)
    {
        var random = new Random(seed);
        var targets = corpus.Rows.Where(r => r.Kind == CorpusRowKind.Named).Select(r => TargetText.Of(r, snapshot, date)).OfType<TargetText>().ToArray();
        random.Shuffle(targets);
        targets = targets[..Math.Min(Descriptions, targets.Length)];
        var perClass = Variants / Respelling.All.Length;
        Console.WriteLine($"== respelling: {perClass * Respelling.All.Length:N0} variants of {targets.Length} descriptions (seed {seed}) ==");
        var progress = new Progress("respelled", perClass * Respelling.All.Length);
        foreach (var respelling in Respelling.All)
        {
            var lost = new List<(TargetText Target, string Text)>();
            var made = 0;
            foreach (var (target, text) in Generate(respelling, targets, perClass, random))
            {
                made++;
                if (!TargetText.Screen(text, snapshot, date).Any(c => c.Code == target.Row.Category && c.Confidence >= snapshot.Policy.FoundThreshold))
                {
                    lost.Add((target, text));
                }

                progress.Next();
            }

            bars.AtLeast(respelling.Name, made - lost.Count, made, respelling.Bar);
            foreach (var (target, text) in lost.DistinctBy(l => l.Target.Row.Id).Take(ShownLosses))
            {
                Console.WriteLine($"         lost: {target.Row.Id} {target.Row.Category}: {text}");
            }
        }
    }

    private static IEnumerable<(TargetText Target, string Text)> Generate(Respelling respelling, TargetText[] targets, int count, Random random)
    {
        for (var (made, tried) = (0, 0); made < count && tried < count * MaxTriesPerVariant; tried++)
        {
            var target = targets[tried % targets.Length];
            if (respelling.Make(target, random) is { } text && text != target.Text)
            {
                made++;
                yield return (target, text);
            }
        }
    }
}
