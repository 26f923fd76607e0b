using ScreeningApi.Batches.Files;

namespace ScreeningApi.Batches;

/// <summary>Names a batch in the database. The month is a function of the id and tells which partition its rows are in.</summary>
internal readonly record struct BatchKey(string TenantId, Guid Id, DateOnly Month);

/// <summary>A batch as its owner names it.</summary>
internal readonly record struct BatchName(string TenantId, Guid Id);

/// <summary>What the file of a batch is, as it was understood at upload; kept so that a later version reads it the same way.</summary>
internal sealed record BatchFile
{
    public required string Format { get; init; }
    public required string Encoding { get; init; }
    public char? Separator { get; init; }
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>Place of each of our columns.</summary>
    public required IReadOnlyDictionary<string, int> Columns { get; init; }

    /// <summary>Currency that the name of the value column says; null when it says none.</summary>
    public string? ValueCurrency { get; init; }

    public ColumnMap Map() => ColumnMap.Restore(Headers, Columns, ValueCurrency);

    public static BatchFile Of(FileShape shape, ColumnMap columns) => new()
    {
        Format = shape.Format, Encoding = shape.Encoding, Separator = shape.Separator, Headers = shape.Headers, Columns = columns.Indexes, ValueCurrency = columns.ValueCurrency,
    };
}

/// <summary>A batch as it is stored, with what its chunks add up to.</summary>
internal sealed record BatchRow
{
    public string TenantId { get; init; } = "";
    public Guid Id { get; init; }
    public DateOnly Month { get; init; }
    public DateTime CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";
    public string State { get; init; } = "";
    public string IdempotencyKey { get; init; } = "";
    public byte[] OptionsDigest { get; init; } = [];
    public byte[]? BodyDigest { get; init; }
    public Guid? DuplicateOf { get; init; }
    public string File { get; init; } = "";
    public DateOnly DecisiveDate { get; init; }
    public string RuleSet { get; init; } = "";
    public string Destinations { get; init; } = "";
    public string Policy { get; init; } = "";

    /// <summary>Version of each watchlist, by its code, JSON.</summary>
    public string Watchlists { get; init; } = "{}";
    public string Engine { get; init; } = "";
    public int UploadFence { get; init; }
    public int? RowsTotal { get; init; }
    public DateTime? FinishedAt { get; init; }
    public long RowsReceived { get; init; }
    public long RowsDone { get; init; }
    public long RowsRejected { get; init; }
    public long RowsFailed { get; init; }

    /// <summary>By verdict, from the gravest to the least.</summary>
    public long[] Verdicts { get; init; } = [];

    /// <summary>Engine versions that screened rows of it; more than one only where the program was replaced meanwhile.</summary>
    public string[] Engines { get; init; } = [];

    public BatchKey Key => new(TenantId, Id, Month);

    public bool IsFinished => State is BatchStates.Completed or BatchStates.Failed or BatchStates.Canceled;
}

/// <summary>The states of a batch, in the words of the contract.</summary>
internal static class BatchStates
{
    public const string Receiving = "receiving", Queued = "queued", Running = "running", Completed = "completed", Failed = "failed", Canceled = "canceled";
}

/// <summary>Rows of a batch on their way into the database.</summary>
/// <param name="FirstRow">Rows are numbered from 1 through the whole batch.</param>
/// <param name="Input">Compressed.</param>
internal sealed record NewChunk(int ChunkNo, int FirstRow, int Rows, byte[] Input);

/// <summary>Rows of a batch that one worker has taken, until its lease ends.</summary>
internal sealed record ClaimedChunk
{
    public int ChunkNo { get; init; }
    public int FirstRow { get; init; }
    public int Rows { get; init; }
    public int Fence { get; init; }
    public int Failures { get; init; }

    /// <summary>Compressed.</summary>
    public byte[] Input { get; init; } = [];
}

/// <summary>A batch that has work, and what is needed to do it.</summary>
internal sealed record OpenBatch
{
    public string TenantId { get; init; } = "";
    public Guid Id { get; init; }
    public DateOnly Month { get; init; }
    public string State { get; init; } = "";
    public DateTime CreatedAt { get; init; }
    public string File { get; init; } = "";
    public DateOnly DecisiveDate { get; init; }
    public string RuleSet { get; init; } = "";
    public string Destinations { get; init; } = "";
    public string Policy { get; init; } = "";

    /// <summary>Version of each watchlist, by its code, JSON.</summary>
    public string Watchlists { get; init; } = "{}";

    public BatchKey Key => new(TenantId, Id, Month);
}
