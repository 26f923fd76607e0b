namespace Screening.Evaluation.Names;

/// <summary>The ways in which people and machines respell a name; each leaves a name that a careful reader would still take for the same.</summary>
internal static class Respelling
{
    public static IReadOnlyList<(string Kind, Func<string, Random, string> Apply)> Kinds { get; } =
    [
        ("case", (name, random) => random.Next(2) == 0 ? name.ToUpperInvariant() : name.ToLowerInvariant()),
        ("dots", Dots),
        ("legal form", LegalForm),
        ("order", Order),
        ("typing error", TypingError),
        ("transliteration", Transliteration),
        ("dropped vowel", DroppedVowel),
        ("scanner", Scanner),
        ("split word", Split),
        ("joined words", Join),
    ];

    private static readonly string[] Ends = ["Ltd", "LLC", "Inc", "GmbH", "JSC", "Co., Ltd.", "FZE", "Corp", "Limited", "S.A."];

    private static readonly (string From, string To)[] Variants =
    [
        ("kh", "h"), ("q", "k"), ("k", "q"), ("ou", "u"), ("u", "ou"), ("ee", "i"), ("i", "ee"), ("y", "i"), ("i", "y"), ("w", "v"), ("v", "w"), ("sh", "ch"), ("j", "dj"), ("dj", "j"), ("zh", "j"), ("ts", "c"),
        ("x", "ks"), ("ks", "x"), ("f", "ph"), ("ph", "f"), ("oo", "u"), ("ei", "ey"), ("ai", "ay"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("c", "k"), ("z", "s"), ("e", "i"), ("o", "u"), ("aa", "a"), ("ss", "s"), ("mm", "m"),
    ];

    private static readonly (string From, string To)[] Confusions = [("o", "0"), ("l", "1"), ("i", "1"), ("s", "5"), ("b", "8"), ("rn", "m"), ("m", "rn"), ("cl", "d"), ("vv", "w"), ("e", "c"), ("h", "b"), ("i", "l")];

    private static string Dots(string name, Random random) => random.Next(3) switch
    {
        0 => name.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal),
        1 => name.Replace("-", " ", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal),
        _ => string.Join(random.Next(2) == 0 ? ". " : " - ", name.Split(' ', 2)),
    };

    /// <summary>A legal form more; people do not have one.</summary>
    private static string LegalForm(string name, Random random) => name.Contains(',', StringComparison.Ordinal) ? name : $"{name} {Ends[random.Next(Ends.Length)]}";

    private static string Order(string name, Random random)
    {
        var comma = name.Split(',', 2);
        if (comma.Length == 2)
        {
            return $"{comma[1].Trim()} {comma[0].Trim()}";
        }

        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = random.Next(words.Length);
        return string.Join(' ', words[at..].Concat(words[..at]));
    }

    private static string TypingError(string name, Random random)
    {
        var at = LetterAt(name, random, char.IsLetter);
        if (at < 0)
        {
            return name;
        }

        var letter = (char)('a' + random.Next(26));
        return random.Next(4) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, letter.ToString()),
            2 when at + 1 < name.Length && char.IsLetter(name[at + 1]) => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
            _ => name[..at] + letter + name[(at + 1)..],
        };
    }

    private static string DroppedVowel(string name, Random random) => LetterAt(name, random, c => "aeiouAEIOU".Contains(c, StringComparison.Ordinal)) is >= 0 and var at ? name.Remove(at, 1) : name;

    private static string Transliteration(string name, Random random) => Exchange(name, Variants, random);

    private static string Scanner(string name, Random random) => Exchange(name, Confusions, random);

    private static string Split(string name, Random random)
    {
        var at = LetterAt(name, random, char.IsLetter);
        return at > 1 && at + 1 < name.Length && char.IsLetter(name[at - 1]) && char.IsLetter(name[at - 2]) && char.IsLetter(name[at + 1]) ? name.Insert(at, " ") : name;
    }

    private static string Join(string name, Random random)
    {
        var spaces = name.Index().Where(c => c.Item is ' ' or '-' && c.Index > 0 && char.IsLetter(name[c.Index - 1])).Select(c => c.Index).ToArray();
        return spaces.Length == 0 ? name : name.Remove(spaces[random.Next(spaces.Length)], 1);
    }

    /// <summary>One place where a spelling stands is given another.</summary>
    private static string Exchange(string name, (string From, string To)[] pairs, Random random)
    {
        var start = random.Next(pairs.Length);
        for (var i = 0; i < pairs.Length; i++)
        {
            var (from, to) = pairs[(start + i) % pairs.Length];
            var at = name.IndexOf(from, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                return name[..at] + to + name[(at + from.Length)..];
            }
        }

        return name;
    }

    private static int LetterAt(string name, Random random, Func<char, bool> isWanted)
    {
        var places = name.Index().Where(c => isWanted(c.Item)).Select(c => c.Index).ToArray();
        return places.Length == 0 ? -1 : places[random.Next(places.Length)];
    }
}
