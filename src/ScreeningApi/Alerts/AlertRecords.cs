namespace ScreeningApi.Alerts;

/// <summary>An alert as it is stored.</summary>
internal sealed record AlertRow
{
    public string TenantId { get; init; } = "";
    public Guid Id { get; init; }
    public DateTime CreatedAt { get; init; }
    public string State { get; init; } = "";
    public byte[] PartyKey { get; init; } = [];
    public string Name { get; init; } = "";
    public string? Country { get; init; }
    public string Role { get; init; } = "";
    public string SubjectKind { get; init; } = "";
    public Guid SubjectId { get; init; }
    public string List { get; init; } = "";
    public string ListVersion { get; init; } = "";
    public string Section { get; init; } = "";
    public string EntryId { get; init; } = "";
    public byte[] EntryDigest { get; init; } = [];
    public string EntryName { get; init; } = "";
    public decimal Score { get; init; }
    public decimal Strength { get; init; }
    public bool Unsuppressed { get; init; }

    /// <summary>JSON: the steps of the comparison and the evidence.</summary>
    public string Explanation { get; init; } = "{}";
}

/// <summary>What a reviewer decided.</summary>
internal sealed record DispositionRow
{
    public DateTime At { get; init; }
    public string Actor { get; init; } = "";
    public string State { get; init; } = "";
    public string Reason { get; init; } = "";
}

/// <summary>What a list of alerts is narrowed to; <paramref name="Before"/> is the last one of the page before.</summary>
internal sealed record AlertFilter(string? State, string? List, DateTime? From, int Limit, Guid? Before);

/// <summary>A share of a sweep that this process has taken, until its lease ends.</summary>
internal sealed record SweepPart
{
    /// <summary>Whose list it is.</summary>
    public string TenantId { get; init; } = "";
    public string List { get; init; } = "";
    public int Seq { get; init; }
    public string Version { get; init; } = "";
    public DateTime SeenFrom { get; init; }
    public DateTime SeenTo { get; init; }

    /// <summary>Whose parties are looked for.</summary>
    public string PartyTenant { get; init; } = "";
    public string Part { get; init; } = "";

    /// <summary>Null where parties of screenings are looked for.</summary>
    public Guid? BatchId { get; init; }
    public byte[] FirstKey { get; init; } = [];
    public byte[]? EndKey { get; init; }
    public byte[]? DoneKey { get; init; }
    public string? DoneCountry { get; init; }
    public int? DoneChunk { get; init; }
    public int Fence { get; init; }
}

/// <summary>A party that was seen in a screening or a batch.</summary>
internal sealed record SeenParty
{
    public byte[] PartyKey { get; init; } = [];
    public string Name { get; init; } = "";
    public string? Country { get; init; }
    public string? Address { get; init; }
    public string Role { get; init; } = "";
    public Guid SubjectId { get; init; }
}

/// <summary>Parties that are matched in one step, and how far the part is when they are.</summary>
/// <param name="IsLast">Nothing is left of the part behind them.</param>
internal sealed record SweepStep(IReadOnlyList<SeenParty> Parties, byte[]? DoneKey, string? DoneCountry, int? DoneChunk, bool IsLast);

/// <summary>How far the parties of a tenant have been matched against what a version changed.</summary>
internal sealed record SweepRow
{
    public string List { get; init; } = "";
    public string Version { get; init; } = "";
    public DateTime PlannedAt { get; init; }
    public DateTime? FinishedAt { get; init; }
    public int Parts { get; init; }
    public int PartsDone { get; init; }
    public long Parties { get; init; }
    public long Alerts { get; init; }
}
