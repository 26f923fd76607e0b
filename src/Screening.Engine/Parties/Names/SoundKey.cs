namespace Screening.Engine.Parties.Names;

/// <summary>
/// The consonants of a word as they sound, so that Qadhafi and Gaddafi, Timchenko and Timtchenko, Yusuf and Youssef come close. Letters
/// that transliterations exchange become one; vowels are dropped but for one at the beginning. A pass over the letters, no tables.
/// </summary>
internal static class SoundKey
{
    private const int Longest = 24;

    public static string Of(ReadOnlySpan<char> word)
    {
        Span<char> key = stackalloc char[Longest];
        var length = 0;
        for (var i = 0; i < word.Length && length < Longest;)
        {
            var (sound, taken) = Read(word[i..]);
            var isFirst = i == 0;
            i += taken;
            if (sound == '\0' || (IsVowel(sound) && !isFirst) || (length > 0 && key[length - 1] == sound))
            {
                continue;
            }

            key[length++] = IsVowel(sound) ? 'a' : sound;
        }

        return key[..length].ToString();
    }

    public static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    /// <summary>The sound at the beginning of the text and how many letters make it; no sound for a silent letter.</summary>
    private static (char Sound, int Taken) Read(ReadOnlySpan<char> text)
    {
        foreach (var (letters, sound) in Together)
        {
            if (text.StartsWith(letters))
            {
                return (sound, letters.Length);
            }
        }

        return text[0] switch
        {
            'q' or 'c' or 'k' => ('k', 1),
            'w' or 'v' or 'b' => ('v', 1),
            'z' => ('s', 1),
            'j' or 'g' => ('g', 1),
            'x' => ('k', 1),
            'p' => ('p', 1),
            'h' => ('\0', 1),
            _ => (text[0], 1),
        };
    }

    /// <summary>Longest first.</summary>
    private static readonly (string Letters, char Sound)[] Together =
    [
        ("shch", 'S'), ("tsch", 'S'), ("tch", 'S'), ("sch", 'S'), ("sh", 'S'), ("ch", 'S'), ("zh", 'S'), ("kh", 'k'), ("gh", 'g'), ("dh", 'd'), ("th", 't'), ("ph", 'f'),
        ("ts", 's'), ("tz", 's'), ("ck", 'k'), ("dj", 'g'), ("ou", 'u'), ("gu", 'g'), ("qu", 'k'),
    ];
}
