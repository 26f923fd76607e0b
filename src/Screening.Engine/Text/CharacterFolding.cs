using System.Globalization;
using System.Text;

namespace Screening.Engine.Text;

/// <summary>
/// What one character becomes when text is normalised: case, width, accents and compatibility forms folded away.
/// The table is made once from the Unicode data of the runtime (ICU must be present: with invariant globalization
/// <c>string.Normalize</c> returns its input, and every accent would silently stay). A look-up is one array access.
/// </summary>
internal static class CharacterFolding
{
    /// <summary>The character ends a word.</summary>
    public const char Break = '\0';

    /// <summary>The character is as if it were not there (zero-width, combining, apostrophe).</summary>
    public const char Ignored = '\u0001';

    /// <summary>The character becomes several: see <see cref="Expansion"/>.</summary>
    private const char Several = '\u0002';

    /// <summary>Stretches Arabic words.</summary>
    private const char Tatweel = '\u0640';

    /// <summary>Japanese writers leave it out or not: レーダ, レーダー.</summary>
    private const char LongVowel = '\u30FC';
    private const char HalfWidthLongVowel = '\uFF70';

    private static readonly Dictionary<char, string> Expansions = [];
    private static readonly char[] Table = MakeTable();

    public static bool IsAvailable { get; } = "\u00E9".Normalize(NormalizationForm.FormD).Length == 2;

    /// <summary>One folded character, <see cref="Break"/>, <see cref="Ignored"/>, or false when there are several.</summary>
    public static bool TryFold(char c, out char folded)
    {
        folded = Table[c];
        return folded != Several;
    }

    /// <summary>The folded characters of a character that becomes several (ß, ㎓, ﬁ).</summary>
    public static string Expansion(char c) => Expansions[c];

    /// <summary>The same for a character outside the basic plane; empty when it ends a word.</summary>
    public static string FoldRune(Rune rune) => FoldText(rune.ToString());

    /// <summary>The folded characters of a text, what ends words left out.</summary>
    public static string Fold(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            result.Append(TryFold(c, out var folded) ? (folded > Ignored ? folded.ToString() : "") : Expansion(c));
        }

        return result.ToString();
    }

    /// <summary>Scripts written without spaces, or in which words grow together: every character is a token of its own.</summary>
    public static bool StandsAlone(char c) =>
        c >= 0x2E80 && (c <= 0x9FFF || c is (>= '\uAC00' and <= '\uD7AF') or (>= '\uF900' and <= '\uFAFF'));

    /// <summary>Punctuation behind which a negation or an accessory no longer governs.</summary>
    public static bool EndsClause(char c) =>
        c is ',' or ';' or ':' or '(' or ')' or '[' or ']' or '.' or '!' or '?' or '|' or '\n' or '\r' or '\u2022'
            or '\u3001' or '\u3002' or '\uFF0C' or '\uFF1B' or '\uFF1A' or '\uFF08' or '\uFF09' or '\uFF01' or '\uFF1F' or '\u060C' or '\u061B' or '\u061F';

    private static char[] MakeTable()
    {
        var table = new char[char.MaxValue + 1];
        for (var code = 0; code <= char.MaxValue; code++)
        {
            table[code] = Entry((char)code);
        }

        return table;
    }

    private static char Entry(char c)
    {
        if (IsLeftOut(c))
        {
            return Ignored;
        }

        if (char.IsSurrogate(c))
        {
            return Break;
        }

        switch (char.GetUnicodeCategory(c))
        {
            case UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                return Ignored;
            case UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.OtherNotAssigned:
                return Break;
        }

        // Already folded, and by far the most characters: nothing to compute.
        if (c is (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF'))
        {
            return c;
        }

        var folded = FoldText(c.ToString());
        if (folded.Length > 1)
        {
            Expansions[c] = folded;
        }

        return folded.Length switch { 0 => Break, 1 => folded[0], _ => Several };
    }

    private static bool IsLeftOut(char c) => c is '\'' or '\u2019' or '\u02BC' or '\u2018' or Tatweel or LongVowel or HalfWidthLongVowel;

    private static string FoldText(string text)
    {
        var result = new StringBuilder();
        var compatible = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        foreach (var rune in compatible.Normalize(Decomposes(compatible) ? NormalizationForm.FormKD : NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) && !(rune.IsBmp && IsLeftOut((char)rune.Value)))
            {
                // Lower case again: İ has no lower-case form of its own, but decomposes into I and a dot.
                result.Append(WithoutStroke(Rune.ToLowerInvariant(rune)));
            }
        }

        return result.ToString();
    }

    /// <summary>Accents are dropped in Latin, Greek and Cyrillic; elsewhere a mark is part of the letter (か and が differ).</summary>
    private static bool Decomposes(string text) => text.Length > 0 && text[0] < 0x0530 || text.Length > 0 && text[0] is >= '\u1E00' and <= '\u1FFF';

    /// <summary>Letters that Unicode does not decompose but that people write with the plain letter.</summary>
    private static string WithoutStroke(Rune rune) => rune.Value switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' => "d",
        'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'þ' => "th",
        >= 0x80 when Rune.IsDigit(rune) => ((int)Rune.GetNumericValue(rune)).ToString(System.Globalization.CultureInfo.InvariantCulture),
        'ς' => "σ",

        // Arabic and Persian keyboards differ, and hamza and dots are left out in haste.
        '\u0623' or '\u0625' or '\u0622' or '\u0671' => "\u0627",
        '\u0649' or '\u06CC' or '\u0626' => "\u064A",
        '\u06A9' => "\u0643",
        '\u0629' or '\u06C0' or '\u06D5' or '\u06C1' => "\u0647",
        '\u0624' => "\u0648",
        _ => rune.ToString(),
    };
}
