using System.Collections.Immutable;

namespace Screening.Engine.Parties;

/// <summary>Who is looked for.</summary>
public sealed record PartyQuery
{
    public required string Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2; null when not stated or not understood.</summary>
    public string? Country { get; init; }

    public string? Address { get; init; }

    /// <summary>Numbers of passports, registers, ships.</summary>
    public ImmutableArray<string> Identifiers { get; init; } = [];

    /// <summary>A day, a month or a year: <c>1960-05-01</c>, <c>1960</c>.</summary>
    public string? BirthDate { get; init; }
}

/// <summary>What a search returns.</summary>
public sealed record MatchOptions
{
    /// <summary>Codes of the lists to search; null for all that are loaded.</summary>
    public ImmutableHashSet<string>? Lists { get; init; }

    /// <summary>From this score on a match is a hit.</summary>
    public required double Threshold { get; init; }

    /// <summary>Below this score nothing is returned.</summary>
    public required double Cutoff { get; init; }

    /// <summary>Matches at most; the surest are kept.</summary>
    public int Limit { get; init; } = 10;

    /// <summary>Entries that are left out before the limit is applied.</summary>
    public Func<Watchlist, WatchlistEntry, bool>? IsExcluded { get; init; }
}
