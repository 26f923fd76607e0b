using System.ComponentModel.DataAnnotations;
using Screening.Engine.Parties;

namespace ScreeningApi.Watchlists;

/// <summary>The lists of restricted parties that a tenant has to do with.</summary>
public sealed record WatchlistPage
{
    public required IReadOnlyList<WatchlistItem> Items { get; init; }
}

/// <summary>A list of restricted parties, and how far it can be relied on.</summary>
public sealed record WatchlistItem
{
    /// <summary>Such as US-CSL; a tenant's own lists begin with OWN-.</summary>
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Issuer { get; init; }

    /// <summary>Format in which it is published.</summary>
    public required string Format { get; init; }

    /// <summary>fresh, aging, stale or absent, from the time since it was last found current.</summary>
    public required WatchlistFreshness State { get; init; }

    /// <summary>Whether this installation must have it.</summary>
    public required bool Required { get; init; }

    /// <summary>The version in use; null when none is.</summary>
    public required string? Version { get; init; }

    /// <summary>Number of the import that is in use.</summary>
    public required int? Seq { get; init; }

    /// <summary>When its publisher made the version in use, where it says so.</summary>
    public required DateTime? PublishedAt { get; init; }

    /// <summary>When the version in use came.</summary>
    public required DateTime? ImportedAt { get; init; }

    /// <summary>When the version in use was last found to be what the publisher has.</summary>
    public required DateTime? CheckedAt { get; init; }

    /// <summary>Ages now, in hours.</summary>
    public required WatchlistAges Ages { get; init; }

    /// <summary>Entries of the version in use.</summary>
    public required int? Entries { get; init; }

    /// <summary>Names of all its entries together.</summary>
    public required int? Names { get; init; }

    /// <summary>SHA-256 of the file that the version in use was read from.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>An import that waits for a person; null when none does.</summary>
    public required WatchlistImportItem? Quarantined { get; init; }

    /// <summary>Why it could not be found current when that was last tried; null when it was.</summary>
    public required WatchlistFailure? Failure { get; init; }

    /// <summary>The tenant's permission to go on although it is stale; null when there is none.</summary>
    public required WatchlistOverrideItem? Override { get; init; }

    /// <summary>Its parts, and what being in them means today.</summary>
    public required IReadOnlyList<WatchlistSectionItem> Sections { get; init; }

    public required string Citation { get; init; }
}

/// <summary>How old a list is, in hours; null where there is nothing to count from, or no limit.</summary>
public sealed record WatchlistAges
{
    public required double? SincePublished { get; init; }
    public required double? SinceImported { get; init; }
    public required double? SinceChecked { get; init; }

    /// <summary>Hours since the check from which results warn.</summary>
    public required double? WarnAfter { get; init; }

    /// <summary>Hours since the check from which nothing is screened against it.</summary>
    public required double? StopAfter { get; init; }
}

/// <summary>A part of a list with an effect of its own.</summary>
public sealed record WatchlistSectionItem
{
    public required string Section { get; init; }
    public required string Name { get; init; }

    /// <summary>What a confirmed hit leads to.</summary>
    public required WatchlistEffect Effect { get; init; }

    /// <summary>Whether what its entries own by half or more counts as listed too.</summary>
    public required bool OwnershipRule { get; init; }
    public required string Text { get; init; }
    public required string Citation { get; init; }
}

/// <summary>Why a list could not be found current.</summary>
public sealed record WatchlistFailure
{
    /// <summary>Stable code for programs.</summary>
    public required string Code { get; init; }
    public required string Detail { get; init; }
    public required DateTime At { get; init; }
}

/// <summary>An import of a list.</summary>
public sealed record WatchlistImportItem
{
    public required string List { get; init; }

    /// <summary>Imports of a list are numbered from 1.</summary>
    public required int Seq { get; init; }

    /// <summary>published, quarantined, superseded or rejected; unchanged, of the answer to an import, when the bytes are those in use.</summary>
    public required WatchlistImportState State { get; init; }

    /// <summary>The list's own date, with .2 and so on where other content came under the same date; null until it is put to use.</summary>
    public required string? Version { get; init; }
    public required DateTime? PublishedAt { get; init; }
    public required DateTime ImportedAt { get; init; }

    /// <summary>SHA-256 of the file, or of the names and digests of several.</summary>
    public required string Sha256 { get; init; }
    public required string Format { get; init; }

    /// <summary>The address without its query, or the names of the files.</summary>
    public required string Source { get; init; }

    /// <summary>Entries that were read.</summary>
    public required int Entries { get; init; }
    public required int Names { get; init; }

    /// <summary>Entries that the version before did not have; null until it is put to use.</summary>
    public required int? Added { get; init; }
    public required int? Changed { get; init; }
    public required int? Removed { get; init; }

    /// <summary>Why it was not put to use by itself.</summary>
    public required IReadOnlyList<WatchlistReasonItem> Reasons { get; init; }

    /// <summary>Whether a person may put it to use: never a file that could not be read as a whole.</summary>
    public required bool Releasable { get; init; }
    public required string Actor { get; init; }
    public required string? ReleasedBy { get; init; }
    public required string? ReleaseReason { get; init; }

    internal static WatchlistImportItem Of(WatchlistVersionRow row, bool isUnchanged = false) => new()
    {
        List = row.List,
        Seq = row.Seq,
        State = isUnchanged ? WatchlistImportState.Unchanged : Enum.Parse<WatchlistImportState>(row.State, ignoreCase: true),
        Version = row.Version,
        PublishedAt = row.Published,
        ImportedAt = row.CreatedAt,
        Sha256 = Convert.ToHexStringLower(row.Sha256),
        Format = row.Format,
        Source = row.Source,
        Entries = row.Entries,
        Names = row.Names,
        Added = row.Added,
        Changed = row.Changed,
        Removed = row.Removed,
        Reasons = [.. WatchlistJson.ReadReasons(row.Reasons).Select(r => new WatchlistReasonItem { Code = r.Code, Found = r.Found, Expected = r.Expected })],
        Releasable = row is { Releasable: true, IsQuarantined: true },
        Actor = row.Actor,
        ReleasedBy = row.ReleasedBy,
        ReleaseReason = row.ReleaseReason,
    };
}

/// <summary>Something that speaks against an import.</summary>
public sealed record WatchlistReasonItem
{
    /// <summary>brokenFile, noEntries, countDiffers, hashDiffers, canaryMissing, shrunk, olderDate or futureDate.</summary>
    public required string Code { get; init; }
    public required string Found { get; init; }
    public required string Expected { get; init; }
}

/// <summary>A page of the imports of a list, newest first.</summary>
public sealed record WatchlistImportPage
{
    public required IReadOnlyList<WatchlistImportItem> Items { get; init; }

    /// <summary>The cursor of the next page; null on the last.</summary>
    public required string? Next { get; init; }
}

/// <summary>What an entry came to between two versions.</summary>
public enum WatchlistChange
{
    Added,
    Changed,
    Removed,
}

/// <summary>An entry of a list.</summary>
public sealed record WatchlistEntryItem
{
    /// <summary>Against the version of changedSince; null where none was named. Of a removed entry the last state is given.</summary>
    public required WatchlistChange? Change { get; init; }
    public required WatchlistEntry Entry { get; init; }

    internal static WatchlistEntryItem Of(StoredEntry stored) => new()
    {
        Change = stored.Change is null ? null : Enum.Parse<WatchlistChange>(stored.Change, ignoreCase: true),
        Entry = WatchlistJson.ReadEntry(stored.Entry),
    };
}

/// <summary>A page of the entries of one version, in the order of their ids.</summary>
public sealed record WatchlistEntryPage
{
    public required string List { get; init; }
    public required string Version { get; init; }
    public required IReadOnlyList<WatchlistEntryItem> Items { get; init; }

    /// <summary>The cursor of the next page, which is of the same version; null on the last.</summary>
    public required string? Next { get; init; }
}

/// <summary>Where a list is to be had.</summary>
public sealed record WatchlistUrlRequest
{
    /// <summary>On a host that the configuration allows.</summary>
    [Required, StringLength(2000, MinimumLength = 1)]
    public string? Url { get; init; }
}

/// <summary>Puts a quarantined import to use.</summary>
public sealed record WatchlistReleaseRequest
{
    /// <summary>Why, for whoever looks at it later.</summary>
    [Required, StringLength(500, MinimumLength = 1)]
    public string? Reason { get; init; }
}

/// <summary>Goes on with a stale list for a while. Results made so say it, and never come without a finding.</summary>
public sealed record WatchlistOverrideRequest
{
    /// <summary>Why, for whoever looks at it later.</summary>
    [Required, StringLength(500, MinimumLength = 1)]
    public string? Reason { get; init; }

    /// <summary>From now on; at most 72 unless the configuration says otherwise.</summary>
    [Required, Range(1, 720)]
    public int? Hours { get; init; }
}

/// <summary>A tenant's permission to go on with a stale list.</summary>
public sealed record WatchlistOverrideItem
{
    public required Guid Id { get; init; }
    public required string List { get; init; }
    public required string Reason { get; init; }
    public required string Actor { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime Until { get; init; }

    internal static WatchlistOverrideItem Of(WatchlistOverrideRow row) =>
        new() { Id = row.Id, List = row.List, Reason = row.Reason, Actor = row.Actor, CreatedAt = row.CreatedAt, Until = row.Until };
}
