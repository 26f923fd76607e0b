using System.Buffers;

namespace ScreeningApi.Batches.Files.Encodings;

/// <summary>How far bytes make sense as windows-1252.</summary>
internal static class LatinScore
{
    /// <summary>Letters of French, German, Spanish, Portuguese, Italian and the Nordic languages: À Á Â Ã Ä Å Æ Ç È É Ê Ë Í Î Ñ Ó Ô Õ Ö Ø Ú Û Ü, their small ones, ß, Œ œ Š š Ž ž.</summary>
    private static readonly SearchValues<byte> Letters = SearchValues.Create(
    [
        0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xD1, 0xD3, 0xD4, 0xD5, 0xD6, 0xD8, 0xDA, 0xDB, 0xDC, 0xDF,
        0xE0, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xEC, 0xED, 0xEE, 0xEF, 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC,
        0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F,
    ]);

    /// <summary>Quotes, dashes, €, £, §, ©, «, ®, °, ±, ², ³, µ, ·, º, ª, », ¼, ½, ¾, ×, ÷, non-breaking space, soft hyphen.</summary>
    private static readonly SearchValues<byte> Signs = SearchValues.Create(
        [0x80, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xA0, 0xA3, 0xA7, 0xA9, 0xAA, 0xAB, 0xAD, 0xAE, 0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB5, 0xB7, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE, 0xD7, 0xF7]);

    /// <summary>Words of one letter: à á è é ó, and as capitals.</summary>
    private static readonly SearchValues<byte> Words = SearchValues.Create([0xE0, 0xE1, 0xE8, 0xE9, 0xF3, 0xC0, 0xC1, 0xC8, 0xC9, 0xD3]);

    /// <summary>
    /// Such letters stand alone or in twos; three and more in a row are no word of any of these languages. The rest are letters of Icelandic,
    /// in whose places other encodings of Latin letters have theirs, Turkish before all.
    /// </summary>
    public static int Of(HighRun run)
    {
        var (letters, signs) = (0, 0);
        foreach (var value in run.Bytes)
        {
            letters += Letters.Contains(value) ? 1 : 0;
            signs += Signs.Contains(value) ? 1 : 0;
        }

        var worth = letters <= 2 && run.TouchesLetter ? HighRun.Full : run.Bytes.Length == 1 && Words.Contains(run.Bytes[0]) ? 3 : letters == 1 ? 2 : 0;
        return letters * worth + signs * 3 - (run.Bytes.Length - letters - signs) * HighRun.Full;
    }
}
