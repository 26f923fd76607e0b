using System.Collections.Immutable;
using Screening.Engine.Rules;

namespace Screening.Engine.Destinations;

/// <summary>The destination table as people write it.</summary>
public sealed record DestinationDocument
{
    public required string Version { get; init; }
    public required ImmutableArray<CountryRow> Countries { get; init; }
    public required ImmutableArray<DestinationRow> Destinations { get; init; }
    public required ImmutableArray<DestinationReasonRow> Reasons { get; init; }
    public required ImmutableArray<DestinationOverrideRow> Overrides { get; init; }
    public required ImmutableArray<EmbargoRow> Embargoes { get; init; }
    public required ImmutableArray<CountryGroupRow> Groups { get; init; }
}

/// <summary>A country or region, and every name people write for it.</summary>
/// <param name="Parent">The country whose rules it follows or that it is a region of; empty when none.</param>
public sealed record CountryRow(string Code, string Iso3, string Name, ImmutableArray<string> Aliases, string Parent);

/// <summary>The base risk of sending goods somewhere.</summary>
/// <param name="Tier">0 prohibited or embargoed, 1 very high, 2 elevated, 3 standard, 4 low.</param>
/// <param name="Risk">In [0, 1].</param>
public sealed record DestinationRow(string Code, string Name, int Tier, double Risk, string Citation, string Verified, Validity Validity)
{
    /// <summary>Tier 0: an embargo or prohibition stands against the place as such.</summary>
    public bool Embargoed => Tier == 0;
}

/// <summary>Why a place has its risk.</summary>
public sealed record DestinationReasonRow(string Code, string Reason, string Text, string Citation, string Verified, Validity Validity);

/// <summary>A risk that holds only for one category of goods; it can raise the base risk, never lower it.</summary>
public sealed record DestinationOverrideRow(string Code, string Category, double Risk, string Reason, string Text, string Citation, Validity Validity);

/// <summary>An embargo or sanctions regime against a place.</summary>
/// <param name="Issuer"><c>US</c>, <c>EU</c>, <c>UK</c> or <c>UN</c>.</param>
/// <param name="Kind"><c>comprehensive</c>, <c>sectoral</c> or <c>arms</c>.</param>
public sealed record EmbargoRow(string Code, string Name, string Issuer, string Kind, string Note, string Citation, string Verified, Validity Validity);

/// <summary>Membership of a country group of 15 CFR 740 Supplement 1, such as <c>D:5</c>.</summary>
public sealed record CountryGroupRow(string Code, string Group, string Citation, string Verified, Validity Validity);
