namespace Screening.Engine.Items;

/// <summary>
/// A Harmonized System code, or a national code that begins with one: 2, 4, 6, 8 or 10 digits, without separators.
/// Source: WCO Harmonized System 2022 (chapters 01 to 97; 98 and 99 are national).
/// </summary>
public readonly record struct HsCode
{
    private HsCode(string digits, string sent)
    {
        Digits = digits;
        Sent = sent;
    }

    /// <summary>2, 4, 6, 8 or 10 ASCII digits.</summary>
    public string Digits { get; }

    /// <summary>The code as it was sent: evidence shows what people wrote.</summary>
    public string Sent { get; }

    /// <summary>True when the code names a subheading (six digits), the level at which lists of goods are written.</summary>
    public bool IsSubheading => Digits.Length >= 6;

    /// <summary>Reads <c>8806.23</c>, <c>8806 23 00 00</c> or <c>88062300</c>. False, with the reason, for anything else.</summary>
    public static bool TryParse(string? text, out HsCode value, out string reason)
    {
        value = default;
        Span<char> digits = stackalloc char[CodeText.MaxLength];
        if (!TryCollectDigits(text, digits, out var count, out reason))
        {
            return false;
        }

        if (count is not (2 or 4 or 6 or 8 or 10))
        {
            reason = $"found {count} digits in {CodeText.Quote(text!)}, expected 2, 4, 6, 8 or 10"
                + (count is 3 or 5 or 7 or 9 ? " (a leading zero may have been lost)" : "");
            return false;
        }

        if (digits[0] == '0' && digits[1] == '0')
        {
            reason = $"found chapter 00 in {CodeText.Quote(text!)}, expected a chapter from 01 to 99";
            return false;
        }

        value = new HsCode(new string(digits[..count]), text!);
        return true;
    }

    public override string ToString() => Digits ?? "";

    private static bool TryCollectDigits(string? text, Span<char> digits, out int count, out string reason)
    {
        count = 0;
        reason = "";
        if (string.IsNullOrWhiteSpace(text) || text.Length > CodeText.MaxLength)
        {
            reason = $"found {CodeText.Quote(text ?? "")}, expected a code of 2 to 10 digits such as 8542.31";
            return false;
        }

        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                digits[count++] = c;
            }
            else if (!CodeText.IsSeparator(c))
            {
                reason = $"found '{c}' in {CodeText.Quote(text)}, expected digits, with dots or spaces between them";
                return false;
            }
        }

        return true;
    }
}
