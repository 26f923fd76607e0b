namespace Screening.Evaluation.Quality;

/// <summary>All large, all small, or mixed by chance.</summary>
internal static class LetterCase
{
    public static string? Make(TargetText target, Random random) => random.Next(3) switch
    {
        0 => target.Text.ToUpperInvariant(),
        1 => target.Text.ToLowerInvariant(),
        _ => string.Concat(target.Text.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))),
    };
}
