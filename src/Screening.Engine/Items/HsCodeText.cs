using System.Globalization;

namespace Screening.Engine.Items;

/// <summary>Takes from the text of an HS code what people and spreadsheets put around it, and writes all digits as ASCII.</summary>
internal static class HsCodeText
{
    /// <summary>What stands before a code and says only that it is one; compared without case, spaces and punctuation.</summary>
    private static readonly string[] Labels =
    [
        "HS", "HSCODE", "HSNO", "HSN", "HSNCODE", "HTS", "HTSCODE", "HTSUS", "TARIC", "TARICCODE", "TARIFF", "TARIFFCODE", "TARIFFNO", "CODE", "COMMODITYCODE", "CN", "CNCODE", "KN", "KNCODE",
        "NCM", "NANDINA", "GTIP", "GTİP", "GTİPNO", "ZOLLTARIFNUMMER", "WARENNUMMER", "UKTZED", "TNVED", "ТНВЭД", "КОДТНВЭД", "ТНВЭДЕАЭС", "КОДТНВЭДЕАЭС", "ТНЗЕД", "УКТЗЕД", "КОДУКТЗЕД", "КОД",
        "税号", "税则号列", "商品编码", "海关编码", "HS编码", "HSコード", "統計品目番号", "HS코드",
    ];

    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const int FullWidthOffset = FirstFullWidth - '!';

    /// <summary>The characters that matter: without a label, invisible characters, and the quotes and the equals sign that keep a cell from being taken for a number.</summary>
    public static ReadOnlySpan<char> Bare(string text, Span<char> buffer)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (Plain(c) is var plain and not '\0')
            {
                buffer[length++] = plain;
            }
        }

        ReadOnlySpan<char> bare = buffer[..length];
        return WithoutLabel(bare.Trim(" '\"=`’‘“”"));
    }

    /// <summary>True for <c>8.54E+07</c> and its kin, right or wrong.</summary>
    public static bool IsPowerOfTen(ReadOnlySpan<char> bare)
    {
        var e = bare.IndexOfAny('e', 'E');
        return e > 0 && e + 1 < bare.Length && (char.IsAsciiDigit(bare[e + 1]) || bare[e + 1] is '+' or '-') && (bare[e - 1] is '.' or ',' || char.IsAsciiDigit(bare[e - 1]));
    }

    /// <summary>A digit of any script as ASCII, any space as a space, any dash as a hyphen; NUL for what cannot be seen.</summary>
    private static char Plain(char c)
    {
        if (char.IsAscii(c))
        {
            return c == '\0' ? '\uFFFD' : c;
        }

        if (c is >= FirstFullWidth and <= LastFullWidth)
        {
            return (char)(c - FullWidthOffset);
        }

        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
            UnicodeCategory.SpaceSeparator => ' ',
            UnicodeCategory.DashPunctuation => '-',
            UnicodeCategory.Format => '\0',
            _ => c,
        };
    }

    private static ReadOnlySpan<char> WithoutLabel(ReadOnlySpan<char> bare)
    {
        var first = bare.IndexOfAnyInRange('0', '9');
        if (first <= 0)
        {
            return bare;
        }

        Span<char> label = stackalloc char[CodeText.MaxLength];
        var length = 0;
        foreach (var c in bare[..first])
        {
            if (!CodeText.IsSeparator(c) && c is not ('№' or '#' or '(' or ')' or '：' or '。'))
            {
                label[length++] = char.ToUpperInvariant(c);
            }
        }

        foreach (var known in Labels)
        {
            if (label[..length].SequenceEqual(known))
            {
                return bare[first..];
            }
        }

        return bare;
    }
}
