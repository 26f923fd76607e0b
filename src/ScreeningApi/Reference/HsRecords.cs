namespace ScreeningApi.Reference;

/// <summary>What is known about HS codes: one record a table, as in ReferenceRecords.</summary>
internal sealed record HsHeadingRecord : DatedRecord
{
    public string Code { get; init; } = "";
    public string[] Subheadings { get; init; } = [];
    public string Citation { get; init; } = "";
    public string Verified { get; init; } = "";
}

internal sealed record HsRetiredRecord : SourcedRecord
{
    public string Code { get; init; } = "";
    public string[] Successors { get; init; } = [];
    public string Note { get; init; } = "";
    public string Citation { get; init; } = "";
}

internal sealed record HsExpectationRecord : DatedRecord
{
    public int Ordinal { get; init; }
    public string Category { get; init; } = "";
    public string Kind { get; init; } = "";
    public string[] Codes { get; init; } = [];
    public string Goods { get; init; } = "";
    public string Citation { get; init; } = "";
    public string Verified { get; init; } = "";
}
