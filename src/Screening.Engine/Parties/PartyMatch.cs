using System.Collections.Immutable;
using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties;

/// <summary>An entry of a list that may be the party.</summary>
public sealed record PartyMatch
{
    public required Watchlist List { get; init; }
    public required WatchlistEntry Entry { get; init; }

    /// <summary>The entry's name that fits best.</summary>
    public required WatchlistName Name { get; init; }

    /// <summary>0 to 1: how alike the names are, whatever else is known.</summary>
    public required double Score { get; init; }

    /// <summary>0 to 1: the score, raised by evidence that supports it. Evidence against it never lowers it: somebody looks.</summary>
    public required double Strength { get; init; }

    /// <summary>Whether the strength reaches the threshold.</summary>
    public required bool IsHit { get; init; }

    /// <summary>Word by word, why the names are alike and where they differ; empty when an identifier alone led to the entry.</summary>
    public required ImmutableArray<NameStep> Explanation { get; init; }

    /// <summary>What else speaks for or against it.</summary>
    public required ImmutableArray<PartyEvidence> Evidence { get; init; }
}

/// <summary>A fact besides the name.</summary>
/// <param name="Field"><c>country</c>, <c>address</c>, <c>identifier</c>, <c>birthDate</c> or <c>alias</c>.</param>
public sealed record PartyEvidence(string Field, EvidenceBearing Bearing, string Text);

/// <summary>Which way a fact points.</summary>
public enum EvidenceBearing
{
    Supports,
    Contradicts,
    Neutral,
}
