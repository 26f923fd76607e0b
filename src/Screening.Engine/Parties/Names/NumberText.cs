namespace Screening.Engine.Parties.Names;

/// <summary>Numbers in names, which must agree: digits, ordinals (48th), and Roman numerals from II on.</summary>
internal static class NumberText
{
    private const int LongestRoman = 6;

    /// <summary>The number in digits without leading zeros; null when the word is none.</summary>
    public static string? Of(string key)
    {
        var digits = key.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits < 0)
        {
            return key.TrimStart('0') is { Length: > 0 } number ? number : "0";
        }

        if (digits > 0 && key.AsSpan(digits) is "t" or "h" or "st" or "nd" or "rd" or "th" or "go" or "ya" or "y" or "i" or "a" or "e" or "o")
        {
            return Of(key[..digits]);
        }

        return RomanOf(key) is > 1 and var roman ? roman.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    /// <summary>0 when the word is no Roman numeral of i, v and x in its usual form.</summary>
    private static int RomanOf(string key)
    {
        if (key.Length is < 2 or > LongestRoman || key.AsSpan().IndexOfAnyExcept('i', 'v', 'x') >= 0 || key is "xi")
        {
            return 0;
        }

        var total = 0;
        for (var i = 0; i < key.Length; i++)
        {
            var value = ValueOf(key[i]);
            total += i + 1 < key.Length && ValueOf(key[i + 1]) > value ? -value : value;
        }

        return total;
    }

    private static int ValueOf(char letter) => letter switch { 'i' => 1, 'v' => 5, _ => 10 };
}
