namespace Screening.Evaluation.Quality;

/// <summary>One letter lost, doubled, exchanged with its neighbour or replaced, in the longest word of the main evidence.</summary>
internal static class TypingError
{
    private const int MinLetters = 6;

    public static string? Make(TargetText target, Random random) =>
        ScreeningApi.Quality.LanguageGroups.Find(target.Row.Language) == "cjk" ? null
        : target.RewriteMain(span => Words.RewriteLongest(span, MinLetters, word => Mistype(word, random)));

    private static string Mistype(string word, Random random)
    {
        var at = random.Next(word.Length - 1);
        return random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at].ToString()),
            2 => string.Concat(word.AsSpan(0, at), $"{word[at + 1]}{word[at]}", word.AsSpan(at + 2)),
            _ => string.Concat(word.AsSpan(0, at), word[random.Next(word.Length)].ToString(), word.AsSpan(at + 1)),
        };
    }
}
