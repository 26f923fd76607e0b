using System.Buffers;
using System.Globalization;

namespace ScreeningApi.Batches.Rows;

/// <summary>
/// Reads an amount as people and spreadsheets write it. What can be read in one way alone is read, and what had to be mended for that is
/// said. Of <c>1,234</c> and <c>1.234 EUR</c>, which can be two numbers, the larger is read, because more goods or money never make a
/// screening milder; <c>1.234</c> alone is a number as programs write them. A plain number costs no allocation.
/// </summary>
internal static class CellNumber
{
    /// <summary>No number that is meant is longer.</summary>
    internal const int MaxLength = 64;

    /// <summary>Digits that a decimal holds without rounding.</summary>
    internal const int MaxDigits = 28;

    private const int GroupLength = 3;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create("0123456789.,");

    /// <param name="text">White space around it does not matter.</param>
    /// <param name="value">Zero or more.</param>
    /// <param name="note">When the number was read: what had to be mended, in words; null when nothing had to be. When it was not: why, as in <c>found ..., expected ...</c>.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out decimal value, out string? note) => TryRead(text, out value, out _, out note);

    /// <summary>The same, and the currency that stands in the cell.</summary>
    /// <param name="currency">ISO 4217; null when none is stated, or by a sign of several currencies.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out decimal value, out string? currency, out string? note)
    {
        (currency, note) = (null, null);
        text = text.Trim();
        if (IsPlain(text))
        {
            return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value);
        }

        value = 0;
        if (text.Length is 0 or > MaxLength)
        {
            note = CellFaults.NoNumber(text, text.Length == 0 ? "" : $"a text of {text.Length} characters");
            return false;
        }

        var amount = CellCurrency.Strip(text, out currency);
        if (!NumberShape.TryRead(amount, isMoney: amount.Length < text.Length, out var shape, out var fault) || !shape.TryValue(out value, out fault))
        {
            note = CellFaults.NoNumber(text, fault);
            currency = null;
            return false;
        }

        note = CellFaults.Read(text, value, shape.Other(value));
        return true;
    }

    /// <summary>1234.5, or 1,234.5 where the commas can be nothing but separators of thousands.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxDigits || text.ContainsAnyExcept(PlainCharacters) || !text.ContainsAny(Digits))
        {
            return false;
        }

        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        if (point >= 0 && text[(point + 1)..].ContainsAny('.', ','))
        {
            return false;
        }

        var comma = whole.IndexOf(',');
        return comma < 0 || (AreGroups(whole, comma) && (point >= 0 || whole.LastIndexOf(',') > comma));
    }

    private static bool AreGroups(ReadOnlySpan<char> whole, int first)
    {
        if (first is 0 or > GroupLength || whole[0] == '0' || (whole.Length - first) % (GroupLength + 1) != 0)
        {
            return false;
        }

        for (var i = first; i < whole.Length; i++)
        {
            if (whole[i] == ',' != ((i - first) % (GroupLength + 1) == 0))
            {
                return false;
            }
        }

        return true;
    }
}
