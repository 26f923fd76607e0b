namespace Screening.Engine.Text;

/// <summary>
/// Letters that were sent in parts: Hangul syllables as jamo (what macOS writes into file names) and kana with a separate voicing mark.
/// Latin, Greek and Cyrillic marks need no such care: they are dropped. Source: Unicode Standard 3.12 (Hangul), 3042 to 30FE (kana).
/// </summary>
internal static class ComposedForms
{
    private const int Vowels = 21;
    private const int Trails = 28;
    private const char VoicedMark = '\u3099';
    private const char SemiVoicedMark = '\u309A';

    /// <summary>Reads a letter in parts at the beginning of the text; false where it begins with anything else.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out char composed, out int length)
    {
        composed = '\0';
        length = 0;
        if (text.Length < 2)
        {
            return false;
        }

        if (MarkOf(text[1]) is not '\0' and var mark && text[0] is (>= '\u3041' and <= '\u30FE') or (>= '\uFF66' and <= '\uFF9D'))
        {
            return TryVoice(text[0], mark, out composed, out length);
        }

        return text[0] is >= '\u1100' and <= '\u1112' && text[1] is >= '\u1161' and <= '\u1175' && Syllable(text, out composed, out length);
    }

    private static bool Syllable(ReadOnlySpan<char> text, out char composed, out int length)
    {
        var trail = text.Length > 2 && text[2] is > '\u11A7' and <= '\u11C2' ? text[2] - '\u11A7' : 0;
        composed = (char)('\uAC00' + ((((text[0] - '\u1100') * Vowels) + text[1] - '\u1161') * Trails) + trail);
        length = trail > 0 ? 3 : 2;
        return true;
    }

    /// <summary>The combining form of a voicing mark, which half-width text writes as a character of its own.</summary>
    private static char MarkOf(char c) => c switch
    {
        VoicedMark or '\uFF9E' => VoicedMark,
        SemiVoicedMark or '\uFF9F' => SemiVoicedMark,
        _ => '\0',
    };

    private static bool TryVoice(char letter, char mark, out char composed, out int length)
    {
        CharacterFolding.TryFold(letter, out var full);
        Span<char> parts = [full, mark];
        Span<char> whole = stackalloc char[2];
        length = 2;
        composed = ((ReadOnlySpan<char>)parts).TryNormalize(whole, out var written, System.Text.NormalizationForm.FormC) && written == 1 ? whole[0] : '\0';
        return written == 1;
    }
}
