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
            return RowBlock.Read(Compression.Decompress(input));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
