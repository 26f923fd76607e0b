namespace Screening.Engine.Items;

/// <summary>
/// A country (ISO 3166-1 alpha-2, <c>AE</c>) or a region that law treats on its own (ISO 3166-2, <c>UA-43</c> for Crimea).
/// Whether such a country exists is a matter of data: see <see cref="Destinations.CountryDirectory"/>.
/// </summary>
public readonly record struct CountryCode
{
    private CountryCode(string text) => Text = text;

    /// <summary><c>AE</c> or <c>UA-43</c>.</summary>
    public string Text { get; }

    /// <summary>True for a region of a country.</summary>
    public bool IsRegion => Text.Length > 2;

    public static bool TryParse(string? text, out CountryCode value)
    {
        var code = text?.Trim().ToUpperInvariant() ?? "";
        var isCountry = code.Length == 2 && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1]);
        var isRegion = code.Length is >= 4 and <= 6 && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1])
            && code[2] == '-' && code.Skip(3).All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c));
        value = isCountry || isRegion ? new CountryCode(code) : default;
        return isCountry || isRegion;
    }

    public override string ToString() => Text ?? "";
}
