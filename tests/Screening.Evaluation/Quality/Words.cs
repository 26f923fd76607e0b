namespace Screening.Evaluation.Quality;

/// <summary>Where words stand in a text.</summary>
internal static class Words
{
    /// <summary>The longest run of letters; its length is 0 when there is none.</summary>
    public static (int Start, int Length) Longest(string text)
    {
        (int Start, int Length) longest = (0, 0);
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            while (end < text.Length && char.IsLetter(text[end]))
            {
                end++;
            }

            longest = end - i > longest.Length ? (i, end - i) : longest;
            i = Math.Max(end, i + 1);
        }

        return longest;
    }

    /// <summary>The text with its longest word rewritten, when that has enough letters; else the text itself.</summary>
    public static string RewriteLongest(string text, int minLetters, Func<string, string> rewrite)
    {
        var (start, length) = Longest(text);
        return length < minLetters ? text : string.Concat(text.AsSpan(0, start), rewrite(text.Substring(start, length)), text.AsSpan(start + length));
    }
}
