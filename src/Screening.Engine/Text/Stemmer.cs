namespace Screening.Engine.Text;

/// <summary>
/// Takes inflection off a folded word: English plurals, Russian and Ukrainian case and gender endings. Light on purpose:
/// both the vocabulary and the text pass through it, so it need not find the true root, only the same one.
/// </summary>
internal static class Stemmer
{
    private const int MinWord = 4;
    private const int MinCyrillicStem = 3;

    /// <summary>Longest first; й is already folded to и and ї to і.</summary>
    private static readonly string[] CyrillicEndings =
    [
        "иями", "иеи", "ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "іми", "иях", "иям", "ием", "ів", "ия", "ие", "ии", "ию", "иі",
        "ая", "яя", "ое", "ее", "ые", "ыи", "ои", "еи", "ью", "ом", "ем", "ам", "ям", "ах", "ях", "ов", "ев", "ым", "им", "ых", "их",
        "ую", "юю", "ою", "ею", "оі", "еі", "ею", "іх", "а", "я", "о", "е", "є", "ы", "и", "і", "у", "ю", "ь",
    ];

    /// <summary>The length of the stem, and its last letter where that is not the word's own (<c>batteries</c> becomes <c>battery</c>).</summary>
    public static int Stem(ReadOnlySpan<char> word, out char? replacesLast)
    {
        replacesLast = null;
        if (word.Length < MinWord)
        {
            return word.Length;
        }

        var last = word[^1];
        if (last == 's')
        {
            return StemPlural(word, out replacesLast);
        }

        return last is >= '\u0400' and <= '\u04FF' ? StemCyrillic(word) : word.Length;
    }

    private static int StemPlural(ReadOnlySpan<char> word, out char? replacesLast)
    {
        replacesLast = null;
        if (word.EndsWith("ies") && word.Length > MinWord)
        {
            replacesLast = 'y';
            return word.Length - 2;
        }

        if (word is "lens" or "lenses")
        {
            return "lens".Length;
        }

        if (word.EndsWith("sses") || word.EndsWith("ches") || word.EndsWith("shes") || word.EndsWith("xes") || word.EndsWith("zes"))
        {
            return word.Length - 2;
        }

        return word.EndsWith("ss") || word.EndsWith("us") || word.EndsWith("is") ? word.Length : word.Length - 1;
    }

    /// <summary>
    /// Takes endings off until none is left: a stem may itself end in what looks like one (микросхем-у), and every form must arrive at
    /// the same place. Stemming a stem therefore changes nothing.
    /// </summary>
    private static int StemCyrillic(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < CyrillicEndings.Length; i++)
        {
            var ending = CyrillicEndings[i];
            if (word.Length - ending.Length >= MinCyrillicStem && word.EndsWith(ending))
            {
                word = word[..^ending.Length];
                i = -1;
            }
        }

        return word.Length;
    }
}
