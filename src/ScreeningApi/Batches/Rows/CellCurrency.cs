using ScreeningApi.Batches.Files;

namespace ScreeningApi.Batches.Rows;

/// <summary>The currency before or behind an amount.</summary>
internal static class CellCurrency
{
    private const int CodeLength = 3;

    /// <summary>The amount without its currency. Of two that differ none is taken off: there is then no amount.</summary>
    /// <param name="currency">ISO 4217; null when none is stated, or by a sign of several currencies.</param>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text, out string? currency)
    {
        var before = LengthAt(text, end: false, out var first);
        var behind = LengthAt(text, end: true, out var last);
        if (first is not null && last is not null && first != last)
        {
            currency = null;
            return text;
        }

        currency = first ?? last;
        return before + behind < text.Length ? text[before..(text.Length - behind)].Trim() : text;
    }

    private static int LengthAt(ReadOnlySpan<char> text, bool end, out string? code)
    {
        if (CurrencyCodes.SignAt(text, end, out code) is > 0 and var length)
        {
            return length;
        }

        if (text.Length <= CodeLength)
        {
            return 0;
        }

        // Three letters of a longer word are no code.
        var next = end ? text[^(CodeLength + 1)] : text[CodeLength];
        code = char.IsLetter(next) ? null : CurrencyCodes.Find(end ? text[^CodeLength..] : text[..CodeLength]);
        return code is null ? 0 : CodeLength;
    }
}
