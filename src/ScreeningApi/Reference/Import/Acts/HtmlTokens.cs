using System.Net;

namespace ScreeningApi.Reference.Import.Acts;

internal enum HtmlTokenKind
{
    Text,
    Start,
    End,
}

/// <summary><paramref name="Value"/>: the text, or the name of the element in small letters.</summary>
internal readonly record struct HtmlToken(HtmlTokenKind Kind, string Value, string Attributes, int Line);

/// <summary>
/// Cuts HTML into tags and texts, as forgiving as browsers are: what is no tag is text. Enough for tables and headings; scripts, styles
/// and comments are passed over. One pass, no nesting.
/// </summary>
internal static class HtmlTokens
{
    private static readonly HashSet<string> Unread = ["script", "style", "template"];

    public static IEnumerable<HtmlToken> Read(string html)
    {
        var (at, line) = (0, 1);
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            var end = open < 0 ? html.Length : open;
            if (end > at)
            {
                yield return new HtmlToken(HtmlTokenKind.Text, WebUtility.HtmlDecode(html[at..end]).Replace('\u00a0', ' '), "", line);
            }

            line += Lines(html, at, end);
            if (open < 0)
            {
                yield break;
            }

            (at, var token) = Tag(html, open, line);
            line += Lines(html, open, at);
            if (token is { } tag)
            {
                yield return tag;
            }
        }
    }

    /// <summary>The tag that begins here, null for what is not shown, and where the text goes on.</summary>
    private static (int End, HtmlToken? Token) Tag(string html, int open, int line)
    {
        if (html.AsSpan(open).StartsWith("<!--", StringComparison.Ordinal))
        {
            return (After(html, "-->", open), null);
        }

        var (begin, isEnd) = open + 1 < html.Length && html[open + 1] == '/' ? (open + 2, true) : (open + 1, false);
        var end = EndOfTag(html, begin);
        var name = NameAt(html, begin, end);
        if (name.Length == 0)
        {
            // A declaration, or a bracket that is one.
            return begin < html.Length && html[begin] is '!' or '?' ? (end, null) : (open + 1, new HtmlToken(HtmlTokenKind.Text, "<", "", line));
        }

        return !isEnd && Unread.Contains(name)
            ? (After(html, ">", html.IndexOf($"</{name}", end, StringComparison.OrdinalIgnoreCase)), null)
            : (end, new HtmlToken(isEnd ? HtmlTokenKind.End : HtmlTokenKind.Start, name, isEnd ? "" : html[(begin + name.Length)..Math.Max(begin + name.Length, end - 1)], line));
    }

    /// <summary>Behind the bracket that closes the tag; brackets between quotes do not.</summary>
    private static int EndOfTag(string html, int at)
    {
        var quote = '\0';
        for (; at < html.Length; at++)
        {
            var c = html[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'' && html[at - 1] == '=')
            {
                quote = c;
            }
            else if (c == '>')
            {
                return at + 1;
            }
        }

        return html.Length;
    }

    private static string NameAt(string html, int begin, int end)
    {
        var length = 0;
        while (begin + length < end && (char.IsAsciiLetterOrDigit(html[begin + length]) || length > 0 && html[begin + length] is '-' or ':'))
        {
            length++;
        }

        return length > 0 && char.IsAsciiLetter(html[begin]) ? html.Substring(begin, length).ToLowerInvariant() : "";
    }

    private static int After(string html, string mark, int from) =>
        from >= 0 && html.IndexOf(mark, from, StringComparison.Ordinal) is >= 0 and var at ? at + mark.Length : html.Length;

    private static int Lines(string html, int from, int to) => html.AsSpan(from, to - from).Count('\n');
}
