using System.Globalization;

namespace Screening.Engine.Licensing;

/// <summary>
/// What an entry says of license exceptions for the declared paragraph. Where too little was declared, all rows that it could be are
/// asked, and only what they agree on is known.
/// </summary>
internal static class EntryTest
{
    public const string Expected = "gbs, sta:a5, sta:a6 or allows:CODE";

    private const string AllowsPrefix = "allows:", LimitPrefix = "USD ", NotAllowed = "none";

    public static bool IsKnown(string test) => test is "gbs" or "sta:a5" or "sta:a6" || test.StartsWith(AllowsPrefix, StringComparison.Ordinal);

    public static ConditionOutcome Try(in ClassifiedItem item, string test, ref FactTrail trail)
    {
        if (item.Entry is not { } entry)
        {
            return ConditionOutcome.Fails;
        }

        ConditionOutcome? agreed = null;
        var said = entry.Of(item.Paragraphs);
        trail.Use(said.Trail);
        foreach (var row in said.Exceptions)
        {
            var outcome = row.Source.IsUnchecked ? ConditionOutcome.Unknown : OfRow(entry, row, test);
            if (outcome == ConditionOutcome.Unknown || (agreed is not null && agreed != outcome))
            {
                return ConditionOutcome.Unknown;
            }

            agreed = outcome;
        }

        if (said.IsSettled)
        {
            return agreed!.Value;
        }

        var whole = OfEntry(entry, test);
        return agreed is null || agreed == whole ? whole : ConditionOutcome.Unknown;
    }

    /// <summary>Whether an amount in US dollars is within the limit of the entry for shipments of limited value.</summary>
    /// <param name="amount">Null when not stated.</param>
    /// <param name="limits">The limits that it could be, in US dollars; empty when none is known.</param>
    public static ConditionOutcome WithinLimit(in ClassifiedItem item, decimal? amount, ref FactTrail trail, out (decimal? Lowest, decimal? Highest) limits)
    {
        limits = (null, null);
        if (item.Entry is not { } entry)
        {
            Add(0, ref limits);
            return Compare(amount, limits, isKnown: true);
        }

        var isKnown = true;
        var said = entry.Of(item.Paragraphs);
        trail.Use(said.Trail);
        foreach (var row in said.Exceptions)
        {
            isKnown &= Add(row.Source.IsUnchecked ? null : row.LvsUsd, ref limits);
        }

        isKnown &= said.IsSettled || Add(LimitOf(entry), ref limits);
        return Compare(amount, limits, isKnown);
    }

    private static ConditionOutcome Compare(decimal? amount, (decimal? Lowest, decimal? Highest) limits, bool isKnown) =>
        !isKnown || limits.Lowest is null ? ConditionOutcome.Unknown
        : limits.Highest == 0 || amount > limits.Highest ? ConditionOutcome.Fails
        : amount is not null && amount <= limits.Lowest ? ConditionOutcome.Holds
        : ConditionOutcome.Unknown;

    private static bool Add(decimal? limit, ref (decimal? Lowest, decimal? Highest) limits)
    {
        if (limit is not { } known)
        {
            return false;
        }

        limits = (limits.Lowest is { } low && low < known ? low : known, limits.Highest is { } high && high > known ? high : known);
        return true;
    }

    private static ConditionOutcome OfRow(ControlledEntry entry, EntryExceptionRow row, string test) => test switch
    {
        "gbs" => Answer(row.Gbs, "yes"),
        "sta:a5" => Answer(row.Sta, "a5", "a5a6"),
        "sta:a6" => Answer(row.Sta, "a5a6"),
        _ => Allows(entry, row, test[AllowsPrefix.Length..]),
    };

    private static ConditionOutcome OfEntry(ControlledEntry entry, string test) => test switch
    {
        "gbs" => entry.Row.Gbs switch { "yes" => ConditionOutcome.Holds, "partial" => ConditionOutcome.Unknown, _ => ConditionOutcome.Fails },
        "sta:a5" or "sta:a6" => entry.Row.LimitsSta ? ConditionOutcome.Unknown : ConditionOutcome.Holds,
        _ => entry.Row.Other.Contains(test[AllowsPrefix.Length..]) ? ConditionOutcome.Holds : ConditionOutcome.Fails,
    };

    /// <summary>What the entry allows somewhere is not known to be allowed for a paragraph whose row does not say.</summary>
    private static ConditionOutcome Allows(ControlledEntry entry, EntryExceptionRow row, string code) =>
        row.Other.Contains(code) ? ConditionOutcome.Holds
        : row.Other.Contains(NotAllowed) || !row.Other.IsEmpty || !entry.Row.Other.Contains(code) ? ConditionOutcome.Fails
        : ConditionOutcome.Unknown;

    /// <summary>In US dollars; 0 where LVS is not for the entry, null when not known.</summary>
    private static decimal? LimitOf(ControlledEntry entry) =>
        entry.Row.LvsLimit is "N/A" or "" ? 0
        : entry.Row.LvsLimit.StartsWith(LimitPrefix, StringComparison.Ordinal) && decimal.TryParse(entry.Row.LvsLimit.AsSpan(LimitPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var usd) ? usd
        : null;

    private static ConditionOutcome Answer(string found, params ReadOnlySpan<string> good) =>
        found.Length == 0 ? ConditionOutcome.Unknown : good.Contains(found) ? ConditionOutcome.Holds : ConditionOutcome.Fails;
}
