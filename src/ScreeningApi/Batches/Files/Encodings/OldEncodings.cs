namespace ScreeningApi.Batches.Files.Encodings;

/// <summary>
/// Tells windows-1251, windows-1252 and GB18030 apart. Every run of bytes outside ASCII is explained by each of them, as far as it can:
/// Cyrillic words are long runs of letters, of which some are far more frequent than others; Latin letters with marks stand alone
/// between letters of ASCII; Chinese characters are pairs, mostly from the rows of the 3,755 common ones. The encoding that explains
/// most bytes is taken, if it explains enough of them. One pass over the start of the file.
/// </summary>
internal static class OldEncodings
{
    /// <summary>Of the bytes outside ASCII so many in a hundred must make sense.</summary>
    private const int MinExplained = 66;

    /// <summary>Null when the bytes make sense in none of them.</summary>
    public static TextEncoding? Find(ReadOnlySpan<byte> text)
    {
        long cyrillic = 0, latin = 0, all = 0;
        var chinese = new ChineseScore();
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (next < 0)
            {
                break;
            }

            at += next;
            var length = text[at..].IndexOfAnyInRange((byte)0, (byte)0x7F) is >= 0 and var end ? end : text.Length - at;
            var run = new HighRun(text.Slice(at, length), at > 0 ? text[at - 1] : (byte)0, at + length < text.Length ? text[at + length] : (byte)0);
            all += length;
            cyrillic += CyrillicScore.Of(run);
            latin += LatinScore.Of(run);
            chinese.Add(run);
            at += length;
        }

        var enough = all * HighRun.Full * MinExplained;
        var best = Math.Max(latin, Math.Max(cyrillic, chinese.MayBeCyrillic && cyrillic * 100 >= enough ? 0 : chinese.Sum));
        return best * 100 < enough ? null
            : best == latin ? TextEncoding.Windows1252
            : best == cyrillic ? TextEncoding.Windows1251
            : TextEncoding.Gb18030;
    }
}
