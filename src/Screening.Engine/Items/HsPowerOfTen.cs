using System.Globalization;

namespace Screening.Engine.Items;

/// <summary>
/// Reads a code that a spreadsheet turned into a power of ten: <c>8.54E+07</c> was eight digits, of which three are shown and rounded.
/// Only the digits that every number so shown begins with are read: here 85, since 8.535 and 8.549 are both shown like this.
/// </summary>
internal static class HsPowerOfTen
{
    private const int MaxMantissa = 15;

    /// <summary>The reason why it is no code; empty when it is one.</summary>
    public static string Read(ReadOnlySpan<char> bare, string sent, Func<string, bool>? begins, out HsCode value)
    {
        value = default;
        if (!TrySplit(bare, out var mantissa, out var length) || mantissa.Length > length || length > HsCode.MaxNationalDigits)
        {
            return $"found {CodeText.Quote(sent)}, expected a code of 2 to 10 digits; this is a number, and not one that a spreadsheet makes of a code";
        }

        if (mantissa.Length == length)
        {
            return HsDigits.Finish(mantissa, sent, HsRepair.Exponent, begins, out value);
        }

        var certain = Certain(mantissa);
        var repair = HsRepair.Exponent | HsRepair.Rounded;
        if (length % 2 == 1 && length < HsCode.MaxDigits)
        {
            certain = begins is not null && begins("0" + certain) ? "0" + certain : "";
            repair |= HsRepair.LeadingZero;
        }

        certain = certain[..Math.Min(certain.Length - (certain.Length % 2), HsCode.MaxDigits)];
        if (certain.Length < 2 || certain == "00")
        {
            return $"found {CodeText.Quote(sent)}, expected a code of 2 to 10 digits; a spreadsheet has rounded the code away, format the cell as text";
        }

        value = new HsCode(certain, sent, repair);
        return "";
    }

    /// <summary>The digits that the lowest and the highest number share which a program, rounding or cutting off, shows like this.</summary>
    private static string Certain(string mantissa)
    {
        var shown = long.Parse(mantissa, CultureInfo.InvariantCulture) * 10;
        var (low, high) = (Padded(shown - 5), Padded(shown + 9));
        return low[..low.AsSpan().CommonPrefixLength(high)];

        string Padded(long number) => number.ToString(CultureInfo.InvariantCulture).PadLeft(mantissa.Length + 1, '0');
    }

    /// <param name="length">How many digits the number has when written out.</param>
    private static bool TrySplit(ReadOnlySpan<char> bare, out string mantissa, out int length)
    {
        (mantissa, length) = ("", 0);
        var e = bare.IndexOfAny('e', 'E');
        var front = bare[..e];
        var exponent = bare[(e + 1)..];
        var hasForm = front.Length >= 1 && front[0] is >= '1' and <= '9' && (front.Length == 1 || (front.Length <= MaxMantissa && front[1] is '.' or ','));
        if (!hasForm || !int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) || power is < 1 or > CodeText.MaxLength)
        {
            return false;
        }

        length = power + 1;
        mantissa = front[..1].ToString() + (front.Length > 2 ? front[2..].ToString() : "");
        return !mantissa.AsSpan().ContainsAnyExceptInRange('0', '9');
    }
}
