namespace ScreeningApi.Watchlists;

/// <summary>A list, and whose it is: <see cref="Shared"/> for those that serve every tenant.</summary>
internal readonly record struct WatchlistKey(string Tenant, string List)
{
    public const string Shared = "*";

    /// <summary>Codes of lists that a tenant keeps itself begin so; nobody else sees them.</summary>
    public const string OwnPrefix = "OWN-";

    public bool IsOwn => Tenant != Shared;

    /// <summary>The list that this code names for a tenant.</summary>
    public static WatchlistKey Of(string tenant, string code) => new(IsOwnCode(code) ? tenant : Shared, code);

    public static bool IsOwnCode(string code) => code.StartsWith(OwnPrefix, StringComparison.Ordinal);
}

/// <summary>What became of an import.</summary>
public enum WatchlistImportState
{
    /// <summary>It is what is screened against.</summary>
    Published,

    /// <summary>Something speaks against it: the last good version stays in use until a person releases this one, or another import takes its place.</summary>
    Quarantined,

    /// <summary>It was in use until a later one came.</summary>
    Superseded,

    /// <summary>It was quarantined, and another import took its place.</summary>
    Rejected,

    /// <summary>The bytes are those of the version in use: nothing was stored but that it is current.</summary>
    Unchanged,
}

/// <summary>Why an import was not put to use by itself.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Found">What was found: numbers, dates and places, never what stands in an entry.</param>
internal sealed record ImportReason(string Code, string Found, string Expected);

/// <summary>An import as it is stored.</summary>
internal sealed record WatchlistVersionRow
{
    public string TenantId { get; init; } = "";
    public string List { get; init; } = "";
    public int Seq { get; init; }
    public Guid Id { get; init; }
    public string State { get; init; } = "";
    public string? Version { get; init; }
    public DateTime? Published { get; init; }
    public byte[] Sha256 { get; init; } = [];
    public long Bytes { get; init; }
    public string Format { get; init; } = "";
    public string SourceKind { get; init; } = "";
    public string Source { get; init; } = "";
    public int Entries { get; init; }
    public int Names { get; init; }
    public int? Added { get; init; }
    public int? Changed { get; init; }
    public int? Removed { get; init; }

    /// <summary>JSON: a list of <see cref="ImportReason"/>.</summary>
    public string Reasons { get; init; } = "[]";

    public bool Releasable { get; init; }
    public string Actor { get; init; } = "";
    public DateTime CreatedAt { get; init; }
    public DateTime? UsedFrom { get; init; }
    public string? ReleasedBy { get; init; }
    public string? ReleaseReason { get; init; }

    public WatchlistKey Key => new(TenantId, List);

    public bool IsQuarantined => State == "quarantined";
}

/// <summary>When a list was last found current, and what stood in the way since.</summary>
internal sealed record WatchlistCheckRow
{
    public string TenantId { get; init; } = "";
    public string List { get; init; } = "";
    public DateTime? CheckedAt { get; init; }
    public DateTime TriedAt { get; init; }
    public string? Url { get; init; }
    public string? Etag { get; init; }
    public string? LastModified { get; init; }
    public DateTime? FailedAt { get; init; }
    public string? FailureCode { get; init; }
    public string? Failure { get; init; }

    public WatchlistKey Key => new(TenantId, List);
}

/// <summary>A tenant's decision to go on with a stale list.</summary>
internal sealed record WatchlistOverrideRow
{
    public string TenantId { get; init; } = "";
    public Guid Id { get; init; }
    public string List { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Actor { get; init; } = "";
    public DateTime CreatedAt { get; init; }
    public DateTime Until { get; init; }
}

/// <summary>An entry as it is stored: JSON as <see cref="WatchlistJson"/> writes it.</summary>
internal sealed record StagedEntry(string EntryId, string Section, byte[] Digest, byte[] Entry);
