using System.Collections.Immutable;

namespace Screening.Engine.Licensing;

/// <summary>All that licenses are determined by, as people write it: what <see cref="LicenseTables.Compile"/> reads.</summary>
public sealed record LicensingDocument
{
    public static LicensingDocument Empty { get; } = new();

    public ImmutableArray<RegimeRow> Regimes { get; init; } = [];
    public ImmutableArray<ControlledEntryRow> Entries { get; init; } = [];
    public ImmutableArray<PartialReasonRow> PartialReasons { get; init; } = [];
    public ImmutableArray<EntryExceptionRow> EntryExceptions { get; init; } = [];
    public ImmutableArray<ControlReasonRow> Reasons { get; init; } = [];
    public ImmutableArray<PlaceRow> Places { get; init; } = [];
    public ImmutableArray<PlaceFactRow> PlaceFacts { get; init; } = [];
    public ImmutableArray<CountryChartRow> Chart { get; init; } = [];

    /// <summary>The columns that the country chart has, also those in which no country has a mark.</summary>
    public ImmutableArray<string> ChartColumns { get; init; } = [];
    public ImmutableArray<SanctionRow> Sanctions { get; init; } = [];
    public ImmutableArray<EndUseRow> EndUses { get; init; } = [];
    public ImmutableArray<BarRow> Bars { get; init; } = [];
    public ImmutableArray<ExceptionRow> Exceptions { get; init; } = [];
    public ImmutableArray<ExceptionConditionRow> Conditions { get; init; } = [];
    public ImmutableArray<EndUseTermRow> EndUseTerms { get; init; } = [];
    public ImmutableArray<CircumstanceRow> Circumstances { get; init; } = [];
    public ImmutableArray<ExchangeRateRow> ExchangeRates { get; init; } = [];
    public ImmutableArray<ItemListRow> ItemLists { get; init; } = [];
    public ImmutableArray<TableHoleRow> Holes { get; init; } = [];
    public ImmutableArray<StepRow> Steps { get; init; } = [];
}

/// <summary>A body of export control law.</summary>
/// <param name="Home">Place expression: where goods leave from that it applies to.</param>
/// <param name="ControlList">Regime whose entries count as its list; the regime itself where it has one of its own.</param>
public sealed record RegimeRow(string Regime, string Name, string Home, string ControlList, Provenance Source);

/// <summary>An entry of a control list, as far as licenses depend on it.</summary>
/// <param name="Scopes">Reasons with what part of the entry they hold for: <c>NS1:all</c>, <c>MT1:part</c>, <c>RS1:except</c>.</param>
/// <param name="LvsLimit"><c>USD 3000</c>, <c>N/A</c>, with <c>(partial)</c> where it depends on the paragraph.</param>
/// <param name="IsOtherAgencys">The entry only points to the rules of another agency.</param>
/// <param name="Nearest">Entries of the US list that come nearest; empty in the US list.</param>
public sealed record ControlledEntryRow(
    string Regime, string Entry, string Heading, ImmutableArray<string> Scopes, string LvsLimit, string Gbs, ImmutableArray<string> Other,
    bool LimitsSta, string Series, bool IsOtherAgencys, ImmutableArray<string> Nearest, Provenance Source);

/// <summary>For which paragraphs a reason holds that does not hold for all of them.</summary>
/// <param name="Decides">What decides where the paragraph does not; empty when the paragraph settles it.</param>
public sealed record PartialReasonRow(
    string Regime, string Entry, string Reason, ImmutableArray<string> Paragraphs, ImmutableArray<string> Except, string Decides, string Parameter, Provenance Source);

/// <summary>What an entry says of license exceptions.</summary>
/// <param name="LvsUsd">US dollars; 0 where LVS is not for it, null when not known.</param>
/// <param name="Gbs"><c>yes</c>, <c>no</c>, or empty when not known.</param>
/// <param name="Sta"><c>a5a6</c>, <c>a5</c>, <c>none</c>, or empty when not known.</param>
public sealed record EntryExceptionRow(
    string Regime, string Entry, ImmutableArray<string> Paragraphs, decimal? LvsUsd, string Gbs, string Sta, ImmutableArray<string> Other, Provenance Source);

/// <summary>A reason for control and where it applies.</summary>
/// <param name="Test"><c>chart:NS1</c>, a place expression, or <c>ask</c>.</param>
/// <param name="Policy">How applications are reviewed.</param>
public sealed record ControlReasonRow(string Regime, string Reason, string Name, string Test, string Policy, string PolicyCitation, Provenance Source);

/// <summary>A country or region.</summary>
public sealed record PlaceRow(string Code, string Name, string Parent);

/// <summary>A fact about a place in the words of place expressions: <c>group:D:5</c>, <c>embargo:EU:arms</c>, <c>gea:EU001</c>.</summary>
/// <param name="Holds">False where the source says that it holds no more.</param>
public sealed record PlaceFactRow(string Code, string Fact, bool Holds, Provenance Source);

/// <summary>A row of the country chart.</summary>
/// <param name="Kind"><c>chart</c>, <c>inherited</c>, <c>embargo</c>, <c>us</c> or <c>indeterminate</c>.</param>
public sealed record CountryChartRow(string Code, ImmutableArray<string> Columns, string Kind, Provenance Source);

/// <summary>An embargo or a sanction on goods for a place.</summary>
/// <param name="Spares">Item expression of what it does not catch; empty when nothing.</param>
/// <param name="ExceptionsLeft">Exceptions that remain possible.</param>
/// <param name="Effect"><c>required</c>, or <c>open</c> where the data cannot decide.</param>
public sealed record SanctionRow(
    string Regime, string Code, string Places, string Items, string Spares, ImmutableArray<string> ExceptionsLeft, string Effect, string Text, string Policy, Provenance Source);

/// <summary>A rule on end uses and end users.</summary>
/// <param name="Kinds">End uses that make it apply; empty when it does not depend on one.</param>
/// <param name="Asks">Where no end use is stated at all, the answer is not known.</param>
/// <param name="Effect"><c>required</c>, <c>open</c>, or <c>clause</c> where it only asks for something.</param>
public sealed record EndUseRow(
    string Regime, string Code, ImmutableArray<string> Kinds, string Places, string Items, bool Asks, ImmutableArray<string> ExceptionsLeft,
    string Effect, string Text, string Question, string Policy, Provenance Source);

/// <summary>A bar on license exceptions.</summary>
/// <param name="Reasons">Families of reasons whose application bars; empty when any does.</param>
public sealed record BarRow(
    string Regime, string Code, string Places, string Items, ImmutableArray<string> Reasons, ImmutableArray<string> ExceptionsLeft, string Text, Provenance Source);

/// <summary>A license exception or general license. Rows with the same code are alternatives.</summary>
public sealed record ExceptionRow(string Regime, string Code, string Name, ImmutableArray<string> Conditions, Provenance Source);

/// <summary>A condition of exceptions.</summary>
/// <param name="Kind"><c>place</c>, <c>item</c>, <c>reasons</c>, <c>value</c>, <c>entry</c>, <c>stated</c> or <c>confirm</c>.</param>
public sealed record ExceptionConditionRow(
    string Condition, string Regime, string Kind, string Test, string Holds, string Fails, string Open, string Parameter, Provenance Source);

/// <summary>Words that state an end use.</summary>
/// <param name="NotAfter">Words that take it back when they stand right before it.</param>
public sealed record EndUseTermRow(string Kind, string Language, ImmutableArray<string> Values, ImmutableArray<string> NotAfter);

/// <summary>Something an exporter can declare about the transaction.</summary>
/// <param name="Opposite">The circumstance that denies it; empty when there is none.</param>
public sealed record CircumstanceRow(string Circumstance, string Opposite, string Text, string Citation);

/// <summary>US dollars for one unit of a currency.</summary>
public sealed record ExchangeRateRow(string Currency, decimal Usd, Provenance Source);

/// <summary>An entry, or paragraphs of it, on a list of items such as Annex IV. The list <c>paragraphs</c> holds all paragraphs that an entry has.</summary>
/// <param name="Decides">What decides where the paragraph does not; empty when it settles it.</param>
public sealed record ItemListRow(string List, string Entry, ImmutableArray<string> Paragraphs, string Decides, Provenance Source);

/// <summary>What a table does not hold.</summary>
public sealed record TableHoleRow(string Table, string Hole);

/// <summary>The sentence of a step. <c>*</c> is every regime.</summary>
public sealed record StepRow(string Regime, string Code, string Text, string Question, string Parameter, Provenance Source);
