using System.Collections.Immutable;

namespace Screening.Engine.Licensing;

/// <summary>What a rule that applies does.</summary>
internal enum RuleEffect
{
    /// <summary>A license is asked for.</summary>
    Required,

    /// <summary>The data cannot decide: not known.</summary>
    Open,

    /// <summary>It only asks for something beside the license, such as a clause in the contract.</summary>
    Clause,
}

/// <summary>A sanction after compilation.</summary>
internal sealed record Sanction(SanctionRow Row, PlaceExpression Places, ItemExpression Items, ItemExpression? Spares, RuleEffect Effect, TextTemplate Text)
{
    /// <summary>True when it names entries of the list: goods that are declared in none are not its concern.</summary>
    public bool IsAboutFewGoods { get; } = Items.Parts.All(p => p.Test is ItemTest.Entry or ItemTest.Paragraph or ItemTest.Series or ItemTest.Reason or ItemTest.Category or ItemTest.Group or ItemTest.List or ItemTest.Controlled);
}

/// <summary>A rule on end uses after compilation.</summary>
/// <param name="Kinds">One bit for each kind that makes it apply; 0 when it depends on none.</param>
internal sealed record EndUseRule(EndUseRow Row, PlaceExpression Places, ItemExpression Items, ulong Kinds, RuleEffect Effect, TextTemplate Text, TextTemplate Question);

/// <summary>A bar on exceptions after compilation.</summary>
internal sealed record Bar(BarRow Row, PlaceExpression Places, ItemExpression Items, TextTemplate Text);

/// <summary>A license exception after compilation, with the rows of all dates of each condition.</summary>
internal sealed record CompiledException(ExceptionRow Row, ImmutableArray<ImmutableArray<ExceptionCondition>> Conditions)
{
    /// <summary>Where no row of a condition holds, it is not known what the law asked for on that date.</summary>
    public LicenseException On(DateOnly date) => new(Row, [.. Conditions.Select(rows => rows.FirstOrDefault(c => c.Row.Source.Validity.Holds(date)) ?? rows[0])])
    {
        IsKnown = !Row.Source.IsUnchecked && Conditions.All(rows => rows.Any(c => c.Row.Source.Validity.Holds(date))),
    };
}

/// <summary>A license exception on a date: all conditions of one row.</summary>
internal sealed record LicenseException(ExceptionRow Row, ImmutableArray<ExceptionCondition> Conditions)
{
    /// <summary>False where somebody has yet to check the row, or a condition is not held as it was on the date: then it is never offered.</summary>
    public required bool IsKnown { get; init; }
}

/// <summary>A condition after compilation; which of its members are set depends on the kind.</summary>
internal sealed record ExceptionCondition(ExceptionConditionRow Row, ConditionKind Kind, TextTemplate Holds, TextTemplate Fails, TextTemplate Open)
{
    public PlaceExpression? Place { get; init; }
    public ItemExpression? Item { get; init; }

    /// <summary>Its place among the conditions that depend on the classification alone; negative for any other.</summary>
    public int ItemOrdinal { get; init; } = -1;

    /// <summary>True when neither the condition nor its sentences look at anything but the classification.</summary>
    public bool IsOfClassification => Item is not null && Item.Parts.All(p => p.Test is not (ItemTest.Hs or ItemTest.StatedHs or ItemTest.Listed)) && Holds.NeedsOnly("item") && Fails.NeedsOnly("item") && Open.NeedsOnly("item");

    /// <summary>Families of reasons that it covers, or the words of an <c>entry</c> test.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Circumstances one of which has to be declared, and those that deny it.</summary>
    public UInt128 Stated { get; init; }

    public UInt128 Denied { get; init; }

    /// <summary>For each outcome the trial where its sentence has no place to fill: made once, and the same for all goods.</summary>
    private readonly ImmutableArray<ConditionTrial?> _fixed = Fix(Row, Kind, Holds, Fails, Open);

    public TextTemplate TextOf(ConditionOutcome outcome) => TextOf(outcome, Holds, Fails, Open);

    public ConditionTrial TrialOf(ConditionOutcome outcome, in TextTerms terms) => _fixed[(int)outcome] ?? Make(Row, Kind, outcome, TextOf(outcome).Fill(terms));

    private static ImmutableArray<ConditionTrial?> Fix(ExceptionConditionRow row, ConditionKind kind, TextTemplate holds, TextTemplate fails, TextTemplate open) =>
        [.. Enum.GetValues<ConditionOutcome>().Select(o => TextOf(o, holds, fails, open).Fixed is { } text ? Make(row, kind, o, text) : null)];

    private static TextTemplate TextOf(ConditionOutcome outcome, TextTemplate holds, TextTemplate fails, TextTemplate open) => outcome switch
    {
        ConditionOutcome.Holds => holds,
        ConditionOutcome.Fails => fails,
        _ => open,
    };

    private static ConditionTrial Make(ExceptionConditionRow row, ConditionKind kind, ConditionOutcome outcome, string text) =>
        new() { Condition = row.Condition, Kind = kind, Outcome = outcome, Text = text };
}

/// <summary>A reason for control after compilation.</summary>
/// <param name="Column">Column of the country chart; null when the reason has a test of its own.</param>
/// <param name="Places">Null when the column or the text of the entry decides.</param>
internal sealed record ControlReason(ControlReasonRow Row, string? Column, PlaceExpression? Places)
{
    public string Family { get; } = FamilyOf(Row.Reason);

    /// <summary><c>NS</c> of <c>NS1</c> and of <c>NS@WORLD</c>.</summary>
    public static string FamilyOf(string reason)
    {
        var end = reason.AsSpan().IndexOfAnyExceptInRange('A', 'Z');
        return end < 0 ? reason : reason[..end];
    }
}

/// <summary>A reason of an entry, and for which of its paragraphs it holds.</summary>
/// <param name="Parts">Empty where the table of paragraphs has no row.</param>
internal sealed record EntryReason(ControlReason Reason, ReasonScope Scope, ImmutableArray<PartialReasonRow> Parts)
{
    /// <summary>Whether the reason holds for the declared paragraph. Where all but some are controlled, a bare entry is.</summary>
    /// <param name="part">The row that decides; null when none does.</param>
    public Truth Covers(string declared, out PartialReasonRow? part)
    {
        part = null;
        if (Scope == ReasonScope.All)
        {
            return Truth.True;
        }

        var any = !Parts.IsEmpty ? Truth.False : Scope == ReasonScope.Part ? Truth.Unknown : Truth.True;
        foreach (var row in Parts)
        {
            var covers = CoversOf(row, declared);
            if (covers >= any)
            {
                (any, part) = (covers, row);
            }
        }

        return any;
    }

    private static Truth CoversOf(PartialReasonRow row, string declared)
    {
        if (row.Source.IsUnchecked)
        {
            // Nobody knows which paragraphs it is about: neither those that it names nor the others.
            return Truth.Unknown;
        }

        var within = row.Paragraphs.IsEmpty ? Truth.True : ParagraphText.CoversAny(row.Paragraphs.AsSpan(), declared);
        var excepted = ParagraphText.CoversAny(row.Except.AsSpan(), declared);
        var covers = excepted == Truth.True ? Truth.False : within;
        return covers == Truth.True && row.Decides.Length > 0 ? Truth.Unknown : covers;
    }
}

/// <summary>What part of an entry a reason holds for.</summary>
internal enum ReasonScope
{
    All,
    Except,
    Part,
}

/// <summary>An entry of a control list after compilation.</summary>
/// <param name="Exceptions">What it says of exceptions, the longest paragraphs first.</param>
internal sealed record ControlledEntry(ControlledEntryRow Row, ImmutableArray<EntryReason> Reasons, ImmutableArray<EntryExceptionRow> Exceptions)
{
    private ControlledParagraph? _last;

    /// <summary>What follows for a paragraph. The last one is remembered: lines declare the same again and again.</summary>
    public ControlledParagraph Of(string paragraphs)
    {
        var last = Volatile.Read(ref _last);
        if (last is null || last.Paragraphs != paragraphs)
        {
            last = ControlledParagraph.Of(this, paragraphs);
            Volatile.Write(ref _last, last);
        }

        return last;
    }

    /// <summary>Whether the paragraph is controlled for a reason of the family.</summary>
    public Truth HasReason(string family, string paragraphs)
    {
        var any = Truth.False;
        foreach (var reason in Reasons)
        {
            any = reason.Reason.Family == family ? Truths.Or(any, reason.Covers(paragraphs, out _)) : any;
        }

        return any;
    }
}

/// <summary>An item as one regime's list sees it.</summary>
/// <param name="Number">The entry without paragraphs, or <c>EAR99</c>; empty when nothing is declared.</param>
/// <param name="Entry">Null when the list has no such entry.</param>
internal readonly record struct ClassifiedItem(LicensedItem Item, string Number, string Paragraphs, ControlledEntry? Entry, DatedTables Tables)
{
    public const string Ear99 = "EAR99";

    public bool IsClassified => Number.Length > 0;

    public bool IsEar99 => Number == Ear99;

    /// <summary>As it stands in a sentence.</summary>
    public string Text => IsClassified ? Number + Paragraphs : "the goods";
}
