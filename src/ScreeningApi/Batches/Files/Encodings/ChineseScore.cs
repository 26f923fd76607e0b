namespace ScreeningApi.Batches.Files.Encodings;

/// <summary>How far bytes make sense as GB18030, of which GBK and GB 2312 are parts.</summary>
internal static class ChineseScore
{
    /// <summary>
    /// Runs are pairs; a lone byte at the end takes a letter of ASCII with it, as rare characters do. In Chinese a third of the second
    /// bytes lie below 0xC0, where windows-1251 has hardly a letter: a run of many pairs without any is none.
    /// </summary>
    public static int Of(HighRun run)
    {
        var (score, low) = (0, 0);
        var pairs = run.Bytes.Length / 2;
        for (var i = 0; i < pairs * 2; i += 2)
        {
            var (first, second) = (run.Bytes[i], run.Bytes[i + 1]);
            score += 2 * Of(first, second);
            low += second is >= 0xA1 and < 0xC0 || first is >= 0xA1 and < 0xC0 ? 1 : 0;
        }

        var isOdd = run.Bytes.Length % 2 != 0;
        return isOdd && run.After is < 0x40 or 0x7F ? score / 4 - HighRun.Full
            : pairs >= 4 && low * 8 < pairs ? score / 4
            : score;
    }

    private static int Of(byte first, byte second) => (first, second) switch
    {
        ( >= 0xB0 and <= 0xD7, >= 0xA1 and <= 0xFE) => HighRun.Full,
        ( >= 0xA1 and <= 0xA3, >= 0xA1 and <= 0xFE) => HighRun.Full,
        ( >= 0xD8 and <= 0xF7, >= 0xA1 and <= 0xFE) => 2,
        ( >= 0x81 and <= 0xFE, >= 0x40 and <= 0xFE) => 1,
        _ => -HighRun.Full,
    };
}
