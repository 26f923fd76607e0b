using System.Text;
using System.Text.RegularExpressions;
using ScreeningApi.Reference.Import.Tables;

namespace ScreeningApi.Reference.Import.Acts;

internal sealed record ActTable(ActHeading Heading, TextTable Table);

/// <summary>
/// Finds the tables of an act in the HTML of EUR-Lex or legislation.gov.uk, each with the annex or schedule it stands in. Tables are also
/// used there to lay out numbered points, with the real ones inside: each table counts for itself.
/// </summary>
internal sealed partial class ActReader
{
    /// <summary>The consolidated regulation with all its annexes has some 20 million characters.</summary>
    public const long MaxBytes = 128 * 1024 * 1024;

    private static readonly HashSet<string> Blocks = ["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "section", "article", "body", "header", "td", "th", "tr", "table", "caption"];

    private readonly List<ActTable> _tables = [];
    private readonly Stack<(TableBuilder Builder, ActHeading Heading)> _open = [];
    private readonly StringBuilder _paragraph = new();
    private ActHeading _heading = ActHeading.None;
    private bool _isMark;

    public static IReadOnlyList<ActTable> Read(string html)
    {
        var reader = new ActReader();
        foreach (var token in HtmlTokens.Read(html))
        {
            reader.Take(token);
        }

        return reader._tables;
    }

    private void Take(HtmlToken token)
    {
        if (token.Kind == HtmlTokenKind.Text)
        {
            AddText(token.Value);
            return;
        }

        if (token.Value == "sup")
        {
            _isMark = token.Kind == HtmlTokenKind.Start;
            return;
        }

        if (token.Value == "span")
        {
            _paragraph.Append(' '); // the number of a schedule and where it holds stand in two, without a space
        }

        if (Blocks.Contains(token.Value) || token.Value == "br")
        {
            EndParagraph(token.Value);
        }

        if (token.Kind == HtmlTokenKind.Start)
        {
            Begin(token);
        }
        else
        {
            End(token.Value);
        }
    }

    private void AddText(string text)
    {
        if (_isMark)
        {
            return; // the number of a footnote or of an amendment
        }

        _paragraph.Append(text);
        if (_open.TryPeek(out var table))
        {
            table.Builder.Add(text);
        }
    }

    private void EndParagraph(string element)
    {
        var text = TableBuilder.Clean(_paragraph.ToString().Replace('\n', ' '));
        _paragraph.Clear();
        _heading = _heading.After(text);
        if (element is "p" or "br" or "div" or "li" && _open.TryPeek(out var table) && table.Builder.IsInCell)
        {
            table.Builder.Break();
        }
    }

    private void Begin(HtmlToken token)
    {
        if (token.Value == "table")
        {
            _open.Push((new TableBuilder(token.Line, ""), _heading));
        }
        else if (_open.TryPeek(out var table))
        {
            if (token.Value == "tr")
            {
                table.Builder.BeginRow(token.Line);
            }
            else if (token.Value is "td" or "th")
            {
                table.Builder.BeginCell(token.Value == "th", Attribute(token, "colspan"), Attribute(token, "rowspan"));
            }
        }
    }

    private void End(string name)
    {
        if (!_open.TryPeek(out var table))
        {
            return;
        }

        if (name == "table")
        {
            _open.Pop();
            _tables.Add(new ActTable(table.Heading, table.Builder.Build()));
        }
        else if (name is "td" or "th")
        {
            table.Builder.EndCell();
        }
        else if (name == "tr")
        {
            table.Builder.EndRow();
        }
    }

    private static string? Attribute(HtmlToken token, string name) =>
        AttributeValue().Matches(token.Attributes).Where(m => m.Groups[1].Value.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(m => m.Groups[2].Value).FirstOrDefault();

    [GeneratedRegex("""([\w-]+)\s*=\s*["']?([^"'\s>]*)""")]
    private static partial Regex AttributeValue();
}
