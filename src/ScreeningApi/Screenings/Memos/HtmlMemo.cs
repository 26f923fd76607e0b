using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ScreeningApi.Screenings.Memos;

/// <summary>
/// Memos as one HTML document that needs nothing else: no script, no picture, no font of another place. Every text goes through
/// <see cref="Escape"/>; names and values are set apart from what surrounds them, so that a text written from right to left turns nothing
/// around.
/// </summary>
internal static class HtmlMemo
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private const string End = "</body>\n</html>\n";

    private static readonly string Beginning =
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Screening memo</title>
        <style>{HtmlMemoStyle.Sheet}</style>
        </head>
        <body>

        """;

    /// <summary>The document, a memo at a time.</summary>
    public static IEnumerable<string> Write(IEnumerable<Memo> memos) => memos.Select(Page).Prepend(Beginning).Append(End);

    private static string Escape(string text) => Encoder.Encode(MemoText.OneLine(text));

    private static string Page(Memo memo)
    {
        var page = new StringBuilder("<article").Append(memo.Anchor is null ? "" : $" id=\"{Escape(memo.Anchor)}\"").Append(">\n<h1>").Append(Escape(memo.Title)).Append("</h1>\n");
        WriteFacts(page, "heading", memo.Heading);
        WriteFacts(page, "outcome", memo.Outcome);
        if (memo.Table is { } table)
        {
            Write(page, table);
        }
        else
        {
            WriteLine(page, memo);
        }

        page.Append("<footer>").Append(Escape(memo.Note)).Append("</footer>\n</article>\n");
        return page.ToString();
    }

    private static void WriteLine(StringBuilder page, Memo memo)
    {
        page.Append("<div class=\"columns\">\n");
        foreach (var section in memo.Sections)
        {
            Write(page, section);
        }

        page.Append("</div>\n<section class=\"decision\">\n<h2>Decision of the officer</h2>\n");
        WriteFacts(page, "blanks", memo.Decision);
        page.Append("</section>\n");
    }

    private static void Write(StringBuilder page, MemoTable table)
    {
        page.Append("<table>\n<thead>\n<tr>");
        foreach (var column in table.Columns)
        {
            page.Append("<th>").Append(Escape(column)).Append("</th>");
        }

        page.Append("</tr>\n</thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            page.Append("<tr><td><a href=\"#").Append(Escape(row.Anchor)).Append("\">").Append(Escape(row.Cells[0])).Append("</a></td>");
            foreach (var cell in row.Cells.Skip(1))
            {
                page.Append("<td><bdi>").Append(Escape(cell)).Append("</bdi></td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static void Write(StringBuilder page, MemoSection section)
    {
        page.Append("<section>\n<h2>").Append(Escape(section.Heading));
        page.Append(section.Outcome is null ? "" : $" <strong>{Escape(section.Outcome)}</strong>").Append("</h2>\n");
        foreach (var list in section.Lists.Where(l => l.Items.Count > 0))
        {
            page.Append(list.Heading is null ? "" : $"<h3>{Escape(list.Heading)}</h3>\n");
            if (list.Kind == MemoListKind.Facts)
            {
                WriteFacts(page, "facts", list.Items);
            }
            else
            {
                WriteList(page, list.Kind == MemoListKind.Steps ? "ol" : "ul", list.Items);
            }
        }

        page.Append("</section>\n");
    }

    private static void WriteFacts(StringBuilder page, string name, IReadOnlyList<MemoItem> facts)
    {
        page.Append("<dl class=\"").Append(name).Append("\">\n");
        foreach (var fact in facts)
        {
            page.Append("<div><dt>").Append(Escape(fact.Lead!)).Append("</dt><dd><bdi>").Append(Escape(fact.Text)).Append("</bdi></dd></div>\n");
        }

        page.Append("</dl>\n");
    }

    private static void WriteList(StringBuilder page, string tag, IReadOnlyList<MemoItem> items)
    {
        page.Append('<').Append(tag).Append(">\n");
        foreach (var item in items)
        {
            page.Append("<li>").Append(item.Lead is null ? "" : $"<b>{Escape(item.Lead)}</b> ").Append(Escape(item.Text));
            page.Append(string.IsNullOrWhiteSpace(item.Citation) ? "" : $" <cite>{Escape(item.Citation)}</cite>");
            if (item.Details.Count > 0)
            {
                WriteList(page.Append('\n'), "ul", item.Details);
            }

            page.Append("</li>\n");
        }

        page.Append("</").Append(tag).Append(">\n");
    }
}
