using Screening.Engine.Parties;

namespace ScreeningApi.Watchlists.Formats.Entries;

/// <summary>Numbers of ships and their owners in the register of the International Maritime Organization: publishers write the letters before the number or in what it is, and they are one form here.</summary>
internal static class ImoNumber
{
    private const string Letters = "IMO";

    /// <summary>Letters before digits are no part of the number: <c>IMO9999991</c> and <c>IMO 9999991</c> are 9999991, of a kind that says IMO.</summary>
    public static EntryIdentifier Told(EntryIdentifier identifier)
    {
        var value = identifier.Value;
        if (!value.StartsWith(Letters, StringComparison.OrdinalIgnoreCase) || value[Letters.Length..].Trim() is not { Length: > 0 } digits || !digits.All(char.IsAsciiDigit))
        {
            return identifier;
        }

        var kind = identifier.Kind.Contains(Letters, StringComparison.OrdinalIgnoreCase) ? identifier.Kind : $"{identifier.Kind} {Letters}".Trim();
        return identifier with { Kind = kind, Value = digits };
    }
}
