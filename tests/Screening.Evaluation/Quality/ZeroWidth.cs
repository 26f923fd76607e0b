using System.Text;

namespace Screening.Evaluation.Quality;

/// <summary>Characters that take no room: one to three of them inside the words.</summary>
internal static class ZeroWidth
{
    /// <summary>Zero width space, non-joiner, joiner, word joiner, soft hyphen, byte order mark.</summary>
    private const string Characters = "\u200B\u200C\u200D\u2060\u00AD\uFEFF";

    public static string? Make(TargetText target, Random random) => target.Rewrite(span =>
    {
        var text = new StringBuilder(span);
        for (var left = random.Next(1, 4); left > 0 && span.Length > 1; left--)
        {
            text.Insert(random.Next(1, text.Length), Characters[random.Next(Characters.Length)]);
        }

        return text.ToString();
    });
}
