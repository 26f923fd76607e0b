using System.Text.RegularExpressions;

namespace ScreeningApi.Reference.Import.Tables;

/// <summary>A code of goods as a list has it; <paramref name="IsPartial"/>: only some of the goods in it are meant, which the acts mark with "ex".</summary>
internal readonly record struct TariffCode(string Digits, bool IsPartial);

/// <summary>Reads the codes of a cell: <c>8542 31</c>, <c>ex 8407.10</c>, <c>Chapter 84</c>, several of them on lines or between commas.</summary>
internal static partial class TariffCell
{
    private const int LongestCode = 10;

    /// <summary>Null when something in the cell is no code; a range is none, for what lies in it depends on the edition.</summary>
    public static IReadOnlyList<TariffCode>? Read(string text)
    {
        var codes = new List<TariffCode>();
        foreach (var piece in Amendment().Replace(text, "").Split(['\n', ',', ';']).SelectMany(p => Joined().Split(p)).Select(p => p.Trim()).Where(p => p.Length > 0))
        {
            if (Code().Match(piece) is not { Success: true } match)
            {
                return null;
            }

            var digits = string.Concat(match.Groups["code"].Value.Where(char.IsAsciiDigit));
            if (digits.Length % 2 == 1 || digits.Length > LongestCode)
            {
                return null;
            }

            codes.Add(new TariffCode(digits, match.Groups["ex"].Success));
        }

        return codes;
    }

    /// <summary>Marks of amendments in consolidated texts: <c>►M5</c> and <c>◄</c>, <c>[F12</c> and <c>]</c>.</summary>
    [GeneratedRegex(@"[►▼]\s?[A-Z]\d+(?:_\d+)?|◄|\[?\bF\d+(?=\D|$)|[\[\]]")]
    private static partial Regex Amendment();

    [GeneratedRegex(@"\s+(?:and|or)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Joined();

    [GeneratedRegex(@"^[‘“""']?(?:(?<ex>ex)\.?\s*)?(?:(?:Chapter|Heading)\s+)?(?<code>\d{2}(?:[\s.]?\d{1,2})*)\s*(?:\(?\*+\)?|\(\d{1,2}\))?[’”""'.]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Code();
}
