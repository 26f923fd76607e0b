using System.ComponentModel.DataAnnotations;

namespace ScreeningApi.Retention;

/// <summary>What a legal hold keeps.</summary>
public enum LegalHoldSubject
{
    /// <summary>One screening.</summary>
    Screening,

    /// <summary>One batch with all its rows.</summary>
    Batch,

    /// <summary>Everything of the tenant.</summary>
    Tenant,
}

/// <summary>A legal hold to be placed.</summary>
public sealed record LegalHoldRequest
{
    /// <summary>screening, batch or tenant.</summary>
    [Required]
    public LegalHoldSubject? SubjectKind { get; init; }

    /// <summary>The id of the screening or the batch; absent where the whole tenant is held.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>Why, for whoever decides on its release: a case number, an order.</summary>
    [Required, StringLength(500, MinimumLength = 1)]
    public string? Reason { get; init; }
}

/// <summary>A legal hold. It is kept as a record after its release.</summary>
public sealed record LegalHoldResponse
{
    public required Guid Id { get; init; }
    public required LegalHoldSubject SubjectKind { get; init; }

    /// <summary>Null where the whole tenant is held.</summary>
    public required Guid? SubjectId { get; init; }

    public required string Reason { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required string CreatedBy { get; init; }

    /// <summary>Null while it holds.</summary>
    public required DateTime? ReleasedAt { get; init; }

    public required string? ReleasedBy { get; init; }

    internal static LegalHoldResponse Of(LegalHoldRow row) => new()
    {
        Id = row.Id,
        SubjectKind = Enum.Parse<LegalHoldSubject>(row.SubjectKind, ignoreCase: true),
        SubjectId = row.SubjectId,
        Reason = row.Reason,
        CreatedAt = row.CreatedAt,
        CreatedBy = row.CreatedBy,
        ReleasedAt = row.ReleasedAt,
        ReleasedBy = row.ReleasedBy,
    };
}

/// <summary>A page of a tenant's legal holds, newest first.</summary>
public sealed record LegalHoldPage
{
    public required IReadOnlyList<LegalHoldResponse> Items { get; init; }

    /// <summary>The cursor of the next page; null on the last.</summary>
    public required string? Next { get; init; }
}
