using System.Globalization;
using System.Text;

namespace ScreeningApi.Commands.Files;

/// <summary>Text in the columns of a terminal, where a Chinese character takes two and a combining mark none.</summary>
internal static class TerminalText
{
    private const char More = '…';

    /// <summary>First and last code points of the blocks that East Asian fonts draw two columns wide (Unicode Standard Annex 11, in blocks).</summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>
    /// Exactly as many columns: cut, with an ellipsis, or filled up with spaces. What would move the cursor, turn the direction of
    /// writing or be invisible is not written: a description comes from outside.
    /// </summary>
    public static string Fit(string text, int width)
    {
        var fitted = new StringBuilder(width);
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Shown(rune) is not { } shown)
            {
                continue;
            }

            var columns = WidthOf(shown);
            if (used + columns > width)
            {
                Shorten(fitted, ref used, width);
                break;
            }

            fitted.Append(shown);
            used += columns;
        }

        return fitted.Append(' ', width - used).ToString();
    }

    /// <summary>As long as it is, without what a terminal would obey.</summary>
    public static string Plain(string text) => string.Concat(text.EnumerateRunes().Select(r => Shown(r)?.ToString()));

    /// <summary>Makes room for the ellipsis.</summary>
    private static void Shorten(StringBuilder fitted, ref int used, int width)
    {
        while (used > width - 1)
        {
            var last = fitted.Length > 1 && char.IsLowSurrogate(fitted[^1]) ? 2 : 1;
            Rune.DecodeLastFromUtf16(fitted.ToString(fitted.Length - last, last), out var rune, out _);
            fitted.Length -= last;
            used -= WidthOf(rune);
        }

        fitted.Append(More);
        used++;
    }

    /// <summary>Null: not at all.</summary>
    private static Rune? Shown(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => new Rune(' '),
        UnicodeCategory.Format or UnicodeCategory.Surrogate => null,
        _ => rune,
    };

    private static int WidthOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
        _ => Array.Exists(Wide, block => rune.Value >= block.First && rune.Value <= block.Last) ? 2 : 1,
    };
}
