namespace ScreeningApi.Batches.Files;

/// <summary>What was found out about a file before its rows are read.</summary>
internal sealed record FileShape
{
    /// <summary><c>csv</c>, <c>ndjson</c> or <c>xlsx</c>.</summary>
    public required string Format { get; init; }

    /// <summary>IANA name, such as <c>utf-8</c> or <c>windows-1251</c>.</summary>
    public required string Encoding { get; init; }

    /// <summary>What separates the cells; null where nothing does.</summary>
    public required char? Separator { get; init; }

    /// <summary>The names of the columns as they stand in the file.</summary>
    public required IReadOnlyList<string> Headers { get; init; }
}

/// <summary>
/// Reads the rows of a file one after the other and never holds more than the block that is being filled. What could shift cells or
/// swallow rows makes the row a faulty one, never a guess.
/// </summary>
internal abstract class RowReader : IAsyncDisposable
{
    public abstract FileShape Shape { get; }

    /// <summary>
    /// Adds rows to the block until it has <paramref name="maxRows"/> or <paramref name="maxBytes"/> of text; false when the file has ended,
    /// whether or not rows were added. Throws <see cref="InputFileException"/> when the file cannot be read on.
    /// </summary>
    public abstract ValueTask<bool> ReadAsync(RowBlock block, int maxRows, int maxBytes, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}
