namespace ScreeningApi.Batches.Files.Encodings;

/// <summary>
/// Tells UTF-16 without a mark by the zeros beside its digits, separators and line ends, which every file has whatever its language.
/// Stray zeros in a text of single bytes are outnumbered by pairs of its letters.
/// </summary>
internal static class Utf16Detection
{
    private const int LookedAt = 1 << 16;

    /// <summary>Of so many pairs one at least is a digit, a separator, a space or a line end.</summary>
    private const int OneIn = 16;

    /// <summary>Null when it is not UTF-16.</summary>
    public static TextEncoding? Find(ReadOnlySpan<byte> start)
    {
        start = start[..Math.Min(start.Length, LookedAt)];
        if (!start.Contains((byte)0))
        {
            return null;
        }

        int little = 0, big = 0, neither = 0;
        for (var i = 0; i + 1 < start.Length; i += 2)
        {
            var (first, second) = (start[i], start[i + 1]);
            little += second == 0 && IsAscii(first) ? 1 : 0;
            big += first == 0 && IsAscii(second) ? 1 : 0;
            neither += IsAscii(first) && IsAscii(second) ? 1 : 0;
        }

        var most = Math.Max(little, big);
        return most * OneIn < start.Length / 2 || most <= neither * 2 || most <= Math.Min(little, big) * 2 ? null
            : little > big ? TextEncoding.Utf16LittleEndian
            : TextEncoding.Utf16BigEndian;
    }

    private static bool IsAscii(byte value) => value is >= 0x20 and < 0x7F or (byte)'\t' or (byte)'\n' or (byte)'\r';
}
