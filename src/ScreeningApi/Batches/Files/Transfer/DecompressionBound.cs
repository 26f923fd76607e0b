namespace ScreeningApi.Batches.Files.Transfer;

/// <summary>How much may come out of what goes in. Real files become 3 to 30 times larger; a bomb a thousand times or more.</summary>
internal static class DecompressionBound
{
    public const int MaxRatio = 200;

    /// <summary>The first mebibyte is free: small texts of one letter are no harm.</summary>
    public const int FreeBytes = 1 << 20;

    /// <exception cref="InputFileException">413 when it is too much.</exception>
    public static void Check(long decoded, long compressed, long freeBytes)
    {
        if (decoded > freeBytes && decoded > compressed * MaxRatio)
        {
            throw new InputFileException($"Found {decoded} bytes in {compressed} compressed ones, expected at most {MaxRatio} times as many.", 413, "decompressionBomb");
        }
    }
}
