namespace Screening.Evaluation.Quality;

/// <summary>A way of writing the same otherwise.</summary>
/// <param name="Bar">The share of variants that must keep their category.</param>
/// <param name="Make">Null or the text itself when it cannot be written so.</param>
internal sealed record Respelling(string Name, double Bar, Func<TargetText, Random, string?> Make)
{
    /// <summary>What nobody sees must change next to nothing; what one sees may cost a little.</summary>
    private const double InvisibleBar = 0.99, VisibleBar = 0.97;

    public static readonly Respelling[] All =
    [
        new("look-alike letters", InvisibleBar, LookAlikeLetters.Make),
        new("zero-width characters", InvisibleBar, ZeroWidth.Make),
        new("case", InvisibleBar, LetterCase.Make),
        new("spacing", VisibleBar, Spacing.Make),
        new("digits for letters", VisibleBar, DigitsForLetters.Make),
        new("one typing error", VisibleBar, TypingError.Make),
        new("word order", VisibleBar, WordOrder.Make),
        new("plural", VisibleBar, Plural.Make),
    ];
}
