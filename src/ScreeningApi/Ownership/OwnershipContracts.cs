using System.Text.Json;
using ScreeningApi.Hosting;

namespace ScreeningApi.Ownership;

/// <summary>A table of who owns whom. It is in use for screenings from its upload on; earlier versions are kept.</summary>
public sealed record OwnershipResponse
{
    /// <summary>Counts the tenant's uploads; 0 when there was none.</summary>
    public required int Version { get; init; }

    /// <summary>Null when there was no upload.</summary>
    public required DateTime? CreatedAt { get; init; }

    public required string? CreatedBy { get; init; }

    /// <summary>SHA-256 of the file as it was sent.</summary>
    public required string? Digest { get; init; }

    public required int Rows { get; init; }

    /// <summary>What can be used and should be looked at.</summary>
    public required IReadOnlyList<OwnershipRemark> Remarks { get; init; }

    internal static OwnershipResponse Of(OwnershipVersionRow? row) => new()
    {
        Version = row?.Seq ?? 0, CreatedAt = row?.CreatedAt, CreatedBy = row?.CreatedBy, Digest = row is null ? null : Convert.ToHexStringLower(row.Digest), Rows = row?.Rows ?? 0,
        Remarks = row is null ? [] : JsonSerializer.Deserialize<List<OwnershipRemark>>(row.Remarks, JsonFormat.Options)!,
    };
}

/// <summary>Something about a party of the table.</summary>
public sealed record OwnershipRemark
{
    /// <summary>The owned party.</summary>
    public required string Owned { get; init; }

    /// <summary>What was found and what was expected.</summary>
    public required string Detail { get; init; }
}

/// <summary>A page of the table, in the order of the file.</summary>
public sealed record OwnershipPage
{
    public required IReadOnlyList<OwnershipItem> Items { get; init; }

    /// <summary>The cursor of the next page; null on the last.</summary>
    public required string? Next { get; init; }
}

/// <summary>Somebody owns a part of somebody.</summary>
public sealed record OwnershipItem
{
    /// <summary>As the file counts: its header is row 1.</summary>
    public required int Row { get; init; }

    public required OwnershipPartyContract Owned { get; init; }
    public required OwnershipPartyContract Owner { get; init; }

    /// <summary>0 to 1; null when not known, which is never taken for nothing.</summary>
    public required decimal? Share { get; init; }

    /// <summary>Where that is known from.</summary>
    public required string Source { get; init; }

    public required DateOnly? AsOf { get; init; }

    internal static OwnershipItem Of(OwnershipRecord row) => new()
    {
        Row = row.RowNo, Owned = new OwnershipPartyContract { Name = row.Owned, List = row.OwnedList, Entry = row.OwnedEntry },
        Owner = new OwnershipPartyContract { Name = row.Owner, List = row.OwnerList, Entry = row.OwnerEntry }, Share = row.Share, Source = row.Source, AsOf = row.AsOf,
    };
}

/// <summary>Somebody who owns or is owned.</summary>
public sealed record OwnershipPartyContract
{
    /// <summary>Empty where only an entry is stated.</summary>
    public required string Name { get; init; }

    /// <summary>Code of the list of the entry; null where only a name is stated.</summary>
    public required string? List { get; init; }

    public required string? Entry { get; init; }
}
