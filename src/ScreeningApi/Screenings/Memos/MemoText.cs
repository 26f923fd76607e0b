using System.Globalization;
using System.Text;

namespace ScreeningApi.Screenings.Memos;

/// <summary>Texts and names as they stand in a memo.</summary>
internal static class MemoText
{
    /// <summary>
    /// On one line, with nothing invisible that does something: characters that turn the direction of what follows, or control a terminal,
    /// are shown by their number.
    /// </summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (EndsLine(rune.Value))
            {
                line.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || TurnsDirection(rune.Value))
            {
                line.Append(CultureInfo.InvariantCulture, $"‹U+{rune.Value:X4}›");
            }
            else
            {
                line.Append(rune);
            }
        }

        return line.ToString().Trim();
    }

    /// <summary>On one line, with no more than so many characters as a reader sees them.</summary>
    public static string Short(string text, int length)
    {
        var line = new StringInfo(OneLine(text));
        return line.LengthInTextElements <= length ? line.String : $"{line.SubstringByTextElements(0, length - 1).TrimEnd()}…";
    }

    /// <summary><c>exceptionAvailable</c> becomes "Exception available".</summary>
    public static string Words(string name)
    {
        var words = string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
        return words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static string Words<T>(T value) where T : struct, Enum => Words(value.ToString());

    /// <summary>As it was sent: <c>32000.00</c> keeps its zeros.</summary>
    public static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Share(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A citation with how far the fact was checked, where that is not by two sources.</summary>
    public static string Checked(string citation, string verified) => verified switch
    {
        "yes" => citation,
        "single" => $"{citation}; one source",
        _ => $"{citation}; not verified",
    };

    /// <summary>Tabs, every end of a line, and the separators of lines and paragraphs.</summary>
    private static bool EndsLine(int rune) => rune is (>= '\t' and <= '\r') or 0x85 or 0x2028 or 0x2029;

    /// <summary>Embeddings, overrides and isolates of the bidirectional algorithm, and their ends.</summary>
    private static bool TurnsDirection(int rune) => rune is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
