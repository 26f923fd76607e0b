using System.Buffers.Binary;

namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>
/// Counts the entries of an archive before the base library reads its directory, which it does whole: millions of entries fit into a small
/// file. The headers are followed as the library follows them, not as their count claims.
/// </summary>
internal static class ZipDirectory
{
    private const int MaxEntries = 2000;
    private const int EndLength = 22;
    private const int HeaderLength = 46;
    private const uint EndSignature = 0x06054B50, HeaderSignature = 0x02014B50;

    /// <exception cref="InputFileException">413 when there are too many, 400 when there is no directory.</exception>
    public static void Check(FileStream file)
    {
        var at = FindStart(file);
        Span<byte> header = stackalloc byte[HeaderLength];
        for (var entries = 0; ReadAt(file, at, header) && BinaryPrimitives.ReadUInt32LittleEndian(header) == HeaderSignature; entries++)
        {
            if (entries == MaxEntries)
            {
                throw WorkbookFault.TooLarge($"more than {MaxEntries} entries");
            }

            at += HeaderLength + Word(header, 28) + Word(header, 30) + Word(header, 32);
        }

        file.Position = 0;
    }

    /// <summary>The directory's end stands at the end of the file, before a comment of at most 64 KiB. Archives beyond 4 GiB are larger than anything that is read.</summary>
    private static long FindStart(FileStream file)
    {
        var tail = new byte[(int)Math.Min(file.Length, EndLength + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        for (var i = tail.Length - EndLength; i >= 0; i--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i)) == EndSignature)
            {
                var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i + 16));
                return start != uint.MaxValue ? start : throw WorkbookFault.TooLarge("an archive in the 64-bit form");
            }
        }

        throw WorkbookFault.Damaged("a zip archive without its end");
    }

    private static bool ReadAt(FileStream file, long at, Span<byte> target)
    {
        file.Position = at;
        return file.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) == target.Length;
    }

    private static int Word(ReadOnlySpan<byte> header, int at) => BinaryPrimitives.ReadUInt16LittleEndian(header[at..]);
}
