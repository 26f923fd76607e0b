namespace Screening.Evaluation.Quality;

/// <summary>As stock lists have it, <c>HELMET, BALLISTIC</c>; or the parts between commas in another order.</summary>
internal static class WordOrder
{
    private const string Comma = ", ";

    /// <summary>Languages whose names of goods end with the noun, or where an adjective may follow it.</summary>
    private static readonly string[] Inverting = ["en", "de", "ru", "uk"];

    public static string? Make(TargetText target, Random random)
    {
        var parts = target.Text.Split(Comma);
        var canInvert = Inverting.Contains(target.Row.Language) && target.Text.Substring(target.Main.Start, target.Main.Length).Contains(' ', StringComparison.Ordinal);
        var canRotate = parts.Length > 1 && !target.Spans.Any(s => target.Text.AsSpan(s.Start, s.Length).Contains(Comma, StringComparison.Ordinal));
        return canInvert && (!canRotate || random.Next(2) == 0) ? target.RewriteMain(Invert) : canRotate ? Rotate(parts, random) : null;
    }

    private static string Invert(string span)
    {
        var space = span.LastIndexOf(' ');
        return $"{span[(space + 1)..]}, {span[..space].TrimEnd(',')}";
    }

    private static string Rotate(string[] parts, Random random)
    {
        var by = random.Next(1, parts.Length);
        return string.Join(Comma, parts.Skip(by).Concat(parts.Take(by)));
    }
}
