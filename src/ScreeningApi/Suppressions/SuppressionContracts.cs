using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Screening.Engine.Parties;
using ScreeningApi.Hosting;

namespace ScreeningApi.Suppressions;

/// <summary>Why a hit need not be looked at again.</summary>
public enum SuppressionReason
{
    /// <summary>The party is somebody else than the entry.</summary>
    DifferentParty,

    /// <summary>The party is the entry, and what is done with it is licensed.</summary>
    Licensed,

    /// <summary>The party is the entry, and the restriction does not reach what is done with it.</summary>
    NotRestricted,

    /// <summary>Something else: the text says what.</summary>
    Other,
}

/// <summary>How a suppression stands.</summary>
public enum SuppressionState
{
    /// <summary>It waits for a second person, and has no effect.</summary>
    Pending,

    /// <summary>It holds as long as what it was decided on stays as it was.</summary>
    Active,

    /// <summary>Somebody took it back.</summary>
    Withdrawn,

    /// <summary>It ended by itself: its last day is over, or the entry or the rule has changed.</summary>
    Lapsed,
}

/// <summary>A party as it is sent to be screened.</summary>
public sealed record SuppressedParty
{
    /// <summary>Spellings that differ in case, accents, punctuation and word breaks alone are the same name.</summary>
    [Required, StringLength(SuppressionLimits.Name, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2, or a name on the way in; absent where it is to hold for whatever country is sent.</summary>
    [StringLength(SuppressionLimits.Country)]
    public string? Country { get; init; }

    /// <summary>Absent where it is to hold for whatever address is sent.</summary>
    [StringLength(SuppressionLimits.Address)]
    public string? Address { get; init; }
}

/// <summary>For which shipments: each member that is there must fit; none, and it holds for all.</summary>
public sealed record SuppressionScopeContract
{
    /// <summary>Codes of categories: every line must be in one of them and in no other.</summary>
    [MaxLength(SuppressionLimits.Scope), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>First digits of HS codes, at least two: every line's code must begin with one of them.</summary>
    [MaxLength(SuppressionLimits.Scope), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? HsPrefixes { get; init; }

    /// <summary>ISO 3166-1 alpha-2: the destination must be one of them.</summary>
    [MaxLength(SuppressionLimits.Scope), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Destinations { get; init; }

    /// <summary>Names: every consignee must be one of them.</summary>
    [MaxLength(SuppressionLimits.Scope), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Consignees { get; init; }
}

/// <summary>A suppression to be made.</summary>
public sealed record SuppressionRequest
{
    [Required]
    public SuppressedParty? Party { get; init; }

    /// <summary>Code of the list.</summary>
    [Required, StringLength(SuppressionLimits.Code, MinimumLength = 1)]
    public string? List { get; init; }

    /// <summary>Id of the entry in the version of the list that is in use.</summary>
    [Required, StringLength(SuppressionLimits.Entry, MinimumLength = 1)]
    public string? Entry { get; init; }

    [Required]
    public SuppressionReason? ReasonCode { get; init; }

    /// <summary>What it was decided on, for whoever looks at it later.</summary>
    [Required, StringLength(SuppressionLimits.Reason, MinimumLength = 1)]
    public string? Reason { get; init; }

    public SuppressionScopeContract? Scope { get; init; }

    /// <summary>Last day on which it holds: at most two years ahead, unless the configuration says otherwise.</summary>
    [Required]
    public DateOnly? ExpiresOn { get; init; }
}

/// <summary>A suppression to be taken back.</summary>
public sealed record SuppressionWithdrawal
{
    [Required, StringLength(SuppressionLimits.Reason, MinimumLength = 1)]
    public string? Reason { get; init; }
}

/// <summary>A suppression. It is kept for good.</summary>
public sealed record SuppressionResponse
{
    public required Guid Id { get; init; }
    public required SuppressionState State { get; init; }
    public required SuppressedParty Party { get; init; }
    public required string List { get; init; }
    public required string Entry { get; init; }

    /// <summary>The name under which the entry is listed first.</summary>
    public required string EntryName { get; init; }

    /// <summary>SHA-256 over what the entry said: with any change of it the suppression lapses.</summary>
    public required string EntryDigest { get; init; }

    /// <summary>What a confirmed hit leads to; null where nothing is said of the part of the list.</summary>
    public required WatchlistEffect? Effect { get; init; }

    public required SuppressionReason ReasonCode { get; init; }
    public required string Reason { get; init; }
    public required SuppressionScopeContract Scope { get; init; }
    public required DateOnly ExpiresOn { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required string CreatedBy { get; init; }

    /// <summary>The second person; null where none agreed yet, or none needs to.</summary>
    public required string? ApprovedBy { get; init; }

    /// <summary>What was done to it, oldest first; only of a single suppression.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SuppressionEvent>? History { get; init; }

    internal static SuppressionResponse Of(SuppressionRow row, IEnumerable<SuppressionEventRow>? events = null) => new()
    {
        Id = row.Id, State = Enum.Parse<SuppressionState>(row.State, ignoreCase: true), Party = new SuppressedParty { Name = row.PartyName, Country = row.Country, Address = row.Address },
        List = row.List, Entry = row.EntryId, EntryName = row.EntryName, EntryDigest = row.EntryDigest, Effect = row.Effect is null ? null : Enum.Parse<WatchlistEffect>(row.Effect, ignoreCase: true),
        ReasonCode = Enum.Parse<SuppressionReason>(row.ReasonCode, ignoreCase: true), Reason = row.Reason, Scope = JsonSerializer.Deserialize<SuppressionScopeContract>(row.Scope, JsonFormat.Options)!,
        ExpiresOn = row.ExpiresOn, CreatedAt = row.CreatedAt, CreatedBy = row.CreatedBy, ApprovedBy = row.ApprovedBy,
        History = events is null ? null : [.. events.Select(e => new SuppressionEvent { At = e.At, Actor = e.Actor, Action = Enum.Parse<SuppressionAction>(e.Action, ignoreCase: true), Reason = e.Reason })],
    };
}

/// <summary>What can be done to a suppression.</summary>
public enum SuppressionAction
{
    Created,
    Approved,
    Withdrawn,
    Lapsed,
}

/// <summary>Something that was done to a suppression.</summary>
public sealed record SuppressionEvent
{
    public required DateTime At { get; init; }
    public required string Actor { get; init; }
    public required SuppressionAction Action { get; init; }

    /// <summary>What its author said; of a lapse <c>expired</c>, <c>entryChanged</c>, <c>entryRemoved</c> or <c>ruleChanged</c>.</summary>
    public required string? Reason { get; init; }
}

/// <summary>A page of suppressions, newest first.</summary>
public sealed record SuppressionPage
{
    public required IReadOnlyList<SuppressionResponse> Items { get; init; }

    /// <summary>The cursor of the next page; null on the last.</summary>
    public required string? Next { get; init; }
}

/// <summary>Bounds; lengths count UTF-16 units.</summary>
internal static class SuppressionLimits
{
    public const int Name = 300;
    public const int Country = 100;
    public const int Address = 500;
    public const int Code = 40;
    public const int Entry = 300;
    public const int Reason = 1000;
    public const int Scope = 50;
}
