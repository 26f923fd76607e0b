using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ScreeningApi.Screenings.Memos;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Screenings;

/// <summary>Descriptions and names come from outside: in a memo they are text, whatever they look like.</summary>
public sealed partial class MemoMarkupTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Hostile =>
    [
        "<script>alert(1)</script>",
        "</dd></dl></article><img src=x onerror=alert(1)>",
        "\"><svg/onload=alert(1)>' onmouseover='x",
        "&lt;b&gt; &#60;i&#62; &amp;copy; </style><style>*{display:none}",
        "<!-- --> ]]> <![CDATA[ <?php ?> {{x}} ${x}",
        "[click](javascript:alert(1)) ![x](http://evil.example/x.png) <http://evil.example>",
        "# heading", "## heading ##", "- item", "+ item", "-", "* item", "1. item", "12) item", "3.5 mm", "-5 V", "> quote", "--- ", "***", "___", "===", ": definition",
        "**bold** __bold__ *it* _it_ ~~gone~~ `code` ``more``", "    indented", "```", "~~~", "a | b | c", "|-|-|", "[ref]: http://evil.example", "[^1]: note", "\\# \\* \\\\ \\", "$x^2$ ==x==",
        "see https://evil.example/a_b*c or www.evil.example", "mail a@evil.example, `b@evil.example, c@d.example`", "@maintainers #12 mailto:x",
        "line one\nline two\r\n# heading\n\n- item\n<div>\u2028x\u0085y", "tab\tand\fform feed",
        "right \u202Eto left\u202C and \u2066isolated\u2069", "\u0001\u001b[31mred\u007f", "🚁 四旋翼无人机 дрон طائرة e\u0301 Ω≈ç",
    ];

    [Theory, MemberData(nameof(Hostile))]
    public async Task In_HTML_they_are_text(string text)
    {
        using var answer = await service.Http.GetAsync($"{await StoreAsync(text)}/memo", Cancelled);
        var page = await answer.Content.ReadAsStringAsync(Cancelled);
        var body = page[page.IndexOf("<body>", StringComparison.Ordinal)..];
        Assert.All(Tag().Matches(body).Select(t => t.Value), tag => Assert.Matches(OwnTag(), tag));
        Assert.Equal(body.Count(c => c == '<'), Tag().Count(body));
        Assert.Equal(2, Regex.Count(page, "</?style>"));
        Assert.DoesNotMatch(@"(?i)<script|<link|<img|<meta(?! charset| name=""viewport"")|url\(|@import", page);
        var shown = WebUtility.HtmlDecode(Tag().Replace(body, "\n"));
        Assert.All(Written(text), field => Assert.Contains(MemoText.OneLine(field), shown, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Hostile))]
    public async Task In_Markdown_they_are_text(string text)
    {
        var page = await service.Http.GetStringAsync($"{await StoreAsync(text)}/memo?format=md", Cancelled);
        Assert.All(page.Split('\n'), line => Assert.Matches(OwnLine(), line));
        Assert.All(Written(text), field => Assert.Contains(MarkdownText.Escape(field), page, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Hostile))]
    public async Task On_the_cover_they_are_text(string text)
    {
        var location = await StoreAsync(text, lines: 2);
        var page = await service.Http.GetStringAsync($"{location}/memo", Cancelled);
        var body = page[page.IndexOf("<body>", StringComparison.Ordinal)..];
        Assert.All(Tag().Matches(body).Select(t => t.Value), tag => Assert.Matches(OwnTag(), tag));
        Assert.Equal(body.Count(c => c == '<'), Tag().Count(body));
        Assert.Contains(MemoText.Short($"{text} 4", 60), WebUtility.HtmlDecode(Tag().Replace(body[..body.IndexOf("</table>", StringComparison.Ordinal)], "\n")), StringComparison.Ordinal);
        var markdown = (await service.Http.GetStringAsync($"{location}/memo?format=md", Cancelled)).Split('\n');
        Assert.All(markdown, line => Assert.Matches(OwnLine(), line));
        var rows = markdown.Where(l => l.StartsWith("| ", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.Equal(Bar().Count(rows[0]), Bar().Count(row)));
    }

    /// <summary>By the rules of tables on GitHub a bar ends a cell, in code as well, unless a backslash stands before it that nothing escapes.</summary>
    [Theory]
    [InlineData("a|b", @"a\|b")]
    [InlineData(@"a\|b", @"a\\\|b")]
    [InlineData("a@b|c://d|e", @"`a@b`\|`c://d`\|e")]
    [InlineData(@"a@b\|c", @"`a@b\`\|c")]
    [InlineData("a  | b", @"a \| b")]
    public void A_bar_ends_no_cell(string text, string expected)
    {
        Assert.Equal(expected, MarkdownText.EscapeCell(text));
        Assert.Empty(Bar().Matches(expected));
    }

    /// <summary>Read by the rules of CommonMark for escapes and code, the escaped text has no markup left and is the text.</summary>
    [Theory, MemberData(nameof(Hostile))]
    public void What_is_escaped_for_Markdown_reads_as_it_was(string text)
    {
        var (shown, code) = Read(MarkdownText.Escape(text));
        Assert.Equal(Spaces().Replace(MemoText.OneLine(text), " ").Trim(), shown);
        Assert.All(code, word => Assert.DoesNotContain(' ', word));
        Assert.DoesNotMatch(@"(?i)@|://|www\.", code.Aggregate(shown, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal)));
    }

    /// <summary>Its own measure must be able to fail.</summary>
    [Theory]
    [InlineData("**bold**")]
    [InlineData("<b>")]
    [InlineData("a `code` span")]
    [InlineData("- item")]
    [InlineData("1. item")]
    [InlineData("&lt;")]
    public void Text_that_is_not_escaped_would_be_noticed(string text) => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Read(text));

    /// <summary>Takes escapes back, and fails on a character that was to be escaped and is not.</summary>
    private static (string Shown, List<string> Code) Read(string escaped)
    {
        Assert.DoesNotMatch(@"^([-+=:]+|\d+[.)])( |$)", escaped);
        var (shown, code) = (new StringBuilder(), new List<string>());
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] == '`')
            {
                var fence = Fence().Match(escaped, i).Value;
                var end = Regex.Match(escaped[(i + fence.Length)..], $"(?<!`){fence}(?!`)");
                var word = escaped.Substring(i + fence.Length, end.Index);
                code.Add(word is [' ', .., ' '] ? word[1..^1] : word);
                Assert.Matches("@|://|www|mailto:|xmpp:", code[^1]);
                shown.Append(code[^1]);
                i += (2 * fence.Length) + word.Length - 1;
                continue;
            }

            i += escaped[i] == '\\' ? 1 : 0;
            Assert.True(i > 0 && escaped[i - 1] == '\\' || !@"\`*_{}[]<>#|~&$^".Contains(escaped[i]), $"{escaped}: {escaped[i]} at {i}");
            shown.Append(escaped[i]);
        }

        return (shown.ToString(), code);
    }

    /// <summary>In every field that takes any text.</summary>
    private static IEnumerable<string> Written(string text) => [$"{text} 0", $"{text} 1", $"{text} 2", $"at {text} 3", $"{text} 4", $"{text} 5", $"{text} 6"];

    private async Task<string> StoreAsync(string text, int lines = 1)
    {
        var texts = Written(text).ToArray();
        var body = JsonSerializer.Serialize(new
        {
            reference = texts[0],
            destination = "KZ",
            endUse = texts[1],
            parties = new[] { new { role = "endUser", name = texts[2], address = texts[3], country = "KZ" } },
            lines = Enumerable.Range(1, lines).Select(lineNo =>
                new
                {
                    lineNo, description = texts[4], partNumber = texts[5], manufacturer = texts[6], quantity = 7, unit = text[..Math.Min(text.Length, 20)], hsCode = "8542.31",
                    parameters = new[] { new { name = text[..Math.Min(text.Length, 20)], value = 7, unit = text[..Math.Min(text.Length, 20)] } },
                }),
        });
        using var posted = await service.Http.PostTextAsync("/v1/screenings", body);
        Assert.True(posted.StatusCode == HttpStatusCode.Created, await posted.Content.ReadAsStringAsync(Cancelled));
        return posted.Headers.Location!.OriginalString;
    }

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("""^</?(body|html|article|section|h1|h2|h3|dl|div|dt|dd|bdi|ol|ul|li|b|strong|cite|footer|table|thead|tbody|tr|th|td|a)( class="(heading|outcome|columns|facts|decision|blanks)"| href="#line-[12]"| id="line-[12]")?>$""")]
    private static partial Regex OwnTag();

    [GeneratedRegex(@"^($|# Screening memo: |## |\*\*[A-Z][^*]*\*\*$|\d+\. |- | {2,4}- |\*[A-Z][^*]*\*$|---$|\|---\||\| Line \| |\| \[[12]\]\(#line-[12]\) \| |<a id=""line-[12]""></a>$)")]
    private static partial Regex OwnLine();

    [GeneratedRegex(@"(?<!\\)(?:\\\\)*\|")]
    private static partial Regex Bar();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\G`+")]
    private static partial Regex Fence();
}
