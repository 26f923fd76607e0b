using System.Text;

namespace ScreeningApi.Screenings.Memos;

/// <summary>
/// Plain text as Markdown (CommonMark, and what GitHub adds) that shows exactly that text. Characters that mean something are escaped. What
/// a reader of Markdown turns into a link by itself, an address of the web or of a mailbox, no escape prevents everywhere: such a word is
/// set as code, in which nothing means anything.
/// </summary>
internal static class MarkdownText
{
    private const string Special = @"\`*_{}[]<>#|~&$^";
    private static readonly string[] Addresses = ["@", "://", "www.", "mailto:", "xmpp:"];

    public static string Escape(string text)
    {
        var plain = MemoText.OneLine(text);
        var escaped = new StringBuilder(plain.Length + 16);
        foreach (var word in plain.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            escaped.Append(escaped.Length == 0 ? "" : " ");
            if (Addresses.Any(a => word.Contains(a, StringComparison.OrdinalIgnoreCase)))
            {
                AppendCode(escaped, word);
            }
            else
            {
                AppendWord(escaped, word);
            }
        }

        return escaped.ToString();
    }

    /// <summary>
    /// For a cell of a table, which a bar ends even within code: there, what stands on each side of a bar is escaped alone. Outside of code
    /// that is what <see cref="Escape"/> does.
    /// </summary>
    public static string EscapeCell(string text)
    {
        var words = MemoText.OneLine(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select(word => string.Join("\\|", word.Split('|').Select(Escape))));
    }

    /// <summary>Between more backticks than the word has in a row; spaces keep its own apart from these, and are not shown.</summary>
    private static void AppendCode(StringBuilder escaped, string word)
    {
        var fence = new string('`', LongestRun(word, '`') + 1);
        var gap = word[0] == '`' || word[^1] == '`' ? " " : "";
        escaped.Append(fence).Append(gap).Append(word).Append(gap).Append(fence);
    }

    private static void AppendWord(StringBuilder escaped, string word)
    {
        var marker = escaped.Length == 0 ? MarkerIn(word) : -1;
        for (var i = 0; i < word.Length; i++)
        {
            escaped.Append(i == marker || Special.Contains(word[i]) ? "\\" : "").Append(word[i]);
        }
    }

    /// <summary>Where the first word would begin a list or a rule, or underline a heading: <c>-</c>, <c>+</c>, <c>===</c>, <c>12.</c>; -1 where it does not.</summary>
    private static int MarkerIn(string word) =>
        "-+=:".Contains(word[0]) && word.All(c => c == word[0]) ? 0
        : word[^1] is '.' or ')' && word.Length > 1 && word.AsSpan(0, word.Length - 1).IndexOfAnyExceptInRange('0', '9') < 0 ? word.Length - 1
        : -1;

    private static int LongestRun(string text, char of)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == of ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
