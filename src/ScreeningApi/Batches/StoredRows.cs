using ScreeningApi.Batches.Files;

namespace ScreeningApi.Batches;

/// <summary>Rows as they come back from the database.</summary>
internal static class StoredRows
{
    /// <summary>Null when the bytes are damaged.</summary>
    public static RowBlock? TryRead(byte[] input)
    {
        try
        {
            using var bytes = Compression.Decompress(input);
            return RowBlock.Read(bytes.Span);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
