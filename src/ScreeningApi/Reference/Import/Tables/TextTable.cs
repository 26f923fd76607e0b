namespace ScreeningApi.Reference.Import.Tables;

/// <summary>A cell as the text has it: what it says, how many columns it takes, and the marks of footnotes in it. Lines of a cell are divided by line feeds.</summary>
internal sealed record TextCell(string Text, int Span, IReadOnlyList<string> Marks)
{
    public static readonly TextCell Empty = new("", 1, []);

    public string Line => string.Join(' ', Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}

internal sealed record TextRow(int Line, IReadOnlyList<TextCell> Cells)
{
    /// <summary>The text that begins in a column, counted from 0; empty where none does.</summary>
    public string At(int column)
    {
        var at = 0;
        foreach (var cell in Cells)
        {
            if (at >= column)
            {
                return at == column ? cell.Text : "";
            }

            at += cell.Span;
        }

        return "";
    }

    public bool IsOneCell => Cells.Count == 1 || Cells.Skip(1).All(c => c.Text.Length == 0);
}

/// <summary>A table of a text, whatever its markup, and where it stands.</summary>
internal sealed record TextTable(int Line, string Title, IReadOnlyList<TextRow> Header, IReadOnlyList<TextRow> Rows)
{
    public string Place => Title.Length > 0 ? $"line {Line}, table '{Short(Title)}'" : $"line {Line}, table";

    /// <summary>Enough of a text to find it again.</summary>
    public static string Short(string text)
    {
        const int Enough = 80;
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Enough ? line : line[..Enough] + "…";
    }
}
