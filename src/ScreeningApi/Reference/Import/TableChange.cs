namespace ScreeningApi.Reference.Import;

internal sealed record ColumnChange(string Column, string Before, string After);

internal enum RowChangeKind
{
    Changed,
    Added,

    /// <summary>No longer in the text: its last day is the one before the text's.</summary>
    Ended,
}

/// <summary>What becomes of one row, with its key and the columns that differ.</summary>
internal sealed record RowChange(RowChangeKind Kind, string Key, string Place, IReadOnlyList<ColumnChange> Columns);

/// <summary>What an import would make of one table.</summary>
internal sealed record TableChange
{
    public required string Table { get; init; }
    public required int Read { get; init; }

    /// <summary>Rows in force on the day of the text, and the newest day on which one of them was read.</summary>
    public required int Published { get; init; }
    public required string PublishedAsOf { get; init; }
    public required IReadOnlyList<RowChange> Rows { get; init; }

    /// <summary>Rows that say the same.</summary>
    public required int Confirmed { get; init; }

    /// <summary>Those of them that now rest on two copies, and did not before.</summary>
    public required int NewlyVerified { get; init; }

    /// <summary>Whether a row would differ in anything, and be it the day it was read.</summary>
    public required bool IsAny { get; init; }

    public int Count(RowChangeKind kind) => Rows.Count(r => r.Kind == kind);

    /// <summary>More than a tenth of the rows gone is more often a file that was read wrongly, or cut off, than a change of the law.</summary>
    public bool LosesTooMuch => Count(RowChangeKind.Ended) * LargestLoss > Published;

    private const int LargestLoss = 10;
}
