using Screening.Engine.Matching;
using Screening.Engine.Rules;

namespace Screening.Engine.Scoring;

/// <summary>
/// A condition on the goods: <c>any</c>, <c>identified</c> (a category was found, or a list or control entry declared), <c>listed:CHPL</c>
/// (firm; a trailing * matches any list that begins so), <c>possiblyListed:EU-833-*</c> (part of the code, or the code is too short),
/// <c>controlled</c>, <c>inferred</c> (stated values meet a control entry's threshold), <c>conflicting</c> (description and parameters differ),
/// <c>contradicted</c> (by the HS code; the fact names both sides), <c>series:600</c>, <c>category:uav</c>.
/// </summary>
internal sealed record ItemCondition(ItemTest Test, string Argument)
{
    public const string Expected = "any, identified, controlled, inferred, conflicting, contradicted, listed:LIST, possiblyListed:LIST, series:N or category:CODE";

    public static ItemCondition? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        if (!Names.TryRead<ItemTest>(name, out var test))
        {
            return null;
        }

        var argument = colon < 0 ? "" : text[(colon + 1)..];
        var needsArgument = test is not (ItemTest.Any or ItemTest.Identified or ItemTest.Controlled or ItemTest.Inferred or ItemTest.Conflicting or ItemTest.Contradicted);
        return needsArgument == (colon >= 0) && needsArgument == (argument.Length > 0) ? new ItemCondition(test, argument) : null;
    }

    private static readonly ItemFact AnyGoods = new("the goods", "", "yes");

    private readonly string? _prefix = Argument.EndsWith('*') ? Argument[..^1] : null;

    /// <summary>The fact that meets the condition; null when none does.</summary>
    public ItemFact? Meet(in ItemFacts item) => Test switch
    {
        ItemTest.Any => AnyGoods,
        ItemTest.Identified => item.Identified,
        ItemTest.Contradicted => item.Contradiction is { } c ? new($"{c.Category.Name} ('{c.Word.Text}') under HS code {item.HsCode?.Sent} ({c.Row.Goods})", c.Row.Citation, c.Row.Verified) : null,
        ItemTest.Listed => Listing(item, firm: true),
        ItemTest.PossiblyListed => Listing(item, firm: false),
        ItemTest.Controlled => item.Controls.IsEmpty ? null : Entry(item.Controls[0]),
        ItemTest.Inferred => InferredEntries(item),
        ItemTest.Conflicting => item.Parameters.Conflicts.IsEmpty ? null : new(string.Join("; ", item.Parameters.Conflicts), "", "yes"),
        ItemTest.Series => Series(item),
        _ => Category(item),
    };

    private static ItemFact Entry(ControlRow row) => new($"control entry {row.Entry}", row.Citation, row.Verified);

    private ItemFact? Series(in ItemFacts item)
    {
        foreach (var row in item.Controls)
        {
            if (row.Series == Argument)
            {
                return Entry(row);
            }
        }

        return null;
    }

    private ItemFact? Category(in ItemFacts item)
    {
        foreach (var category in item.Found)
        {
            if (category.Code == Argument)
            {
                return new(category.Name, "", "yes");
            }
        }

        return null;
    }

    /// <summary>The thresholds that are met; one whose row was checked speaks before those that were not.</summary>
    private static ItemFact? InferredEntries(in ItemFacts item)
    {
        if (item.Parameters.Met.IsEmpty)
        {
            return null;
        }

        var rows = item.Parameters.Met.Select(m => m.Threshold.Row).OrderByDescending(r => Verification.Rank(r.Verified)).ToList();
        return new(string.Join(", ", rows.Select(r => r.Paragraph).Distinct()), rows[0].Citation, rows[0].Verified);
    }

    private ItemFact? Listing(in ItemFacts item, bool firm)
    {
        ListingMatch? hit = null;
        foreach (var listing in item.Listings)
        {
            var isBetter = hit is null || (hit.Verified == Verification.No && listing.Verified != Verification.No);
            hit = isBetter && (listing.Extent == ListingExtent.Full) == firm && IsNamed(listing.List) ? listing : hit;
        }

        return hit is null ? null : new(firm ? $"HS code {hit.Code} ({hit.Name})" : $"part of HS code {hit.Code} ({hit.Name})", hit.Citation, hit.Verified);
    }

    /// <summary>True when being on the list could meet the condition.</summary>
    public bool IsAbout(string list) => Test is ItemTest.Listed or ItemTest.PossiblyListed && IsNamed(list);

    private bool IsNamed(string list) => _prefix is null ? list == Argument : list.StartsWith(_prefix, StringComparison.Ordinal);
}

/// <summary>What an item condition looks at.</summary>
internal enum ItemTest
{
    Any,
    Identified,
    Controlled,
    Inferred,
    Conflicting,
    Contradicted,
    Listed,
    PossiblyListed,
    Series,
    Category,
}

/// <summary>The fact about the goods that met a condition.</summary>
/// <param name="Text">Names the goods in a sentence.</param>
internal sealed record ItemFact(string Text, string Citation, string Verified);
