namespace ScreeningApi.Reference;

// What licenses are determined by: one record a table, as in ReferenceRecords. The meaning of the columns stands in db/reference/README.md.

/// <summary>A row with its place in the file, its citation and its source.</summary>
internal abstract record LicensingRecord : SourcedRecord
{
    public int Ordinal { get; init; }
    public string Citation { get; init; } = "";
}

/// <summary>All that licenses are determined by, besides lists, control entries and places.</summary>
internal sealed record LicensingData
{
    public IReadOnlyList<LicenseRegimeRecord> Regimes { get; init; } = [];
    public IReadOnlyList<ControlReasonRecord> ControlReasons { get; init; } = [];
    public IReadOnlyList<ControlExceptionRecord> ControlExceptions { get; init; } = [];
    public IReadOnlyList<LicenseReasonRecord> Reasons { get; init; } = [];
    public IReadOnlyList<SanctionRecord> Sanctions { get; init; } = [];
    public IReadOnlyList<EndUseRecord> EndUses { get; init; } = [];
    public IReadOnlyList<LicenseBarRecord> Bars { get; init; } = [];
    public IReadOnlyList<LicenseExceptionRecord> Exceptions { get; init; } = [];
    public IReadOnlyList<ExceptionConditionRecord> Conditions { get; init; } = [];
    public IReadOnlyList<EndUseTermRecord> EndUseTerms { get; init; } = [];
    public IReadOnlyList<CircumstanceRecord> Circumstances { get; init; } = [];
    public IReadOnlyList<ExchangeRateRecord> ExchangeRates { get; init; } = [];
    public IReadOnlyList<ItemListRecord> ItemLists { get; init; } = [];
    public IReadOnlyList<TableHoleRecord> Holes { get; init; } = [];
    public IReadOnlyList<LicenseStepRecord> Steps { get; init; } = [];
}

/// <summary>A body of export control law, where it applies and whose list it goes by.</summary>
internal sealed record LicenseRegimeRecord : LicensingRecord
{
    public string Regime { get; init; } = "";
    public string Name { get; init; } = "";
    public string Home { get; init; } = "";
    public string ControlList { get; init; } = "";
}

/// <summary>The paragraphs of an entry that a reason for control holds for, where it does not hold for all.</summary>
internal sealed record ControlReasonRecord : LicensingRecord
{
    public string Regime { get; init; } = "";
    public string Entry { get; init; } = "";
    public string Reason { get; init; } = "";
    public string[] Paragraphs { get; init; } = [];
    public string[] Except { get; init; } = [];
    public string Decides { get; init; } = "";
    public string Parameter { get; init; } = "";
}

/// <summary>What an entry says of license exceptions.</summary>
internal sealed record ControlExceptionRecord : LicensingRecord
{
    public string Regime { get; init; } = "";
    public string Entry { get; init; } = "";
    public string[] Paragraphs { get; init; } = [];
    public decimal? LvsUsd { get; init; }
    public string Gbs { get; init; } = "";
    public string Sta { get; init; } = "";
    public string[] Other { get; init; } = [];
}

/// <summary>A reason for control, where it applies and how applications are reviewed.</summary>
internal sealed record LicenseReasonRecord : LicensingRecord
{
    public string Regime { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Name { get; init; } = "";
    public string Test { get; init; } = "";
    public string Policy { get; init; } = "";
    public string PolicyCitation { get; init; } = "";
}

/// <summary>An embargo or sanction on goods for places.</summary>
internal sealed record SanctionRecord : LicensingRecord
{
    public string Regime { get; init; } = "";
    public string Code { get; init; } = "";
    public string Places { get; init; } = "";
    public string Items { get; init; } = "";
    public string Spares { get; init; } = "";
    public string[] ExceptionsLeft { get; init; } = [];
    public string Effect { get; init; } = "";
    public string Text { get; init; } = "";
    public string Policy { get; init; } = "";
}

/// <summary>A rule on end uses and end users.</summary>
internal sealed record EndUseRecord : LicensingRecord
{
    public string Regime { get; init; } = "";
    public string Code { get; init; } = "";
    public string[] Kinds { get; init; } = [];
    public string Places { get; init; } = "";
    public string Items { get; init; } = "";
    public bool Asks { get; init; }
    public string[] ExceptionsLeft { get; init; } = [];
    public string Effect { get; init; } = "";
    public string Text { get; init; } = "";
    public string Question { get; init; } = "";
    public string Policy { get; init; } = "";
}

/// <summary>A bar on license exceptions.</summary>
internal sealed record LicenseBarRecord : LicensingRecord
{
    public string Regime { get; init; } = "";
    public string Code { get; init; } = "";
    public string Places { get; init; } = "";
    public string Items { get; init; } = "";
    public string[] Reasons { get; init; } = [];
    public string[] ExceptionsLeft { get; init; } = [];
    public string Text { get; init; } = "";
}

/// <summary>A license exception or general license.</summary>
internal sealed record LicenseExceptionRecord : LicensingRecord
{
    public string Regime { get; init; } = "";
    public string Code { get; init; } = "";
    public string Section { get; init; } = "";
    public string Name { get; init; } = "";
    public string[] Conditions { get; init; } = [];
    public string Note { get; init; } = "";
}

/// <summary>A condition of license exceptions.</summary>
internal sealed record ExceptionConditionRecord : LicensingRecord
{
    public string Condition { get; init; } = "";
    public string Regime { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Test { get; init; } = "";
    public string Holds { get; init; } = "";
    public string Fails { get; init; } = "";
    public string Open { get; init; } = "";
    public string Parameter { get; init; } = "";
}

/// <summary>Words that state an end use.</summary>
internal sealed record EndUseTermRecord : DatedRecord
{
    public int Ordinal { get; init; }
    public string Kind { get; init; } = "";
    public string Lang { get; init; } = "";
    public string[] Values { get; init; } = [];
    public string[] NotAfter { get; init; } = [];
    public string Citation { get; init; } = "";
}

/// <summary>Something an exporter can declare about the transaction.</summary>
internal sealed record CircumstanceRecord : DatedRecord
{
    public int Ordinal { get; init; }
    public string Circumstance { get; init; } = "";
    public string Opposite { get; init; } = "";
    public string Text { get; init; } = "";
    public string Citation { get; init; } = "";
}

/// <summary>US dollars for one unit of a currency.</summary>
internal sealed record ExchangeRateRecord : LicensingRecord
{
    public string Currency { get; init; } = "";
    public decimal Usd { get; init; }
}

/// <summary>An entry on a list of items such as Annex IV.</summary>
internal sealed record ItemListRecord : LicensingRecord
{
    public string List { get; init; } = "";
    public string Regime { get; init; } = "";
    public string Entry { get; init; } = "";
    public string[] Paragraphs { get; init; } = [];
    public string Decides { get; init; } = "";
    public string Parameter { get; init; } = "";
}

/// <summary>What a table does not hold.</summary>
internal sealed record TableHoleRecord : DatedRecord
{
    public int Ordinal { get; init; }
    public string Name { get; init; } = "";
    public string Hole { get; init; } = "";
    public string Citation { get; init; } = "";
}

/// <summary>The sentence of a step that the program takes.</summary>
internal sealed record LicenseStepRecord : LicensingRecord
{
    public string Regime { get; init; } = "";
    public string Code { get; init; } = "";
    public string Text { get; init; } = "";
    public string Question { get; init; } = "";
    public string Parameter { get; init; } = "";
}
