using System.Text;

namespace ScreeningApi.Batches.Files.Encodings;

/// <summary>
/// Finds the encoding of a text from its first bytes: a mark at the start, zeros where UTF-16 has them, valid UTF-8, and only then by
/// what the bytes would say in each of the old encodings that files of this trade come in. Bytes that say nothing in any are refused.
/// </summary>
internal static class EncodingDetection
{
    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <param name="charset">What the sender says; a mark at the start of the text is believed before that.</param>
    /// <exception cref="InputFileException">415 when the charset is not known, or no encoding fits.</exception>
    public static TextEncoding Find(ReadOnlySpan<byte> start, bool isWhole, string? charset)
    {
        if (ByMark(start) is { } marked)
        {
            return marked;
        }

        if (!string.IsNullOrEmpty(charset))
        {
            var declared = TextEncoding.Find(charset) ?? throw new InputFileException(
                $"Found the charset '{Found.Short(charset)}', expected one that is known, such as utf-8, utf-16, windows-1251, windows-1252 or gb18030.", 415, "unsupportedCharset");
            return declared == TextEncoding.Utf16LittleEndian && Utf16Detection.Find(start) == TextEncoding.Utf16BigEndian ? TextEncoding.Utf16BigEndian : declared;
        }

        return Utf16Detection.Find(start) ?? (IsUtf8(start, isWhole) ? TextEncoding.Utf8 : OldEncodings.Find(start) ?? throw new InputFileException(
            "Found bytes that are neither UTF-8 nor text in windows-1251, windows-1252 or gb18030, expected text. If it is text, say in which encoding: text/csv; charset=...", 415, "unknownEncoding"));
    }

    /// <summary>How many bytes at the start are the mark of UTF-8.</summary>
    public static int MarkLength(ReadOnlySpan<byte> start) => start.StartsWith(Utf8Mark) ? Utf8Mark.Length : 0;

    private static TextEncoding? ByMark(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith<byte>([0xFF, 0xFE, 0, 0]) || start.StartsWith<byte>([0, 0, 0xFE, 0xFF]))
        {
            throw new InputFileException("Found UTF-32, expected UTF-8 or UTF-16.", 415, "unsupportedCharset");
        }

        return MarkLength(start) > 0 ? TextEncoding.Utf8
            : start.StartsWith<byte>([0xFF, 0xFE]) ? TextEncoding.Utf16LittleEndian
            : start.StartsWith<byte>([0xFE, 0xFF]) ? TextEncoding.Utf16BigEndian
            : null;
    }

    /// <summary>
    /// Damaged UTF-8 is still UTF-8: read as anything else, every letter outside ASCII would become another, and only the damaged rows
    /// are lost as it is. In the old encodings what looks like letters of UTF-8 comes up by chance, in at most every seventh place.
    /// </summary>
    private static bool IsUtf8(ReadOnlySpan<byte> start, bool isWhole)
    {
        long letters = 0, bad = 0;
        while (start.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var at)
        {
            start = start[at..];
            var status = Rune.DecodeFromUtf8(start, out _, out var length);
            if (status == System.Buffers.OperationStatus.NeedMoreData && !isWhole)
            {
                break;
            }

            letters += status == System.Buffers.OperationStatus.Done ? 1 : 0;
            bad += status == System.Buffers.OperationStatus.Done ? 0 : 1;
            start = start[length..];
        }

        return letters >= bad * 2;
    }
}
