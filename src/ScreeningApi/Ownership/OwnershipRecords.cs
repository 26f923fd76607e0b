using Screening.Engine.Parties.Ownership;

namespace ScreeningApi.Ownership;

/// <summary>A version of a tenant's table of owners.</summary>
internal sealed record OwnershipVersionRow
{
    public string TenantId { get; init; } = "";
    public int Seq { get; init; }
    public Guid Id { get; init; }
    public DateTime CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";
    public byte[] Digest { get; init; } = [];
    public int Rows { get; init; }

    /// <summary>JSON: a list of <see cref="OwnershipRemark"/>.</summary>
    public string Remarks { get; init; } = "[]";
}

/// <summary>A row of it.</summary>
internal sealed record OwnershipRecord
{
    public string TenantId { get; init; } = "";

    /// <summary>As the file counts: its header is row 1.</summary>
    public int RowNo { get; init; }
    public string Owned { get; init; } = "";
    public string? OwnedList { get; init; }
    public string? OwnedEntry { get; init; }
    public string Owner { get; init; } = "";
    public string? OwnerList { get; init; }
    public string? OwnerEntry { get; init; }
    public decimal? Share { get; init; }
    public string Source { get; init; } = "";
    public DateOnly? AsOf { get; init; }

    public OwnershipRow ToRow() => new(new OwnershipParty(Owned, OwnedList, OwnedEntry), new OwnershipParty(Owner, OwnerList, OwnerEntry), Share, Source, AsOf);
}
