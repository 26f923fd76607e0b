namespace Screening.Evaluation.Quality;

/// <summary>Letters of the other script that look the same. The pairs are this test's own, not the rule set's.</summary>
internal static class LookAlikeLetters
{
    private const string Latin = "aeopcxyiABEHKMOPCTXasjh";
    private const string Cyrillic = "аеорсхуіАВЕНКМОРСТХаѕјһ";

    public static string? Make(TargetText target, Random random) => target.Rewrite(span =>
    {
        var letters = span.ToCharArray();
        var swappable = Enumerable.Range(0, letters.Length).Where(i => Swap(letters[i]) != letters[i]).ToArray();
        var must = swappable.Length == 0 ? -1 : swappable[random.Next(swappable.Length)];
        foreach (var i in swappable.Where(i => i == must || random.Next(2) == 0))
        {
            letters[i] = Swap(letters[i]);
        }

        return new string(letters);
    });

    private static char Swap(char letter) =>
        Latin.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? Cyrillic[at]
        : Cyrillic.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var other ? Latin[other]
        : letter;
}
