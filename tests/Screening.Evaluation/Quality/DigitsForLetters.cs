namespace Screening.Evaluation.Quality;

/// <summary>One or two digits for letters in the longest word: <c>dr0ne</c>.</summary>
internal static class DigitsForLetters
{
    private const int MinLetters = 4;
    private const string Letters = "oOiIeEaAsSlоОзЗ";
    private const string Digits = "001133445510033";

    public static string? Make(TargetText target, Random random) => target.Rewrite(span => Words.RewriteLongest(span, MinLetters, word =>
    {
        var letters = word.ToCharArray();
        int[] places = [.. Enumerable.Range(0, letters.Length).Where(i => Letters.Contains(letters[i], StringComparison.Ordinal))];
        random.Shuffle(places);
        foreach (var i in places.Take(random.Next(1, 3)))
        {
            letters[i] = Digits[Letters.IndexOf(letters[i], StringComparison.Ordinal)];
        }

        return new string(letters);
    }));
}
