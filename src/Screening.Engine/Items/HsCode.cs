namespace Screening.Engine.Items;

/// <summary>
/// A Harmonized System code, or a national code that begins with one: 2, 4, 6, 8 or 10 digits, without separators.
/// Source: WCO Harmonized System 2022 (chapters 01 to 97; 98 and 99 are national).
/// </summary>
public readonly record struct HsCode
{
    internal const int MaxDigits = 10;

    /// <summary>Longest national codes: 13 digits in China, 12 in Turkey, 11 in Germany, 14 in some statistics.</summary>
    internal const int MaxNationalDigits = 14;

    internal HsCode(string digits, string sent, HsRepair repair)
    {
        Digits = digits;
        Sent = sent;
        Repair = repair;
    }

    /// <summary>2, 4, 6, 8 or 10 ASCII digits.</summary>
    public string Digits { get; }

    /// <summary>The code as it was sent: evidence shows what people wrote.</summary>
    public string Sent { get; }

    /// <summary>What had to be mended; nothing is mended without being said.</summary>
    public HsRepair Repair { get; }

    /// <summary>True when the code names a subheading (six digits), the level at which lists of goods are written.</summary>
    public bool IsSubheading => Digits.Length >= 6;

    /// <summary>True when digits were lost on the way: the code was longer than what could be read of it.</summary>
    public bool HasLostDigits => (Repair & (HsRepair.Rounded | HsRepair.HeadingOnly)) != 0;

    /// <summary>Reads <c>8806.23</c>, <c>HS 8806 23 00 00</c> or <c>8.80623E+05</c>. False, with the reason, for anything else.</summary>
    public static bool TryParse(string? text, out HsCode value, out string reason) => TryParse(text, null, out value, out reason);

    /// <summary>Reads codes that have lost a zero as well.</summary>
    /// <param name="begins">Whether any code begins with these digits: a zero is only restored where that gives a code that exists.</param>
    public static bool TryParse(string? text, Func<string, bool>? begins, out HsCode value, out string reason)
    {
        value = default;
        if (string.IsNullOrWhiteSpace(text) || text.Length > CodeText.MaxLength)
        {
            reason = $"found {CodeText.Quote(text ?? "")}, expected a code of 2 to 10 digits such as 8542.31";
            return false;
        }

        Span<char> buffer = stackalloc char[CodeText.MaxLength];
        var bare = HsCodeText.Bare(text, buffer);
        reason = HsCodeText.IsPowerOfTen(bare)
            ? HsPowerOfTen.Read(bare, text, begins, out value)
            : HsDigits.Read(bare, text, begins, out value);
        return reason.Length == 0;
    }

    public override string ToString() => Digits ?? "";
}
