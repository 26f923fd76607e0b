using System.Globalization;
using Screening.Engine.Rules.Thresholds;

namespace Screening.Engine.Matching.Thresholds;

/// <summary>A number, a range or a product in a text.</summary>
/// <param name="Low">The least it can mean.</param>
/// <param name="High">The most it can mean.</param>
/// <param name="Product">Of the two numbers of 640x512; null for anything else.</param>
/// <param name="End">One past its last character.</param>
internal readonly record struct NumberSpan(double Low, double High, double? Product, int Start, int End);

/// <summary>
/// Reads numbers as people write them: decimal comma or point, thousands, signs, ranges, tolerances, powers, digits of any script. A
/// number longer than any technical value is passed over. Each character is looked at a bounded number of times.
/// </summary>
internal static class NumberReader
{
    /// <summary>Beyond this many digits it is a serial number, and a double no longer holds it exactly.</summary>
    private const int MaxDigits = 15;
    private const int MaxExponent = 18;
    private const int MaxParts = 8;
    private const int MaxSpaces = 2;
    private const int Group = 3;

    /// <summary>Between the ends of a range.</summary>
    private static readonly string[] RangeWords = ["...", "..", "to", "до", "至", "到", "bis", "~", "～", "…", "–", "—", "-", "−", "/"];

    /// <summary>0 to 9, or -1. Decimal digits of every script; superscripts and fractions are none.</summary>
    public static int DigitOf(char c) => char.IsAsciiDigit(c) ? c - '0' : c > '\u0660' - 1 && char.IsDigit(c) ? CharUnicodeInfo.GetDecimalDigitValue(c) : -1;

    /// <summary>Reads what begins with the digit at <paramref name="at"/>. <paramref name="next"/> is where to go on, also when it is no number.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int at, out NumberSpan number, out int next)
    {
        number = default;
        var isInWord = at > 0 && char.IsLetter(text[at - 1]) && !Text.CharacterFolding.StandsAlone(text[at - 1]);
        if (!TryReadDigits(text, at, out var value, out next) || isInWord)
        {
            return false;
        }

        var (start, sign) = Sign(text, at);
        value *= sign;
        number = new NumberSpan(value, value, null, start, next);
        if (TryReadProduct(text, value, ref number) || TryReadTolerance(text, value, ref number))
        {
            next = number.End;
            return true;
        }

        for (var part = 1; part < MaxParts && TryExtend(text, ref number); part++)
        {
            next = number.End;
        }

        return true;
    }

    public static int SkipSpaces(ReadOnlySpan<char> text, int at)
    {
        var end = Math.Min(text.Length, at + MaxSpaces);
        while (at < end && (UnitIndex.Fold(text[at]) == ' ' || text[at] == '\t'))
        {
            at++;
        }

        return at;
    }

    /// <summary>A minus belongs to the number unless something stands right before it: -55, but not AES-256.</summary>
    private static (int Start, int Sign) Sign(ReadOnlySpan<char> text, int at)
    {
        if (at == 0 || text[at - 1] is not ('-' or '−' or '–' or '±'))
        {
            return (at, 1);
        }

        return text[at - 1] == '±' ? (at - 1, 1)
            : at == 1 || !char.IsLetterOrDigit(text[at - 2]) && text[at - 2] is not (')' or '.' or ',' or '-') ? (at - 1, -1)
            : (at, 1);
    }

    private static bool TryReadProduct(ReadOnlySpan<char> text, double first, ref NumberSpan number)
    {
        var at = SkipSpaces(text, number.End);
        if (at >= text.Length || text[at] is not ('x' or 'X' or '×' or 'х' or 'Х' or '*' or 'ｘ'))
        {
            return false;
        }

        at = SkipSpaces(text, at + 1);
        if (at >= text.Length || DigitOf(text[at]) < 0 || !TryReadDigits(text, at, out var second, out var end))
        {
            return false;
        }

        // Of three numbers none is a count of pixels: they are the size of a box.
        var third = SkipSpaces(text, end);
        var isBox = third < text.Length && text[third] is 'x' or 'X' or '×' or '*';
        number = new NumberSpan(second, second, isBox ? null : first * second, number.Start, end);
        return true;
    }

    private static bool TryReadTolerance(ReadOnlySpan<char> text, double value, ref NumberSpan number)
    {
        var at = SkipSpaces(text, number.End);
        var signs = at < text.Length && text[at] == '±' ? 1 : text[at..].StartsWith("+/-") ? 3 : 0;
        at = SkipSpaces(text, at + signs);
        if (signs == 0 || at >= text.Length || DigitOf(text[at]) < 0 || !TryReadDigits(text, at, out var tolerance, out var end))
        {
            return false;
        }

        number = new NumberSpan(value - tolerance, value + tolerance, null, number.Start, end);
        return true;
    }

    private static bool TryExtend(ReadOnlySpan<char> text, ref NumberSpan number)
    {
        var at = SkipSpaces(text, number.End);
        var length = RangeWord(text[at..]);
        var after = SkipSpaces(text, at + length);

        // "10 -20" are two numbers, "10-20" and "10 - 20" a range.
        var isSign = at > number.End && length == 1 && after == at + 1 && text[at] is '-' or '−';
        if (length == 0 || isSign || after >= text.Length)
        {
            return false;
        }

        var sign = text[after] is '-' or '−' ? -1 : 1;
        after = text[after] is '-' or '−' or '+' ? after + 1 : after;
        if (after >= text.Length || DigitOf(text[after]) < 0 || !TryReadDigits(text, after, out var value, out var end))
        {
            return false;
        }

        value *= sign;
        number = new NumberSpan(Math.Min(number.Low, value), Math.Max(number.High, value), null, number.Start, end);
        return true;
    }

    private static int RangeWord(ReadOnlySpan<char> text)
    {
        foreach (var word in RangeWords)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return word.Length;
            }
        }

        return 0;
    }

    /// <summary>Digits with their separators, and a power of ten behind them. The end is set also when there are too many.</summary>
    private static bool TryReadDigits(ReadOnlySpan<char> text, int at, out double value, out int end)
    {
        var (digits, number, decimals, thousands, group) = (0, 0L, -1, '\0', 0);
        for (end = at; end < text.Length; end++)
        {
            var digit = DigitOf(text[end]);
            if (digit >= 0)
            {
                number = digits < MaxDigits ? (number * 10) + digit : number;
                decimals += decimals >= 0 ? 1 : 0;
                digits++;
                group++;
            }
            else if (decimals < 0 && end + 1 < text.Length && DigitOf(text[end + 1]) >= 0 && IsThousands(text, end, group, thousands))
            {
                (thousands, group) = (text[end], 0);
            }
            else if (decimals < 0 && end + 1 < text.Length && DigitOf(text[end + 1]) >= 0 && text[end] is '.' or '．' or '٫' or ',' or '，' && text[end] != thousands)
            {
                decimals = 0;
            }
            else
            {
                break;
            }
        }

        value = digits > MaxDigits ? 0 : number / Math.Pow(10, Math.Max(0, decimals)) * Power(text, ref end);
        return digits <= MaxDigits;
    }

    /// <summary>
    /// 1,234 and 5 000 and 5'000: three digits behind at most three. A point does so only where more follows (1.234.567 or 1.234,5), and a
    /// zero before a comma never (0,125).
    /// </summary>
    private static bool IsThousands(ReadOnlySpan<char> text, int at, int group, char thousands)
    {
        if (group > Group || !IsGroup(text, at) || (thousands != '\0' && text[at] != thousands))
        {
            return false;
        }

        var after = at + Group + 1;
        return UnitIndex.Fold(text[at]) switch
        {
            ' ' or '\'' or '’' => true,
            ',' => group > 1 || DigitOf(text[at - 1]) > 0,
            '.' => thousands == '.' || after + 1 < text.Length && text[after] is '.' or ',' && DigitOf(text[after + 1]) >= 0,
            _ => false,
        };
    }

    private static bool IsGroup(ReadOnlySpan<char> text, int at)
    {
        for (var i = at + 1; i <= at + Group; i++)
        {
            if (i >= text.Length || DigitOf(text[i]) < 0)
            {
                return false;
            }
        }

        return at + Group + 1 >= text.Length || DigitOf(text[at + Group + 1]) < 0;
    }

    private static double Power(ReadOnlySpan<char> text, ref int end)
    {
        var at = end;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
        }
        else
        {
            at = SkipSpaces(text, at);
            var ten = at < text.Length && text[at] is '×' or 'x' or '*' or '·' ? SkipSpaces(text, at + 1) : text.Length;
            at = text[ten..].StartsWith("10^") ? ten + 3 : text.Length;
        }

        var sign = at < text.Length && text[at] == '-' ? -1 : 1;
        at += at < text.Length && text[at] is '-' or '+' ? 1 : 0;
        var (exponent, first) = (0, at);
        while (at < text.Length && at < first + 2 && DigitOf(text[at]) is >= 0 and var digit)
        {
            exponent = (exponent * 10) + digit;
            at++;
        }

        if (at == first || exponent > MaxExponent || at < text.Length && char.IsLetterOrDigit(text[at]))
        {
            return 1;
        }

        end = at;
        return Math.Pow(10, sign * exponent);
    }
}
