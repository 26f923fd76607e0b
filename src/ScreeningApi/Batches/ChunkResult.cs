using ScreeningApi.Batches.Rows;

namespace ScreeningApi.Batches;

/// <summary>What came of a chunk, as it is stored.</summary>
internal sealed record ChunkResult
{
    public required ReadOnlyMemory<ResultRow> Rows { get; init; }

    /// <summary>How many rows have each verdict, from the gravest to the least.</summary>
    public required int[] Verdicts { get; init; }

    /// <summary>Rows that could not be read.</summary>
    public required int Rejected { get; init; }

    /// <summary>Rows that the service could not screen.</summary>
    public required int Failed { get; init; }

    /// <summary>Version of the engine that did it.</summary>
    public required string Engine { get; init; }

    /// <summary>Compressed; null when of no row there is anything to say.</summary>
    public required byte[]? Explanations { get; init; }

    /// <summary>SHA-256 over the input and the results.</summary>
    public required byte[] Digest { get; init; }

    public required (Guid Id, DateOnly Month) Audit { get; init; }
}
