using System.Text;

namespace ScreeningApi.Screenings.Memos;

/// <summary>Memos as Markdown, with a rule between two of them. No text ever begins a line: a mark of our own stands before each.</summary>
internal static class MarkdownMemo
{
    /// <summary>The document, a memo at a time.</summary>
    public static IEnumerable<string> Write(IEnumerable<Memo> memos) => memos.Select((memo, i) => (i == 0 ? "" : "\n---\n\n") + Page(memo));

    private static string Page(Memo memo)
    {
        var page = new StringBuilder(memo.Anchor is null ? "" : $"<a id=\"{memo.Anchor}\"></a>\n\n").Append("# ").Append(MarkdownText.Escape(memo.Title)).Append("\n\n");
        Write(page, MemoListKind.Facts, memo.Heading);
        page.Append('\n');
        Write(page, MemoListKind.Facts, memo.Outcome);
        foreach (var section in memo.Sections)
        {
            Write(page, section);
        }

        if (memo.Table is { } table)
        {
            Write(page, table);
        }
        else
        {
            WriteDecision(page, memo.Decision);
        }

        page.Append("\n*").Append(MarkdownText.Escape(memo.Note)).Append("*\n");
        return page.ToString();
    }

    private static void WriteDecision(StringBuilder page, IReadOnlyList<MemoItem> decision)
    {
        page.Append("\n## Decision of the officer\n\n");
        foreach (var blank in decision)
        {
            page.Append("- **").Append(MarkdownText.Escape(blank.Lead!)).Append(":** ").Append(blank.Text.Length > 0 ? MarkdownText.Escape(blank.Text) : "......................").Append('\n');
        }
    }

    private static void Write(StringBuilder page, MemoTable table)
    {
        page.Append("\n| ").AppendJoin(" | ", table.Columns.Select(MarkdownText.EscapeCell)).Append(" |\n|").AppendJoin('|', table.Columns.Select(_ => "---")).Append("|\n");
        foreach (var row in table.Rows)
        {
            page.Append("| [").Append(MarkdownText.EscapeCell(row.Cells[0])).Append("](#").Append(row.Anchor).Append(") | ");
            page.AppendJoin(" | ", row.Cells.Skip(1).Select(MarkdownText.EscapeCell)).Append(" |\n");
        }
    }

    private static void Write(StringBuilder page, MemoSection section)
    {
        page.Append("\n## ").Append(MarkdownText.Escape(section.Outcome is null ? section.Heading : $"{section.Heading}: {section.Outcome}")).Append('\n');
        foreach (var list in section.Lists.Where(l => l.Items.Count > 0))
        {
            page.Append(list.Heading is null ? "" : $"\n**{MarkdownText.Escape(list.Heading)}**\n").Append('\n');
            Write(page, list.Kind, list.Items);
        }
    }

    private static void Write(StringBuilder page, MemoListKind kind, IReadOnlyList<MemoItem> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var mark = kind == MemoListKind.Steps ? $"{i + 1}. " : "- ";
            Write(page.Append(mark), items[i]);
            foreach (var detail in items[i].Details)
            {
                Write(page.Append(' ', mark.Length).Append("- "), detail);
            }
        }
    }

    private static void Write(StringBuilder page, MemoItem item)
    {
        page.Append(item.Lead is null ? "" : $"**{MarkdownText.Escape(item.Lead)}:** ").Append(MarkdownText.Escape(item.Text));
        page.Append(string.IsNullOrWhiteSpace(item.Citation) ? "" : $" *{MarkdownText.Escape(item.Citation)}*").Append('\n');
    }
}
