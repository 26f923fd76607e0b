namespace ScreeningApi.Reference;

// One record a table, with the table's columns: filled from the files, written to and read from the database.

/// <summary>When the fact holds; the ends of time where nothing is known.</summary>
internal abstract record DatedRecord
{
    public DateOnly ValidFrom { get; init; } = DateOnly.MinValue;
    public DateOnly ValidTo { get; init; } = DateOnly.MaxValue;
}

/// <summary>Where a fact was taken from and how far it was checked.</summary>
internal abstract record SourcedRecord : DatedRecord
{
    public string Source { get; init; } = "";
    public string AsOf { get; init; } = "";
    public string Verified { get; init; } = "";
}

internal sealed record CategoryRecord : DatedRecord
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public double Sensitivity { get; init; }
    public string Description { get; init; } = "";
    public string Citation { get; init; } = "";
}

internal sealed record RuleRecord : DatedRecord
{
    public string Rule { get; init; } = "";
    public string Lang { get; init; } = "";
    public string Category { get; init; } = "";
    public string Kind { get; init; } = "";
    public double Strength { get; init; }
    public string[] Values { get; init; } = [];
    public string Scope { get; init; } = "";
    public string[] Targets { get; init; } = [];
    public string Note { get; init; } = "";
    public string Citation { get; init; } = "";
}

internal sealed record VagueTermRecord
{
    public int Ordinal { get; init; }
    public string Lang { get; init; } = "";
    public string[] Values { get; init; } = [];
    public string Note { get; init; } = "";
    public string Citation { get; init; } = "";
}

internal sealed record MakerRecord : DatedRecord
{
    public string Maker { get; init; } = "";
    public string[] Names { get; init; } = [];

    /// <summary><c>semiconductor:0.6</c>.</summary>
    public string[] Categories { get; init; } = [];
    public string Note { get; init; } = "";
    public string Citation { get; init; } = "";
    public string Verified { get; init; } = "";
}

internal sealed record FamilyRecord : DatedRecord
{
    public string Maker { get; init; } = "";
    public string Family { get; init; } = "";
    public string Category { get; init; } = "";
    public string[] Models { get; init; } = [];
    public double Strength { get; init; }
    public double Alone { get; init; }
    public string Note { get; init; } = "";
    public string Citation { get; init; } = "";
    public string Verified { get; init; } = "";
}

internal sealed record SpellingRecord
{
    public string Spelling { get; init; } = "";
    public double Factor { get; init; }
    public int MinLetters { get; init; }
    public string Note { get; init; } = "";
    public string Citation { get; init; } = "";
}

internal sealed record LookAlikeRecord
{
    public string Character { get; init; } = "";
    public string Latin { get; init; } = "";
    public string Cyrillic { get; init; } = "";
    public string Citation { get; init; } = "";
}

internal sealed record HanVariantsRecord
{
    public int Ordinal { get; init; }

    /// <summary>A character and its simplified form, two characters each.</summary>
    public string[] Pairs { get; init; } = [];
    public string Citation { get; init; } = "";
}

internal sealed record InflectionRecord
{
    public int Ordinal { get; init; }
    public string Lang { get; init; } = "";
    public bool IsPrefix { get; init; }
    public string[] Endings { get; init; } = [];
    public string Becomes { get; init; } = "";
    public int MinStem { get; init; }
    public string Citation { get; init; } = "";
}

internal sealed record OrdinaryWordsRecord
{
    public int Ordinal { get; init; }
    public string Lang { get; init; } = "";
    public string[] Words { get; init; } = [];
    public string Citation { get; init; } = "";
}

internal sealed record ListRecord : DatedRecord
{
    public string List { get; init; } = "";
    public string Tier { get; init; } = "";
    public string Name { get; init; } = "";
    public string Regime { get; init; } = "";
    public double Weight { get; init; }
    public string Citation { get; init; } = "";
}

internal sealed record ListingRecord : SourcedRecord
{
    public string List { get; init; } = "";
    public string Tier { get; init; } = "";
    public string Code { get; init; } = "";
    public bool Partial { get; init; }
    public string Description { get; init; } = "";
    public string Citation { get; init; } = "";
}

internal sealed record ControlRecord : SourcedRecord
{
    public string Regime { get; init; } = "";
    public string Entry { get; init; } = "";
    public string Heading { get; init; } = "";
    public string[] Reasons { get; init; } = [];
    public string[] EntireEntryReasons { get; init; } = [];
    public string Series { get; init; } = "";

    /// <summary>The file's other columns, as a JSON object.</summary>
    public string Details { get; init; } = "{}";
    public string Citation { get; init; } = "";
}

internal sealed record CountryRecord
{
    public string Code { get; init; } = "";
    public string Iso3 { get; init; } = "";
    public string Name { get; init; } = "";
    public string[] Aliases { get; init; } = [];
    public string NameZh { get; init; } = "";
    public string NameRu { get; init; } = "";
    public string EarName { get; init; } = "";
    public string Parent { get; init; } = "";
    public string Source { get; init; } = "";
    public string AsOf { get; init; } = "";
    public string Verified { get; init; } = "";
}

internal sealed record DestinationRecord : SourcedRecord
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public int Tier { get; init; }
    public double Risk { get; init; }
    public bool Ally { get; init; }
    public string Citation { get; init; } = "";
}

internal sealed record DestinationReasonRecord : DatedRecord
{
    public string Code { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Text { get; init; } = "";
    public string Citation { get; init; } = "";
    public string Verified { get; init; } = "";
}

internal sealed record DestinationOverrideRecord : DatedRecord
{
    public string Code { get; init; } = "";
    public string Category { get; init; } = "";
    public double Risk { get; init; }
    public string Reason { get; init; } = "";
    public string Text { get; init; } = "";
    public string Citation { get; init; } = "";
}

internal sealed record EmbargoRecord : SourcedRecord
{
    public int Ordinal { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Issuer { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Note { get; init; } = "";
    public string Citation { get; init; } = "";
}

internal sealed record CountryGroupRecord : SourcedRecord
{
    public string Code { get; init; } = "";
    public string CountryGroup { get; init; } = "";
    public string Note { get; init; } = "";
    public string Citation { get; init; } = "";
}

internal sealed record CountryChartRecord : SourcedRecord
{
    public string Code { get; init; } = "";
    public string[] Reasons { get; init; } = [];
    public string RowKind { get; init; } = "";
    public string Footnotes { get; init; } = "";
    public string Note { get; init; } = "";
    public string Citation { get; init; } = "";
}

internal sealed record AuthorizationPlaceRecord : SourcedRecord
{
    public int Ordinal { get; init; }
    public string Authorization { get; init; } = "";
    public string Code { get; init; } = "";
    public string Mode { get; init; } = "";
    public string Note { get; init; } = "";
    public string Citation { get; init; } = "";
}

internal sealed record SettingRecord
{
    public string Key { get; init; } = "";
    public double Value { get; init; }
    public string Description { get; init; } = "";
    public string Citation { get; init; } = "";
}

internal sealed record MeasureRecord : DatedRecord
{
    public int Ordinal { get; init; }
    public string Code { get; init; } = "";
    public string Effect { get; init; } = "";
    public string[] Roles { get; init; } = [];
    public string[] Places { get; init; } = [];
    public string[] Items { get; init; } = [];
    public string Circumstance { get; init; } = "";
    public double Floor { get; init; }
    public double Weight { get; init; }
    public string Text { get; init; } = "";
    public string Citation { get; init; } = "";
    public string Verified { get; init; } = "";
}
