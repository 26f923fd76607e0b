using System.Collections.Immutable;

namespace Screening.Engine.Licensing;

/// <summary>
/// A condition on an item: <c>controlled</c>, <c>ear99</c>, <c>unlisted</c>, <c>entry:3A001.a.2</c>, <c>paragraph:.z</c>, <c>series:600</c>,
/// <c>reason:NS</c>, <c>group:D</c>, <c>category:3</c>, <c>hs:84</c>, <c>statedHs:30</c>, <c>listed:US-746-S4</c>, <c>list:annexIV</c>, <c>all</c>.
/// </summary>
internal sealed class ItemExpression
{
    public const string Expected = "all, controlled, ear99, unlisted, entry:, paragraph:, series:, reason:, group:, category:, hs:, statedHs:, listed: or list:, joined by & and |, negated by !";

    private readonly ImmutableArray<ImmutableArray<Term<ItemPart>>> _alternatives;

    private ItemExpression(ImmutableArray<ImmutableArray<Term<ItemPart>>> alternatives)
    {
        _alternatives = alternatives;
        Parts = [.. alternatives.SelectMany(a => a).Select(t => t.Part)];
        IsMetByAnyListed = alternatives.Any(a => a is [{ IsNegated: false, Part.Test: ItemTest.All or ItemTest.Controlled }]);
    }

    /// <summary>True when it is met by every entry of the list, whichever it is.</summary>
    public bool IsMetByAnyListed { get; }

    public ImmutableArray<ItemPart> Parts { get; }

    public static ItemExpression? Parse(string text, out string wrong) =>
        ExpressionText.Parse(text, ItemPart.Parse, out wrong) is { } alternatives ? new ItemExpression(alternatives) : null;

    public Truth Meet(in ClassifiedItem item)
    {
        var any = Truth.False;
        foreach (var alternative in _alternatives)
        {
            var all = Truth.True;
            foreach (var term in alternative)
            {
                all = Truths.And(all, term.Read(term.Part.Meet(item)));
                if (all == Truth.False)
                {
                    break;
                }
            }

            any = Truths.Or(any, all);
        }

        return any;
    }
}

/// <summary>A part of an item expression.</summary>
internal sealed record ItemPart(ItemTest Test, string Argument)
{
    private const string SatelliteSeries = "9x515";

    /// <summary>Of <c>entry:3A001.a.2</c>.</summary>
    private readonly string _entry = Argument.Split('.')[0], _paragraphs = Argument.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? Argument[dot..] : "";

    private readonly string? _prefix = Argument.EndsWith('*') ? Argument[..^1] : null;

    public static ItemPart? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        if (!name.All(char.IsAsciiLetterOrDigit) || !Enum.TryParse<ItemTest>(name, ignoreCase: true, out var test) || char.IsAsciiDigit(name[0]))
        {
            return null;
        }

        var argument = colon < 0 ? "" : text[(colon + 1)..];
        var needsArgument = test is not (ItemTest.All or ItemTest.Controlled or ItemTest.Ear99 or ItemTest.Unlisted);
        return needsArgument == argument.Length > 0 ? new ItemPart(test, argument) : null;
    }

    public Truth Meet(in ClassifiedItem item) => Test switch
    {
        ItemTest.All => Truth.True,
        ItemTest.Hs => Hs(item.Item.HsDigits),
        ItemTest.StatedHs => item.Item.HsDigits is null ? Truth.False : Hs(item.Item.HsDigits),
        ItemTest.Listed => Listed(item),
        _ when !item.IsClassified => Truth.Unknown,
        ItemTest.Controlled => Truths.Of(item.Entry is not null),
        ItemTest.Ear99 => Truths.Of(item.IsEar99),
        ItemTest.Unlisted => Truths.Of(item.Entry is null),
        ItemTest.Entry => _entry == item.Number ? ParagraphText.Covers(_paragraphs, item.Paragraphs) : Truth.False,
        ItemTest.Paragraph => item.Entry is null ? Truth.False : ParagraphText.Covers(Argument, item.Paragraphs),
        ItemTest.List => item.Tables.OnList(Argument, item),
        ItemTest.Series => Truths.Of(Argument == SatelliteSeries ? item.Number.EndsWith("515", StringComparison.Ordinal) : item.Tables.SeriesOf(item.Number) == Argument),
        _ when item.Entry is null => Truth.False,
        ItemTest.Reason => item.Entry.HasReason(Argument, item.Paragraphs),
        ItemTest.Group => Truths.Of(item.Number[1] == Argument[0]),
        _ => Truths.Of(item.Number[0] == Argument[0]),
    };

    private Truth Hs(string? digits) =>
        digits is null ? Truth.Unknown
        : digits.StartsWith(Argument, StringComparison.Ordinal) ? Truth.True
        : Argument.StartsWith(digits, StringComparison.Ordinal) ? Truth.Unknown
        : Truth.False;

    private Truth Listed(in ClassifiedItem item)
    {
        if (item.Item.HsDigits is null)
        {
            return Truth.Unknown;
        }

        var best = Truth.False;
        foreach (var listing in item.Item.Listings)
        {
            if (_prefix is null ? listing.List == Argument : listing.List.StartsWith(_prefix, StringComparison.Ordinal))
            {
                best = Truths.Or(best, listing.IsFirm && listing.Verified != "no" ? Truth.True : Truth.Unknown);
            }
        }

        return best;
    }
}

/// <summary>What a part of an item expression looks at.</summary>
internal enum ItemTest
{
    All,
    Controlled,
    Ear99,
    Unlisted,
    Entry,
    Paragraph,
    Series,
    Reason,
    Group,
    Category,
    Hs,

    /// <summary>As <c>hs</c>, but false where no code is declared: for goods that a rule leaves out if the exporter says that they are such.</summary>
    StatedHs,
    Listed,
    List,
}
