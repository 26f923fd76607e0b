using System.Collections.Immutable;

namespace Screening.Engine.Parties;

/// <summary>A person, company, ship or aircraft on a list of restricted parties, as its publisher wrote it.</summary>
public sealed record WatchlistEntry
{
    /// <summary>Stable within the list: the publisher's number, or where it gives none a digest of what names the entry.</summary>
    public required string Id { get; init; }

    /// <summary>Part of the list with an effect of its own in law, such as <c>SDN</c> or <c>EL</c> of the US Consolidated Screening List; the list's code where it has no parts.</summary>
    public required string Section { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>At least one; the name under which it is listed first.</summary>
    public required ImmutableArray<WatchlistName> Names { get; init; }

    public ImmutableArray<WatchlistAddress> Addresses { get; init; } = [];

    /// <summary>ISO 3166-1 alpha-2 codes of nationality, citizenship or flag, where stated.</summary>
    public ImmutableArray<string> Nationalities { get; init; } = [];

    public ImmutableArray<EntryIdentifier> Identifiers { get; init; } = [];

    /// <summary>Dates of birth as published: a day, a month, a year, or a span of years (<c>1960-05-01</c>, <c>1960</c>, <c>1958/1962</c>).</summary>
    public ImmutableArray<string> BirthDates { get; init; } = [];

    /// <summary>Sanctions programs, orders or regulations under which it is listed.</summary>
    public ImmutableArray<string> Programs { get; init; } = [];

    /// <summary>What a license is required for, in the publisher's words (Entity List).</summary>
    public string? LicenseRequirement { get; init; }

    /// <summary>How applications are reviewed, in the publisher's words (Entity List).</summary>
    public string? LicensePolicy { get; init; }

    public string? Remarks { get; init; }

    /// <summary>Where the publisher explains the entry.</summary>
    public string? Url { get; init; }

    /// <summary>Notice by which it was listed, such as a Federal Register citation.</summary>
    public string? Notice { get; init; }

    public DateOnly? ListedOn { get; init; }

    /// <summary>Last day on which the listing holds; null while it holds until removed.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>Owners that the source names, with their shares where it does.</summary>
    public ImmutableArray<Owner> Owners { get; init; } = [];
}

/// <summary>What is listed.</summary>
public enum EntryKind
{
    /// <summary>The publisher does not say.</summary>
    Unknown,
    Entity,
    Individual,
    Vessel,
    Aircraft,
}

/// <summary>One of the names of an entry, as published.</summary>
public sealed record WatchlistName(string Text, WatchlistNameKind Kind);

/// <summary>How much a name says.</summary>
public enum WatchlistNameKind
{
    /// <summary>The name under which the entry is listed.</summary>
    Primary,

    /// <summary>An alias that identifies by itself.</summary>
    Strong,

    /// <summary>A nickname or a broad or generic alias: the publisher says that it identifies only together with other facts (31 CFR, "weak a.k.a.").</summary>
    Weak,

    /// <summary>A name it had before.</summary>
    Former,
}

/// <summary>An address as published.</summary>
/// <param name="Country">ISO 3166-1 alpha-2; null when not stated or not understood.</param>
public sealed record WatchlistAddress(string Text, string? Country);

/// <summary>A number that identifies: passport, tax or company register, ship (IMO).</summary>
/// <param name="Kind">The publisher's word for it, such as <c>Passport</c> or <c>IMO</c>.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of the issuer; null when not stated.</param>
public sealed record EntryIdentifier(string Kind, string Value, string? Country);

/// <summary>Somebody who owns a part of the entry.</summary>
/// <param name="EntryId">The owner's entry in the same list; null when it is known by name alone.</param>
/// <param name="Share">0 to 1; null when not stated.</param>
public sealed record Owner(string Name, string? EntryId, double? Share);
