using System.Collections.Immutable;

namespace Screening.Engine.Rules;

/// <summary>What is known about HS codes themselves: which exist, which were retired, and which kinds of goods they hold.</summary>
public sealed record HsDocument
{
    /// <summary>Nothing is known: then every code is taken as it is.</summary>
    public static HsDocument Empty { get; } = new();

    public ImmutableArray<HsHeadingRow> Headings { get; init; } = [];
    public ImmutableArray<HsRetiredRow> Retired { get; init; } = [];
    public ImmutableArray<HsExpectationRow> Expectations { get; init; } = [];
}

/// <summary>A heading with its subheadings, or a chapter that countries fill as they like.</summary>
/// <param name="Code">Four digits; two for a national chapter.</param>
/// <param name="Subheadings">The two digits that follow, <c>31</c>; <c>*</c> is any.</param>
public sealed record HsHeadingRow(string Code, ImmutableArray<string> Subheadings, string Citation, Validity Validity);

/// <summary>A code that the nomenclature no longer has.</summary>
/// <param name="Code">Four or six digits.</param>
/// <param name="Successors">All codes that took over a part of it.</param>
/// <param name="Verified"><c>yes</c>, <c>single</c> or <c>no</c>.</param>
/// <param name="Validity">Ends with the last day on which the code held.</param>
public sealed record HsRetiredRow(string Code, ImmutableArray<string> Successors, string Note, string Citation, string Verified, Validity Validity);

/// <summary>Codes in which a category's goods are rightly declared, or codes for goods so different that they contradict it.</summary>
/// <param name="Category"><c>*</c> is every category.</param>
/// <param name="Codes">Prefixes of 2 to 6 digits. What is expected is never a contradiction.</param>
/// <param name="Goods">What the codes hold, in plain words.</param>
public sealed record HsExpectationRow(
    string Category, ExpectationKind Kind, ImmutableArray<string> Codes, string Goods, string Citation, string Verified, Validity Validity);

/// <summary>What a code says about a category.</summary>
public enum ExpectationKind
{
    Expected,
    Contradicts,
}
