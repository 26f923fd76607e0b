using System.Collections.Frozen;
using System.Globalization;
using CsvHelper;

namespace ScreeningApi.Batches.Files;

/// <summary>The codes of ISO 4217, and signs that mean one currency alone: see currencies.csv. A sign of several ($, ¥) says none.</summary>
internal static class CurrencyCodes
{
    private const int CodeLength = 3;

    private static readonly List<string> InOrder = [];
    private static readonly List<(string Sign, string Code)> Signs = [];
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Codes = Read();

    /// <summary>The currency that amounts are best compared in: the first of the file.</summary>
    public static string Common => InOrder[0];

    public static IReadOnlyList<string> All => InOrder;

    /// <summary>The code in capitals; null when there is no such currency.</summary>
    public static string? Find(ReadOnlySpan<char> code) => code.Length == CodeLength && Codes.TryGetValue(code, out var known) ? known : null;

    /// <summary>
    /// How long the sign is that the text begins with, or ends with, and what it means: null for a sign of several currencies. 0 when it
    /// does neither.
    /// </summary>
    public static int SignAt(ReadOnlySpan<char> text, bool end, out string? code)
    {
        foreach (var (sign, means) in Signs)
        {
            if (end ? text.EndsWith(sign, StringComparison.OrdinalIgnoreCase) : text.StartsWith(sign, StringComparison.OrdinalIgnoreCase))
            {
                code = means;
                return sign.Length;
            }
        }

        code = null;
        return !text.IsEmpty && char.GetUnicodeCategory(end ? text[^1] : text[0]) == UnicodeCategory.CurrencySymbol ? 1 : 0;
    }

    /// <summary>Takes the first sign that stands alone out of the text and says what it means; null when there is none.</summary>
    public static string? TakeSign(ref string text)
    {
        foreach (var (sign, code) in Signs)
        {
            var at = text.IndexOf(sign, StringComparison.OrdinalIgnoreCase);
            var end = at + sign.Length;
            if (at >= 0 && (at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end])))
            {
                text = string.Concat(text.AsSpan(0, at), " ", text.AsSpan(end));
                return code;
            }
        }

        return null;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Read()
    {
        using var stream = typeof(CurrencyCodes).Assembly.GetManifestResourceStream("ScreeningApi.Batches.Files.currencies.csv")!;
        using var reader = CsvReader.Create(stream, CsvReaderOptions.Default with { Separator = ',' });
        while (reader.Read())
        {
            var code = reader.GetString("code");
            InOrder.Add(code);
            Signs.AddRange(reader.GetString("signs").Split('|', StringSplitOptions.RemoveEmptyEntries).Select(s => (s, code)));
        }

        // "руб." before "руб": the longest is meant.
        Signs.Sort((one, other) => other.Sign.Length.CompareTo(one.Sign.Length));
        return InOrder.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
