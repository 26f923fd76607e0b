using System.Globalization;

namespace ScreeningApi.Batches.Files.Xlsx;

internal enum NumberKind
{
    /// <summary>As the general format shows it, without rounding for the width of a column.</summary>
    General,

    /// <summary>A format of zeros, as it is used for codes: 0901 is stored as 901.</summary>
    Padded,
    Date,
}

/// <summary>What the format of a cell means for the number in it. Anything but dates and padding with zeros is decoration.</summary>
internal readonly record struct NumberFormat(NumberKind Kind, int Digits = 0, int Decimals = 0)
{
    /// <summary>Formats that have a number and no code: ECMA-376 part 1, 18.8.30; those from 27 on are dates in East Asian programs.</summary>
    public static NumberFormat OfId(int id) => id is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58 ? new(NumberKind.Date) : default;

    public static NumberFormat OfCode(string code)
    {
        var point = code.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? code.AsSpan() : code.AsSpan(0, point);
        var decimals = point < 0 ? default : code.AsSpan(point + 1);
        return whole.Length >= 2 && !whole.ContainsAnyExcept('0') && !decimals.ContainsAnyExcept('0') ? new NumberFormat(NumberKind.Padded, whole.Length, decimals.Length)
            : IsDate(code) ? new NumberFormat(NumberKind.Date)
            : default;
    }

    /// <summary>The text of a number as it is shown; false when what is stored is no number.</summary>
    public bool TryShow(ReadOnlySpan<char> stored, bool is1904, out string text)
    {
        text = "";
        if (Kind != NumberKind.Date && IsPlainInteger(stored))
        {
            text = Padded(stored.ToString());
            return true;
        }

        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return false;
        }

        text = Kind == NumberKind.Date && SerialDate.TryShow(value, is1904) is { } date ? date : Padded(General(value));
        return true;
    }

    /// <summary>15 digits are what spreadsheets calculate with; a decimal has as many when it is made of a double.</summary>
    private static string General(double value) => Math.Abs(value) is < 1e28 and (0 or >= 1e-9)
        ? ((decimal)value).ToString("0.############################", CultureInfo.InvariantCulture)
        : value.ToString("G15", CultureInfo.InvariantCulture);

    private string Padded(string number)
    {
        if (Kind != NumberKind.Padded || number.AsSpan().ContainsAnyExceptInRange('.', '9'))
        {
            return number;
        }

        var point = number.IndexOf('.', StringComparison.Ordinal);
        var (whole, decimals) = point < 0 ? (number, "") : (number[..point], number[(point + 1)..]);
        decimals = decimals.PadRight(Decimals, '0');
        return whole.PadLeft(Digits, '0') + (decimals.Length > 0 ? "." + decimals : "");
    }

    /// <summary>Digits that are shown as they are stored, also when there are more of them than a double holds: codes.</summary>
    private static bool IsPlainInteger(ReadOnlySpan<char> stored) =>
        stored.Length is > 0 and <= 30 && !stored.ContainsAnyExceptInRange('0', '9') && (stored.Length == 1 || stored[0] != '0');

    /// <summary>A letter of a date or time outside quotes, brackets and escapes.</summary>
    private static bool IsDate(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            var close = code[i] switch { '"' => '"', '[' => ']', _ => '\0' };
            if (close != '\0')
            {
                var end = code.IndexOf(close, i + 1);
                // Hours, minutes and seconds that run on stand in brackets
                if (close == ']' && i + 1 < code.Length && code[i + 1] is 'h' or 'H' or 'm' or 's')
                {
                    return true;
                }

                i = end < 0 ? code.Length : end;
            }
            else if (code[i] is '\\' or '_' or '*')
            {
                i++;
            }
            else if (code[i] is 'd' or 'D' or 'm' or 'M' or 'y' or 'Y' or 'h' or 'H' or 's' or 'S')
            {
                return !code.AsSpan(i).StartsWith("Standard", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }
}
