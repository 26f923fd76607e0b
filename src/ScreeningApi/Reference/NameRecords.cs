namespace ScreeningApi.Reference;

// What is known about the words of names and about the lists of restricted parties: one record a table, as in ReferenceRecords.

/// <summary>All that parties are screened by, besides the entries of the lists. Rule sets from before these tables have none.</summary>
internal sealed record PartiesData
{
    public IReadOnlyList<NameWordRecord> NameWords { get; init; } = [];
    public IReadOnlyList<NameSettingRecord> NameSettings { get; init; } = [];
    public IReadOnlyList<WatchlistRecord> Watchlists { get; init; } = [];
    public IReadOnlyList<WatchlistSectionRecord> WatchlistSections { get; init; } = [];
}

internal sealed record NameWordRecord : DatedRecord
{
    public int Ordinal { get; init; }
    public string Kind { get; init; } = "";
    public string Word { get; init; } = "";
    public string Lang { get; init; } = "";
    public string[] Forms { get; init; } = [];
    public double Weight { get; init; }
    public string Citation { get; init; } = "";
}

internal sealed record NameSettingRecord
{
    public string Key { get; init; } = "";
    public double Value { get; init; }
    public string Description { get; init; } = "";
    public string Citation { get; init; } = "";
}

internal sealed record WatchlistRecord
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Issuer { get; init; } = "";
    public string Format { get; init; } = "";
    public string Url { get; init; } = "";
    public int WarnAfterHours { get; init; }
    public int StopAfterHours { get; init; }
    public double MaxShrink { get; init; }
    public string[] Canaries { get; init; } = [];
    public string Citation { get; init; } = "";
    public string Source { get; init; } = "";
    public string AsOf { get; init; } = "";
    public string Verified { get; init; } = "";
}

internal sealed record WatchlistSectionRecord : SourcedRecord
{
    public int Ordinal { get; init; }
    public string List { get; init; } = "";
    public string Section { get; init; } = "";
    public string Name { get; init; } = "";
    public string Effect { get; init; } = "";
    public double Weight { get; init; }
    public bool OwnershipRule { get; init; }
    public string Text { get; init; } = "";
    public string Citation { get; init; } = "";
}
