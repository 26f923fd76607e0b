namespace ScreeningApi.Batches.Files;

/// <summary>What a file may have at most, so that reading it takes bounded memory whatever is sent.</summary>
internal sealed record FileLimits
{
    public const int MaxColumns = 200;
    public const int MaxHeaderLength = 200;

    /// <summary>Bytes of one row in a table, of one line of JSON.</summary>
    public const int MaxRowBytes = 1 << 20;

    public static FileLimits Default { get; } = new();

    /// <summary>Bytes of the file. A text is counted when its content is decoded, a workbook when it is copied.</summary>
    public long MaxBytes { get; init; } = 4L << 30;

    /// <summary>The highest number that a row may have; blank rows count, since they cost time as well.</summary>
    public int MaxRows { get; init; } = 100_000_000;

    /// <summary>
    /// How many bytes are looked at before the first row is read: they decide the encoding and the separator, and in lines of JSON the
    /// columns. Fewer let the first rows out sooner.
    /// </summary>
    public int SampleBytes { get; init; } = 1 << 20;

    /// <exception cref="InputFileException">413 when there are too many rows.</exception>
    public int CheckRow(long number) => number <= MaxRows ? (int)number : throw new InputFileException($"Found more than {MaxRows} rows, expected at most that many.", 413, "tooManyRows");

    public static InputFileException RowTooLong(long row, string hint = "") =>
        new($"row {row}: found more than {MaxRowBytes} bytes, expected at most that many in a row{hint}.", 413, "rowTooLong");
}
