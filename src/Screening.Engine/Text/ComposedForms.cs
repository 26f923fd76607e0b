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

        if (text[1] is VoicedMark or SemiVoicedMark && text[0] is >= '\u3041' and <= '\u30FE')
        {
            return TryVoice(text[0], text[1], out composed, out length);
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

    private static bool TryVoice(char letter, char mark, out char composed, out int length)
    {
        Span<char> parts = [letter, mark];
        Span<char> whole = stackalloc char[2];
        length = 2;
        composed = ((ReadOnlySpan<char>)parts).TryNormalize(whole, out var written, System.Text.NormalizationForm.FormC) && written == 1 ? whole[0] : '\0';
        return written == 1;
    }
}
