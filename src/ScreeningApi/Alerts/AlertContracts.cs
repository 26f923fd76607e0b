using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using ScreeningApi.Hosting;

namespace ScreeningApi.Alerts;

/// <summary>How an alert stands.</summary>
public enum AlertState
{
    /// <summary>Nobody has looked at it.</summary>
    Open,

    /// <summary>The party is the entry.</summary>
    Confirmed,

    /// <summary>The party is somebody else.</summary>
    FalsePositive,
}

/// <summary>Where a party was seen.</summary>
public enum AlertSubject
{
    Screening,
    Batch,
}

/// <summary>A party of an earlier screening, or of a batch, that a list came to hit afterwards.</summary>
public sealed record AlertResponse
{
    public required Guid Id { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required AlertState State { get; init; }
    public required AlertParty Party { get; init; }

    /// <summary>Where the party was last seen before the list changed.</summary>
    public required AlertSubject SubjectKind { get; init; }

    /// <summary>The id of the screening or the batch.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Code of the list.</summary>
    public required string List { get; init; }

    /// <summary>The version with which the entry came or changed.</summary>
    public required string ListVersion { get; init; }

    /// <summary>The part of the list.</summary>
    public required string Section { get; init; }

    /// <summary>The entry's id.</summary>
    public required string Entry { get; init; }

    /// <summary>SHA-256 over what the entry said.</summary>
    public required string EntryDigest { get; init; }

    /// <summary>The entry's name that fits best.</summary>
    public required string EntryName { get; init; }

    /// <summary>0 to 1: how alike the names are.</summary>
    public required decimal Score { get; init; }

    /// <summary>0 to 1: the score, raised by evidence.</summary>
    public required decimal Strength { get; init; }

    /// <summary>The party was hit before and the hit was suppressed: the change of the entry has ended that.</summary>
    public required bool Unsuppressed { get; init; }

    /// <summary>Word by word, why the names are alike.</summary>
    public required IReadOnlyList<NameStep> Explanation { get; init; }

    /// <summary>What else speaks for or against it.</summary>
    public required IReadOnlyList<PartyEvidence> Evidence { get; init; }

    /// <summary>What was decided, oldest first; only of a single alert.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AlertDisposition>? Dispositions { get; init; }

    internal static AlertResponse Of(AlertRow row, IEnumerable<DispositionRow>? dispositions = null)
    {
        var why = JsonSerializer.Deserialize<AlertExplanation>(row.Explanation, JsonFormat.Options)!;
        return new AlertResponse
        {
            Id = row.Id, CreatedAt = row.CreatedAt, State = Enum.Parse<AlertState>(row.State, ignoreCase: true), Party = new AlertParty { Role = row.Role, Name = row.Name, Country = row.Country },
            SubjectKind = Enum.Parse<AlertSubject>(row.SubjectKind, ignoreCase: true), SubjectId = row.SubjectId, List = row.List, ListVersion = row.ListVersion, Section = row.Section,
            Entry = row.EntryId, EntryDigest = Convert.ToHexStringLower(row.EntryDigest), EntryName = row.EntryName, Score = row.Score, Strength = row.Strength, Unsuppressed = row.Unsuppressed,
            Explanation = why.Steps, Evidence = why.Evidence,
            Dispositions = dispositions is null ? null : [.. dispositions.Select(d => new AlertDisposition { At = d.At, Actor = d.Actor, State = Enum.Parse<AlertState>(d.State, ignoreCase: true), Reason = d.Reason })],
        };
    }
}

/// <summary>A party as it was sent.</summary>
public sealed record AlertParty
{
    public required string Role { get; init; }
    public required string Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2; null when not stated.</summary>
    public required string? Country { get; init; }
}

/// <summary>What a reviewer decided.</summary>
public sealed record AlertDisposition
{
    public required DateTime At { get; init; }
    public required string Actor { get; init; }
    public required AlertState State { get; init; }
    public required string Reason { get; init; }
}

/// <summary>A decision on an open alert.</summary>
public sealed record AlertDecision
{
    /// <summary>confirmed or falsePositive.</summary>
    [Required]
    public AlertState? State { get; init; }

    /// <summary>What it was decided on.</summary>
    [Required, StringLength(MaxReason, MinimumLength = 1)]
    public string? Reason { get; init; }

    internal const int MaxReason = 1000;
}

/// <summary>A page of alerts, newest first.</summary>
public sealed record AlertPage
{
    public required IReadOnlyList<AlertResponse> Items { get; init; }

    /// <summary>The cursor of the next page; null on the last.</summary>
    public required string? Next { get; init; }
}

/// <summary>How far the tenant's parties have been matched against what a version of a list changed.</summary>
public sealed record AlertSweepItem
{
    public required string List { get; init; }
    public required string Version { get; init; }
    public required DateTime PlannedAt { get; init; }

    /// <summary>Null while it goes on.</summary>
    public required DateTime? FinishedAt { get; init; }

    public required int Parts { get; init; }
    public required int PartsDone { get; init; }

    /// <summary>Parties matched so far.</summary>
    public required long Parties { get; init; }

    /// <summary>Alerts that came of it so far.</summary>
    public required long Alerts { get; init; }

    internal static AlertSweepItem Of(SweepRow row) => new()
    {
        List = row.List, Version = row.Version, PlannedAt = row.PlannedAt, FinishedAt = row.FinishedAt, Parts = row.Parts, PartsDone = row.PartsDone, Parties = row.Parties, Alerts = row.Alerts,
    };
}

/// <summary>The latest sweeps.</summary>
public sealed record AlertSweepList
{
    public required IReadOnlyList<AlertSweepItem> Items { get; init; }
}

/// <summary>Why an alert was raised, as it is stored.</summary>
internal sealed record AlertExplanation
{
    public required IReadOnlyList<NameStep> Steps { get; init; }
    public required IReadOnlyList<PartyEvidence> Evidence { get; init; }

    public static AlertExplanation Of(PartyMatch match) => new() { Steps = match.Explanation, Evidence = match.Evidence };
}
