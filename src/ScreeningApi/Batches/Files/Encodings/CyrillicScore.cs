using System.Buffers;

namespace ScreeningApi.Batches.Files.Encodings;

/// <summary>How far bytes make sense as windows-1251.</summary>
internal static class CyrillicScore
{
    /// <summary>The letters that make up three quarters of Russian and Ukrainian text, small and capital: о е а и н т с р в л к м д п у і ї є.</summary>
    private static readonly SearchValues<byte> Frequent = SearchValues.Create(
    [
        0xEE, 0xE5, 0xE0, 0xE8, 0xED, 0xF2, 0xF1, 0xF0, 0xE2, 0xEB, 0xEA, 0xEC, 0xE4, 0xEF, 0xF3, 0xB3, 0xBF, 0xBA,
        0xCE, 0xC5, 0xC0, 0xC8, 0xCD, 0xD2, 0xD1, 0xD0, 0xC2, 0xCB, 0xCA, 0xCC, 0xC4, 0xCF, 0xD3, 0xB2, 0xAF, 0xAA,
    ]);

    /// <summary>
    /// The rarest: б ж й ф х ц ч ш щ ъ э ю. KOI8-R puts the frequent ones in their places with capitals and small letters swapped, so that
    /// its words would become other words.
    /// </summary>
    private static readonly SearchValues<byte> Rare = SearchValues.Create(
        [0xE1, 0xE6, 0xE9, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9, 0xFA, 0xFD, 0xFE, 0xC1, 0xC6, 0xC9, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA, 0xDD, 0xDE]);

    /// <summary>Signs of text: quotes, dashes, №, §, ±, °, soft hyphen; and Ё ё Ґ ґ Ў ў and the Serbian and Macedonian letters.</summary>
    private static readonly SearchValues<byte> Further = SearchValues.Create(
    [
        0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xA0, 0xA7, 0xA9, 0xAB, 0xAD, 0xAE, 0xB0, 0xB1, 0xB5, 0xB7, 0xB9, 0xBB,
        0xA1, 0xA2, 0xA3, 0xA5, 0xA8, 0xB4, 0xB8, 0xBC, 0xBD, 0xBE,
    ]);

    /// <summary>A small letter before a capital one is a word that no one writes; a letter alone may be one of any language; one among Latin letters is rare.</summary>
    public static int Of(HighRun run)
    {
        var score = 0;
        for (var i = 0; i < run.Bytes.Length; i++)
        {
            var value = run.Bytes[i];
            var isOdd = i > 0 && run.Bytes[i - 1] >= 0xE0 && value is >= 0xC0 and < 0xE0;
            score += isOdd ? -HighRun.Full : Of(value);
        }

        return run.TouchesLetter ? score / 4 : run.Bytes.Length == 1 ? score / 2 : score;
    }

    private static int Of(byte value) =>
        Frequent.Contains(value) ? HighRun.Full
        : Rare.Contains(value) ? -2
        : value >= 0xC0 ? 3
        : Further.Contains(value) ? 2
        : -HighRun.Full;
}
