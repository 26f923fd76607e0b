using System.Globalization;
using System.Text;

namespace ScreeningApi.Batches.Rows;

/// <summary>An amount taken apart: which of its separators divide thousands, and which the fraction.</summary>
/// <param name="Whole">Digits alone.</param>
/// <param name="Fraction">Digits alone.</param>
/// <param name="Exponent">The power of ten it stood with.</param>
/// <param name="CouldBeLess">The one separator was read as one of thousands, but could be that of the fraction.</param>
internal readonly record struct NumberShape(string Whole, string Fraction, int Exponent, bool CouldBeLess)
{
    /// <summary>What any sign of a fraction alone, of any space and of any apostrophe is kept as; points and commas may be either.</summary>
    private const char FractionSign = 'd', Space = ' ', Apostrophe = '\'';

    private const int GroupLength = 3;
    private const decimal Thousand = 1000m;

    /// <param name="text">At most <see cref="CellNumber.MaxLength"/> characters.</param>
    /// <param name="isMoney">A currency stands with it, so that it is no number as programs write them: three digits after a point can be thousands too.</param>
    public static bool TryRead(ReadOnlySpan<char> text, bool isMoney, out NumberShape shape, out string fault)
    {
        shape = default;
        var at = text.IndexOfAny('E', 'e');
        if (!TryReadDigits(at < 0 ? text : text[..at], out var mantissa, out fault))
        {
            return false;
        }

        var exponent = 0;
        if (at >= 0 && !TryReadExponent(text[(at + 1)..], out exponent))
        {
            fault = "which has a letter in it";
            return false;
        }

        fault = "whose separators do not stand as in one number";
        var isOne = TryDivide(mantissa, mayBeGrouped: at < 0, isMoney, out shape);
        shape = shape with { Exponent = exponent };
        return isOne;
    }

    public bool TryValue(out decimal value, out string fault)
    {
        fault = "which has more digits than can be held";
        value = 0;
        var digits = (Whole + Fraction).AsSpan().TrimStart('0').Length;
        return digits <= CellNumber.MaxDigits && digits - Fraction.Length + Exponent <= CellNumber.MaxDigits && Fraction.Length - Exponent <= CellNumber.MaxDigits
            && decimal.TryParse($"{Whole}.{Fraction}E{Exponent.ToString(CultureInfo.InvariantCulture)}", NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>What it could have been too; null when nothing.</summary>
    public decimal? Other(decimal value) => CouldBeLess ? value / Thousand : null;

    /// <summary>The digits in ASCII and the separators, each kind as one character.</summary>
    private static bool TryReadDigits(ReadOnlySpan<char> text, out string read, out string fault)
    {
        var result = new StringBuilder(text.Length);
        (read, fault) = ("", "");
        var zero = '\0';
        foreach (var c in text)
        {
            if (char.IsDigit(c))
            {
                var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
                fault = zero != '\0' && zero != c - digit ? "which has digits of two scripts" : fault;
                zero = (char)(c - digit);
                result.Append((char)('0' + digit));
            }
            else if (SeparatorOf(c) is var separator and not '\0')
            {
                result.Append(separator);
            }
            else
            {
                fault = fault.Length > 0 ? fault : WhyNot(c);
            }
        }

        fault = fault.Length > 0 ? fault : zero == '\0' ? "which has no digits" : "";
        read = result.ToString();
        return fault.Length == 0;
    }

    private static char SeparatorOf(char c) => c switch
    {
        '.' or '\uFF0E' => '.',
        ',' or '\uFF0C' => ',',
        '\'' or '\u2019' or '\u2018' or '\u02BC' or '\u066C' => Apostrophe,
        '\u066B' => FractionSign,
        _ => char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator ? Space : '\0',
    };

    private static string WhyNot(char c) => c switch
    {
        '%' or '\u2030' or '\u066A' or '\uFF05' => "which is a share",
        '-' or '\u2212' or '\u2013' or '(' or ')' => "which is below zero or no single number",
        _ => char.IsLetter(c) ? "which has a letter in it" : "which has a character in it that no number has",
    };

    private static bool TryReadExponent(ReadOnlySpan<char> text, out int exponent)
    {
        const int mostDigits = 2;
        var sign = text is ['-', ..] ? -1 : 1;
        var digits = text is ['-' or '+', ..] ? text[1..] : text;
        var isOne = digits.Length is > 0 and <= mostDigits && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        exponent = isOne ? sign * int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        return isOne;
    }

    private static bool TryDivide(string text, bool mayBeGrouped, bool isMoney, out NumberShape shape)
    {
        char[] kinds = [.. text.Where(c => !char.IsAsciiDigit(c)).Distinct()];
        shape = new NumberShape(text, "", 0, false);
        return kinds switch
        {
            [] => true,
            [var only] => TryDivide(text.Split(only), only, mayBeGrouped, isMoney, out shape),
            [var group, var sign] => mayBeGrouped && group != FractionSign && MayDivideFraction(sign) && text.Split(sign) is [var whole, var fraction] && TryFraction(whole.Split(group), fraction, out shape),
            _ => false,
        };
    }

    private static bool TryDivide(string[] parts, char separator, bool mayBeGrouped, bool isMoney, out NumberShape shape)
    {
        var areGroups = mayBeGrouped && separator != FractionSign && AreGroups(parts);
        var isFraction = parts.Length == 2 && MayDivideFraction(separator);
        var isDoubtful = areGroups && isFraction;
        if (areGroups && (!isFraction || separator == ',' || isMoney))
        {
            shape = new NumberShape(string.Concat(parts), "", 0, isDoubtful);
            return true;
        }

        shape = default;
        return isFraction && TryFraction([parts[0]], parts[1], out shape);
    }

    private static bool MayDivideFraction(char separator) => separator is '.' or ',' or FractionSign;

    private static bool TryFraction(string[] groups, string fraction, out NumberShape shape)
    {
        shape = new NumberShape(string.Concat(groups), fraction, 0, false);
        return fraction.Length > 0 && fraction.All(char.IsAsciiDigit) && (groups.Length == 1 || AreGroups(groups));
    }

    /// <summary>Three digits in every group but the first; in India two in those between: 12,34,567.</summary>
    private static bool AreGroups(string[] groups)
    {
        const int indian = 2;
        var between = groups.Length > 2 && groups[1].Length == indian ? indian : GroupLength;
        return groups.Length > 1 && groups[0].Length >= 1 && groups[0].Length <= between && groups[0][0] != '0'
            && groups[^1].Length == GroupLength && groups[1..^1].All(g => g.Length == between) && groups.All(g => g.All(char.IsAsciiDigit));
    }
}
