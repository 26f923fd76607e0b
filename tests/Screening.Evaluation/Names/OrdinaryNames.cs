using System.Reflection;

namespace Screening.Evaluation.Names;

/// <summary>Names of people and companies that are on no list, made of ordinary words: what a search says of them is a false hit.</summary>
internal sealed class OrdinaryNames
{
    private readonly Dictionary<string, string[]> _words = Read();
    private readonly Random _random;

    public OrdinaryNames(int seed) => _random = new Random(seed);

    /// <summary>A third people, two thirds companies of several patterns.</summary>
    public string Next() => _random.Next(9) switch
    {
        0 => $"{Any("given")} {Any("family")}",
        1 => $"{Any("given")} {Any("given")} {Any("family")}",
        2 => $"{Any("family")}, {Any("given")}",
        3 => $"{Any("word")} {Any("trade")} {Any("form")}",
        4 => $"{Any("word")} {Any("word")} {Any("trade")} {Any("form")}",
        5 => $"{Any("family")} {Any("trade")} {Any("form")}",
        6 => $"{Any("made")} {Any("trade")} {Any("form")}",
        7 => $"{Any("place")} {Any("word")} {Any("trade")} {Any("form")}",
        _ => $"{Any("family")} & {Any("family")} {Any("trade")} {Any("form")}",
    };

    private string Any(string kind) => _words[kind][_random.Next(_words[kind].Length)];

    private static Dictionary<string, string[]> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Screening.Evaluation.Names.ordinary_names.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(l => l.Contains(':', StringComparison.Ordinal) && !l.StartsWith('#')).Select(l => l.Split(": ", 2))
            .ToDictionary(l => l[0], l => l[0] == "form" ? l[1].Split('|') : l[1].Split(' '));
    }
}
