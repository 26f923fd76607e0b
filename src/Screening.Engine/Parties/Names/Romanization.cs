using System.Text;
using AnyAscii;

namespace Screening.Engine.Parties.Names;

/// <summary>
/// Latin letters for words in any script, by the tables of AnyAscii: Cyrillic, Greek, Hebrew, Arabic, Georgian, Thai, Indic, kana,
/// Hangul, and Han as pinyin. Only letters and digits of ASCII are left, in lower case.
/// </summary>
internal static class Romanization
{
    /// <summary>Empty when the text has no letter or digit in any script.</summary>
    public static string Of(ReadOnlySpan<char> folded)
    {
        if (IsPlain(folded))
        {
            return folded.ToString();
        }

        var result = new StringBuilder(folded.Length * 2);
        foreach (var c in folded.ToString().Transliterate())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                result.Append(char.ToLowerInvariant(c));
            }
        }

        return result.ToString();
    }

    /// <summary>Scripts that leave vowels out: Hebrew and Arabic.</summary>
    public static bool LeavesVowelsOut(char c) => c is (>= '\u0590' and <= '\u07BF') or (>= '\u08A0' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

    public static bool IsHan(char c) => c is (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    /// <summary>Scripts written without spaces between words.</summary>
    public static bool WritesNoSpaces(char c) =>
        c is (>= '\u2E80' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF') or (>= '\uF900' and <= '\uFAFF') or (>= '\u0E00' and <= '\u0EFF');

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9')))
            {
                return false;
            }
        }

        return true;
    }
}
