using System.Collections.Immutable;
using Screening.Engine.Rules;

namespace Screening.Engine.Parties;

/// <summary>The lists of restricted parties that are known, and what being on them means, as authored.</summary>
public sealed record WatchlistsDocument
{
    public ImmutableArray<WatchlistRow> Lists { get; init; } = [];

    public ImmutableArray<WatchlistSectionRow> Sections { get; init; } = [];
}

/// <summary>What is known about a list of restricted parties besides its entries.</summary>
/// <param name="Code">Such as <c>US-CSL</c>.</param>
/// <param name="Format">Format in which its publisher gives it, such as <c>csl-json</c>.</param>
/// <param name="Url">Where it is published; empty when it is only uploaded.</param>
/// <param name="WarnAfterHours">Age since it was last found current from which results warn.</param>
/// <param name="StopAfterHours">Age from which nothing is screened against it.</param>
/// <param name="MaxShrink">Share of its entries that it may lose from one version to the next without a person looking.</param>
/// <param name="Canaries">Names that are on the list in every sound version.</param>
public sealed record WatchlistRow(
    string Code, string Name, string Issuer, string Format, string Url, int WarnAfterHours, int StopAfterHours, double MaxShrink, ImmutableArray<string> Canaries, string Citation);

/// <summary>What being in a part of a list means.</summary>
/// <param name="List">Code of the list.</param>
/// <param name="Section">Code of the part, as entries carry it.</param>
/// <param name="Effect">What a confirmed hit leads to.</param>
/// <param name="Weight">What a certain hit adds to the score, 0 to 1.</param>
/// <param name="OwnershipRule">Whether what entries of it own by half or more counts as listed too, with the rule's citation in <paramref name="Citation"/>.</param>
/// <param name="Text">What it means, in a sentence for the explanation.</param>
public sealed record WatchlistSectionRow(
    string List, string Section, string Name, WatchlistEffect Effect, double Weight, bool OwnershipRule, string Text, string Citation, Validity Validity);

/// <summary>What a confirmed hit leads to, from least to gravest.</summary>
public enum WatchlistEffect
{
    /// <summary>A person must look.</summary>
    Review,

    /// <summary>A license is required.</summary>
    LicenseRequired,

    /// <summary>No dealings.</summary>
    Prohibited,
}
