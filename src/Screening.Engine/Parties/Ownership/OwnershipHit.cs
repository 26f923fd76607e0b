using System.Collections.Immutable;

namespace Screening.Engine.Parties.Ownership;

/// <summary>What is known of a party's owners.</summary>
public enum OwnershipFinding
{
    /// <summary>Listed parties own a part that does not reach the threshold.</summary>
    Minority,

    /// <summary>A listed party owns a part, and how much is not known: a question, never an all-clear.</summary>
    ShareUnknown,

    /// <summary>Listed parties own as much as makes it count as listed, too.</summary>
    Owned,
}

/// <summary>One owner that counts.</summary>
/// <param name="Share">Of the owned party, 0 to 1; null when not known.</param>
/// <param name="Listed">The parts of lists that the owner is in itself; empty where it counts through its own owners.</param>
public sealed record OwnershipStep(OwnershipParty Owned, OwnershipParty Owner, decimal? Share, string Source, DateOnly? AsOf, ImmutableArray<WatchlistSectionRow> Listed);

/// <summary>A party that listed parties own a part of.</summary>
public sealed record OwnershipHit
{
    public required OwnershipFinding Finding { get; init; }

    public required OwnershipParty Owned { get; init; }

    /// <summary>Sum of the known shares of its owners that count, 0 to 1.</summary>
    public required decimal Share { get; init; }

    /// <summary>From the party outwards: every owner that counts, and whom it owns.</summary>
    public required ImmutableArray<OwnershipStep> Chain { get; init; }

    /// <summary>The parts of lists that the owners are in, each once.</summary>
    public required ImmutableArray<WatchlistSectionRow> Sections { get; init; }

    public required string Text { get; init; }

    /// <summary>The rules by which what is owned counts as listed.</summary>
    public required string Citation { get; init; }

    /// <summary>Whether it counts as listed.</summary>
    public bool IsHit => Finding == OwnershipFinding.Owned;
}
