using System.Text.Json.Serialization;
using Screening.Engine.Items;
using Screening.Engine.Parties.Ownership;
using Screening.Engine.Parties.Suppressions;

namespace Screening.Engine.Parties;

/// <summary>What a tenant decided and knows about parties: suppressions that hold, and who owns whom.</summary>
/// <param name="Today">The day on which suppressions must hold, whatever day decides the law.</param>
public sealed record PartyReview(SuppressionSet Suppressions, OwnershipScreening? Ownership, DateOnly Today)
{
    public static PartyReview None { get; } = new(SuppressionSet.Empty, null, default);
}

/// <summary>A hit that a reviewer decided is none, or a decision that holds no more.</summary>
public sealed record SuppressedHit
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PartyRole? Role { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Party { get; init; }

    public required string List { get; init; }
    public required string EntryId { get; init; }

    /// <summary>The name under which the entry is listed first.</summary>
    public required string ListedAs { get; init; }

    /// <summary>Names the decision.</summary>
    public required Guid SuppressionId { get; init; }
    public required string ReasonCode { get; init; }
    public required string Reason { get; init; }
    public required string Author { get; init; }

    /// <summary>Last day on which it holds.</summary>
    public required DateOnly ExpiresOn { get; init; }

    /// <summary>Why it does not hold, and the hit stands; null while it holds.</summary>
    public required SuppressionLapse? Lapse { get; init; }

    public static SuppressedHit Of(Party? party, Watchlist list, WatchlistEntry entry, SuppressionDecision decision) => new()
    {
        Role = party?.Role, Party = party?.Name, List = list.Code, EntryId = entry.Id, ListedAs = entry.Names[0].Text, SuppressionId = decision.Suppression.Id,
        ReasonCode = decision.Suppression.ReasonCode, Reason = decision.Suppression.Reason, Author = decision.Suppression.Author, ExpiresOn = decision.Suppression.ExpiresOn, Lapse = decision.Lapse,
    };
}

/// <summary>A party that listed parties own a part of, and how.</summary>
public sealed record PartyOwnership
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PartyRole? Role { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Party { get; init; }

    /// <summary><c>owned</c>: it counts as listed; <c>shareUnknown</c>: ask how much; <c>minority</c>.</summary>
    public required OwnershipFinding Finding { get; init; }

    /// <summary>Sum of the known shares of owners that count, 0 to 1.</summary>
    public required decimal Share { get; init; }

    /// <summary>From the party outwards.</summary>
    public required IReadOnlyList<OwnerLink> Chain { get; init; }

    public required string Text { get; init; }
    public required string Citation { get; init; }

    /// <summary>What a confirmed hit leads to, by the gravest part of a list that an owner is in.</summary>
    [JsonIgnore]
    public WatchlistEffect Effect { get; init; }

    [JsonIgnore]
    public double Weight { get; init; }

    public static PartyOwnership Of(Party? party, OwnershipHit hit) => new()
    {
        Role = party?.Role, Party = party?.Name, Finding = hit.Finding, Share = hit.Share, Text = hit.Text, Citation = hit.Citation,
        Chain = [.. hit.Chain.Select(s => new OwnerLink(s.Owned.Name, s.Owner.Name, s.Share, s.Source, [.. s.Listed.Select(l => $"{l.List} {l.Section}")]))],
        Effect = hit.Sections.IsEmpty || !IsSure(party, hit) ? WatchlistEffect.Review : hit.Sections.Max(s => s.Effect), Weight = hit.Sections.IsEmpty ? 0 : hit.Sections.Max(s => s.Weight),
    };

    /// <summary>The party has the very name of the table, and every owner that counts is named by its entry: a name that is only alike leaves the decision to a person.</summary>
    private static bool IsSure(Party? party, OwnershipHit hit) =>
        party is not null && PartyKey.Of(party.Name) == PartyKey.Of(hit.Owned.Name) && hit.Chain.All(s => s.Listed.IsEmpty || s.Owner.EntryId is not null);
}

/// <summary>Somebody who owns a part of somebody.</summary>
/// <param name="Share">0 to 1; null when not known.</param>
/// <param name="Source">Where that is known from.</param>
/// <param name="Listed">Parts of lists that the owner is in itself.</param>
public sealed record OwnerLink(string Owned, string Owner, decimal? Share, string Source, IReadOnlyList<string> Listed);
