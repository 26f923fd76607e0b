namespace ScreeningApi.Screenings.Memos;

/// <summary>
/// A line's screening, or the cover of a shipment's, as a page that an officer can file. Its texts are plain: whoever writes them into a form of markup escapes them, all
/// of them, whether they come from outside or from our tables.
/// </summary>
internal sealed record Memo
{
    public required string Title { get; init; }

    /// <summary>By what the cover refers to the page; null where there is no cover.</summary>
    public string? Anchor { get; init; }

    /// <summary>Which screening of which line it is.</summary>
    public required IReadOnlyList<MemoItem> Heading { get; init; }

    /// <summary>What it came to, in a few words each.</summary>
    public required IReadOnlyList<MemoItem> Outcome { get; init; }

    /// <summary>Only a cover has it.</summary>
    public MemoTable? Table { get; init; }

    public IReadOnlyList<MemoSection> Sections { get; init; } = [];

    /// <summary>What an officer writes by hand; empty on a cover, as each line is decided on.</summary>
    public IReadOnlyList<MemoItem> Decision { get; init; } = [];

    /// <summary>How the memo came to be.</summary>
    public required string Note { get; init; }
}

/// <summary>Rows under names of columns.</summary>
internal sealed record MemoTable(IReadOnlyList<string> Columns, IReadOnlyList<MemoRow> Rows);

/// <summary>A row, of which the first cell leads to the page with the anchor.</summary>
internal sealed record MemoRow(string Anchor, IReadOnlyList<string> Cells);

/// <summary>A part of a memo under a heading.</summary>
internal sealed record MemoSection(string Heading, params IReadOnlyList<MemoList> Lists)
{
    /// <summary>A short outcome beside the heading.</summary>
    public string? Outcome { get; init; }
}

/// <summary>Entries of one kind; a list without entries is left out.</summary>
internal sealed record MemoList(MemoListKind Kind, IReadOnlyList<MemoItem> Items)
{
    public string? Heading { get; init; }
}

/// <summary>How entries are set.</summary>
internal enum MemoListKind
{
    /// <summary>Names with values.</summary>
    Facts,

    /// <summary>One after the other, with numbers.</summary>
    Steps,

    Points,
}

/// <summary>One entry.</summary>
internal sealed record MemoItem(string? Lead, string Text, string? Citation = null)
{
    /// <summary>What stands below it, such as the conditions of an exception.</summary>
    public IReadOnlyList<MemoItem> Details { get; init; } = [];
}
