using Screening.Engine;
using Screening.Engine.Licensing;
using Screening.Engine.Rules;

namespace ScreeningApi.Catalog;

/// <summary>The entries of the control lists.</summary>
public sealed record ControlList
{
    public required string RuleSet { get; init; }
    public required IReadOnlyList<ControlItem> Items { get; init; }

    /// <summary>How old each table that licenses are determined by is, how many rows nobody checked, and what it does not hold.</summary>
    public required IReadOnlyList<TableState> Tables { get; init; }

    internal static ControlList Of(ScreeningSnapshot snapshot, string? regime) => new()
    {
        RuleSet = snapshot.Rules.Version,
        Items = [.. snapshot.Rules.ControlEntries.Where(c => regime is null || c.Regime.Equals(regime, StringComparison.OrdinalIgnoreCase)).Select(ControlItem.Of)],
        Tables = snapshot.Licenses.States,
    };
}

/// <summary>An entry of a control list in short.</summary>
public sealed record ControlItem
{
    public required string Regime { get; init; }
    public required string Entry { get; init; }
    public required string Heading { get; init; }
    public required IReadOnlyList<string> ReasonsForControl { get; init; }
    public required string Verified { get; init; }

    internal static ControlItem Of(ControlRow row) => new() { Regime = row.Regime, Entry = row.Entry, Heading = row.Heading, ReasonsForControl = row.Reasons, Verified = row.Verified };
}

/// <summary>An entry of a control list.</summary>
public sealed record ControlDetail
{
    public required string RuleSet { get; init; }

    /// <summary><c>US-EAR</c> or <c>EU-DU</c>.</summary>
    public required string Regime { get; init; }
    public required string Entry { get; init; }
    public required string Heading { get; init; }

    /// <summary>Every reason for which some paragraph is controlled.</summary>
    public required IReadOnlyList<string> ReasonsForControl { get; init; }

    /// <summary>Reasons that hold for every paragraph.</summary>
    public required IReadOnlyList<string> WholeEntryReasons { get; init; }

    /// <summary>Reasons that hold for some paragraphs, and which.</summary>
    public required IReadOnlyList<PartialReason> PartialReasons { get; init; }

    /// <summary>What the entry says of license exceptions, by paragraph.</summary>
    public required IReadOnlyList<EntryExceptions> Exceptions { get; init; }

    /// <summary>What else is known of the entry, by name: thresholds, related HS codes.</summary>
    public required IReadOnlyDictionary<string, string> Details { get; init; }
    public required string Citation { get; init; }

    /// <summary>How far it was checked: <c>yes</c>, <c>single</c> source, or <c>no</c>.</summary>
    public required string Verified { get; init; }

    internal static ControlDetail Of(ControlRow row, ScreeningSnapshot snapshot)
    {
        var tables = snapshot.Licenses.Document;
        return new()
        {
            RuleSet = snapshot.Rules.Version, Regime = row.Regime, Entry = row.Entry, Heading = row.Heading, ReasonsForControl = row.Reasons, WholeEntryReasons = row.WholeEntryReasons,
            PartialReasons = [.. tables.PartialReasons.Where(p => p.Regime == row.Regime && p.Entry == row.Entry).Select(PartialReason.Of)],
            Exceptions = [.. tables.EntryExceptions.Where(p => p.Regime == row.Regime && p.Entry == row.Entry).Select(EntryExceptions.Of)],
            Details = row.Details, Citation = row.Citation, Verified = row.Verified,
        };
    }
}

/// <summary>A reason for control that holds for some paragraphs of an entry.</summary>
public sealed record PartialReason
{
    public required string Reason { get; init; }

    /// <summary>Paragraphs it holds for; empty when for all but the excepted ones.</summary>
    public required IReadOnlyList<string> Paragraphs { get; init; }
    public required IReadOnlyList<string> Except { get; init; }

    /// <summary>What decides where the paragraph does not; null when it settles it.</summary>
    public required string? Decides { get; init; }
    public required string Citation { get; init; }
    public required string Verified { get; init; }

    internal static PartialReason Of(PartialReasonRow row) => new()
    {
        Reason = row.Reason, Paragraphs = row.Paragraphs, Except = row.Except, Decides = row.Decides.Length == 0 ? null : row.Decides, Citation = row.Source.Citation, Verified = row.Source.Verified,
    };
}

/// <summary>What an entry says of license exceptions.</summary>
public sealed record EntryExceptions
{
    /// <summary>Empty for the rest of the entry.</summary>
    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>Limit of LVS in US dollars; 0 where it is not for it, null when not known.</summary>
    public required decimal? LvsUsd { get; init; }

    /// <summary><c>yes</c>, <c>no</c>, or null when not known.</summary>
    public required string? Gbs { get; init; }

    /// <summary><c>a5a6</c>, <c>a5</c>, <c>none</c>, or null when not known.</summary>
    public required string? Sta { get; init; }
    public required IReadOnlyList<string> Other { get; init; }
    public required string Citation { get; init; }
    public required string Verified { get; init; }

    internal static EntryExceptions Of(EntryExceptionRow row) => new()
    {
        Paragraphs = row.Paragraphs, LvsUsd = row.LvsUsd, Gbs = NullIfEmpty(row.Gbs), Sta = NullIfEmpty(row.Sta), Other = row.Other, Citation = row.Source.Citation, Verified = row.Source.Verified,
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
