using System.Buffers;

namespace ScreeningApi.Batches.Files.Encodings;

/// <summary>How far bytes make sense as windows-1251.</summary>
internal static class CyrillicScore
{
    /// <summary>The letters that make up three quarters of Russian and Ukrainian text, small and capital: о е а и н т с р в л к м д п у.</summary>
    private static readonly SearchValues<byte> Frequent = SearchValues.Create(
        [0xEE, 0xE5, 0xE0, 0xE8, 0xED, 0xF2, 0xF1, 0xF0, 0xE2, 0xEB, 0xEA, 0xEC, 0xE4, 0xEF, 0xF3, 0xCE, 0xC5, 0xC0, 0xC8, 0xCD, 0xD2, 0xD1, 0xD0, 0xC2, 0xCB, 0xCA, 0xCC, 0xC4, 0xCF, 0xD3]);

    /// <summary>Signs of text: quotes, dashes, №, §, ±, °.</summary>
    private static readonly SearchValues<byte> Signs = SearchValues.Create([0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xA0, 0xA7, 0xA9, 0xAB, 0xAE, 0xB0, 0xB1, 0xB5, 0xB7, 0xB9, 0xBB]);

    /// <summary>Ё ё Є є І і Ї ї Ґ ґ Ў ў and the Serbian and Macedonian letters.</summary>
    private static readonly SearchValues<byte> Further = SearchValues.Create([0xA1, 0xA2, 0xA3, 0xA5, 0xA8, 0xAA, 0xAF, 0xB2, 0xB3, 0xB4, 0xB8, 0xBA, 0xBC, 0xBD, 0xBE, 0xBF]);

    /// <summary>A small letter before a capital one is a word that no one writes; a letter among Latin ones is rare.</summary>
    public static int Of(HighRun run)
    {
        var score = 0;
        for (var i = 0; i < run.Bytes.Length; i++)
        {
            var value = run.Bytes[i];
            var isOdd = i > 0 && run.Bytes[i - 1] >= 0xE0 && value is >= 0xC0 and < 0xE0;
            score += isOdd ? -HighRun.Full : Of(value);
        }

        return run.TouchesLetter ? score / 4 : score;
    }

    private static int Of(byte value) =>
        Frequent.Contains(value) ? HighRun.Full
        : value >= 0xC0 ? 3
        : Signs.Contains(value) ? 2
        : Further.Contains(value) ? 2
        : 0;
}
