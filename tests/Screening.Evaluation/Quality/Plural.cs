namespace Screening.Evaluation.Quality;

/// <summary>The last word of the main evidence in the other number, where that follows a simple rule.</summary>
internal static class Plural
{
    private const string FrontVowels = "eiöüEİÖÜ";
    private const string Vowels = "aıoueiöüAIOUEİÖÜ";

    public static string? Make(TargetText target, Random random)
    {
        var span = target.Text.Substring(target.Main.Start, target.Main.Length);
        if (!char.IsLetter(span[^1]))
        {
            return null;
        }

        return target.Row.Language switch
        {
            "en" => target.RewriteMain(English),
            // Adjectives follow, and would have to change too.
            "fr" or "es" when span.Contains(' ', StringComparison.Ordinal) => null,
            "fr" => target.RewriteMain(s => s[^1] is 's' or 'x' or 'z' ? s : s + "s"),
            "es" => target.RewriteMain(s => s[^1] == 's' ? s : "aeo".Contains(s[^1], StringComparison.Ordinal) ? s + "s" : s + "es"),
            "tr" => target.RewriteMain(s => s.EndsWith("ler", StringComparison.Ordinal) || s.EndsWith("lar", StringComparison.Ordinal) ? s[..^3] : s + TurkishEnding(s)),
            "fa" => target.RewriteMain(s => s.EndsWith("ها", StringComparison.Ordinal) ? s : s + "\u200Cها"),
            _ => null,
        };
    }

    private static string English(string text)
    {
        var isUpper = char.IsUpper(text[^1]);
        var small = text.ToLowerInvariant();
        var other = small switch
        {
            [.., 'i', 'e', 's'] => text[..^3] + "y",
            [.., 's' or 'x' or 'z' or 'u' or 'i', 's'] or [.., 's' or 'x' or 'z'] when !small.EndsWith("ers", StringComparison.Ordinal) && !IsPlainPlural(small) => text + "es",
            [.., 'c' or 's', 'h'] => text + "es",
            [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => text[..^1] + "ies",
            [.., 's'] => text[..^1],
            _ => text + "s",
        };
        return isUpper ? other.ToUpperInvariant() : other;
    }

    private static bool IsPlainPlural(string text) => text is [.., not ('s' or 'u' or 'i'), 's'];

    private static string TurkishEnding(string text) => text.LastOrDefault(c => Vowels.Contains(c, StringComparison.Ordinal)) is var last && FrontVowels.Contains(last, StringComparison.Ordinal) ? "ler" : "lar";
}
