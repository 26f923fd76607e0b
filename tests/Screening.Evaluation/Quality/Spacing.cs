namespace Screening.Evaluation.Quality;

/// <summary>The letters of the longest word apart, as some write what should not be found; Arabic letters are drawn out instead.</summary>
internal static class Spacing
{
    private const int MinLetters = 4;
    private const int MinIdeographs = 2;
    private const char Tatweel = '\u0640';

    private static readonly string[] Separators = [" ", ".", "-", "_"];

    public static string? Make(TargetText target, Random random)
    {
        var separator = Separators[random.Next(Separators.Length)];
        return LanguageOf(target) switch
        {
            "arabic" when !target.Text.Substring(target.Main.Start, target.Main.Length).Any(char.IsAsciiLetter) => target.Rewrite(span => Words.RewriteLongest(span, MinLetters, word => word.Insert(random.Next(1, word.Length), new string(Tatweel, random.Next(1, 4))))),
            "cjk" => target.Rewrite(span => Words.RewriteLongest(span, MinIdeographs, word => string.Join(' ', word.AsEnumerable()))),
            _ => target.Rewrite(span => Words.RewriteLongest(span, MinLetters, word => string.Join(separator, word.AsEnumerable()))),
        };
    }

    private static string? LanguageOf(TargetText target) => ScreeningApi.Quality.LanguageGroups.Find(target.Row.Language);
}
