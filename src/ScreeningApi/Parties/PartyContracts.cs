using System.ComponentModel.DataAnnotations;
using Screening.Engine;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using ScreeningApi.Intake;

namespace ScreeningApi.Parties;

/// <summary>Names to compare, pair by pair.</summary>
public sealed record CompareRequest
{
    [Required, MinLength(1), MaxLength(PartyLimits.Pairs)]
    public IReadOnlyList<NamePair>? Pairs { get; init; }
}

/// <summary>Two names, in any script and order.</summary>
public sealed record NamePair
{
    [Required, StringLength(PartyLimits.Name, MinimumLength = 1)]
    public string? Left { get; init; }

    [Required, StringLength(PartyLimits.Name, MinimumLength = 1)]
    public string? Right { get; init; }
}

/// <summary>How alike the names of each pair are.</summary>
public sealed record CompareResponse
{
    /// <summary>In the order in which the pairs were sent.</summary>
    public required IReadOnlyList<NameComparison> Pairs { get; init; }

    /// <summary>From this score on a match is a hit unless a request says otherwise.</summary>
    public required double Threshold { get; init; }
}

/// <summary>Parties to look up in the lists.</summary>
public sealed record MatchRequest
{
    [Required, MinLength(1), MaxLength(PartyLimits.Parties)]
    public IReadOnlyList<MatchParty>? Parties { get; init; }

    /// <summary>For all parties that have none of their own.</summary>
    public MatchChoices? Options { get; init; }
}

/// <summary>Somebody to look up.</summary>
public sealed record MatchParty
{
    [Required, StringLength(PartyLimits.Name, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>ISO 3166-1 code or name.</summary>
    [StringLength(Limits.Country)]
    public string? Country { get; init; }

    /// <summary>Stands for itself: it changes no score.</summary>
    public Screening.Engine.Items.PartyRole? Role { get; init; }

    [StringLength(Limits.Address)]
    public string? Address { get; init; }

    /// <summary>Numbers of passports, registers, ships; an entry with the same one is found whatever its name.</summary>
    [MaxLength(PartyLimits.Identifiers)]
    public IReadOnlyList<string>? Identifiers { get; init; }

    /// <summary>As far as it is known: <c>1960</c>, <c>1960-05</c> or <c>1960-05-01</c>.</summary>
    [RegularExpression("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
    public string? BirthDate { get; init; }

    /// <summary>In place of those of the request.</summary>
    public MatchChoices? Options { get; init; }
}

/// <summary>What a search looks in and what it returns.</summary>
public sealed record MatchChoices
{
    /// <summary>Codes of the lists to search, such as <c>US-CSL</c>; all that are loaded when absent.</summary>
    [MaxLength(PartyLimits.Lists)]
    public IReadOnlyList<string>? Lists { get; init; }

    /// <summary>From this strength on a match is a hit, 0 to 1.</summary>
    [Range(0d, 1d)]
    public double? Threshold { get; init; }

    /// <summary>Below this strength nothing is returned, 0.3 to 1.</summary>
    [Range(PartyLimits.LeastCutoff, 1d)]
    public double? Cutoff { get; init; }

    /// <summary>Matches at most, the surest first; 10 when absent.</summary>
    [Range(1, PartyLimits.Matches)]
    public int? Limit { get; init; }

    /// <summary>Entries to leave out, as <c>list/entryId</c>; they are left out before the limit is applied.</summary>
    [MaxLength(PartyLimits.Exclusions)]
    public IReadOnlyList<string>? Exclude { get; init; }
}

/// <summary>What was found.</summary>
public sealed record MatchResponse
{
    /// <summary>In the order in which the parties were sent.</summary>
    public required IReadOnlyList<MatchedParty> Parties { get; init; }

    public required MatchCoverage Coverage { get; init; }

    public required ScreeningVersions Versions { get; init; }
}

/// <summary>What was found of one party.</summary>
public sealed record MatchedParty
{
    /// <summary>Surest first; those at or above the threshold have <c>isHit</c>.</summary>
    public required IReadOnlyList<PartyHit> Hits { get; init; }

    /// <summary>Who owns the party, where a table of owners or a list says so.</summary>
    public required IReadOnlyList<PartyOwnership> Ownership { get; init; }

    /// <summary>Matches that a reviewer decided are none, and decisions that hold no more. Only decisions without a scope apply to a party that is asked about alone.</summary>
    public required IReadOnlyList<SuppressedHit> Suppressed { get; init; }

    internal static MatchedParty Of(PartyLookup found) => new() { Hits = found.Hits, Ownership = found.Ownership, Suppressed = found.Suppressed };
}

/// <summary>Which lists were searched, and how they stand: nothing may be concluded from the silence of another.</summary>
public sealed record MatchCoverage
{
    public required IReadOnlyList<SearchedList> Lists { get; init; }

    public required IReadOnlyList<NotEvaluated> NotEvaluated { get; init; }
}

/// <summary>A list that was searched.</summary>
public sealed record SearchedList
{
    public required string List { get; init; }

    public required string Version { get; init; }

    /// <summary><c>fresh</c>, <c>aging</c> (older than it should be) or <c>overridden</c> (too old, and used by an operator's decision).</summary>
    public required WatchlistState State { get; init; }

    public required int Entries { get; init; }

    public required int Names { get; init; }
}

/// <summary>Bounds of requests about parties.</summary>
internal static class PartyLimits
{
    public const int Pairs = 1000;
    public const int Parties = 1000;
    public const int Name = 1000;
    public const int Identifiers = 20;
    public const int Identifier = 100;
    public const int Lists = 50;
    public const int Matches = 100;
    public const int Exclusions = 1000;
    public const int DefaultMatches = 10;

    /// <summary>Lower, half of a list would be like any name.</summary>
    public const double LeastCutoff = 0.3;
}
