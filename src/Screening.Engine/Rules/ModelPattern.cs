namespace Screening.Engine.Rules;

/// <summary>One place of a pattern.</summary>
/// <param name="Kind">What may stand there.</param>
/// <param name="Literal">The folded character, for a literal.</param>
/// <param name="Break">What may stand before it in the text.</param>
internal readonly record struct PatternElement(PatternKind Kind, char Literal, PatternBreak Break);

internal enum PatternBreak
{
    None,

    /// <summary>A hyphen, slash or dot.</summary>
    Sign,

    /// <summary>The same, or a space.</summary>
    Space,
}

internal enum PatternKind
{
    Literal,
    Digit,
    Digits,
    Letter,
    Letters,

    /// <summary>Anything to the end of the word.</summary>
    Rest,
}

/// <summary>
/// Reads the shape of a model or part number: letters and digits stand for themselves, <c>#</c> is a digit, <c>#+</c> one or more,
/// <c>@</c> a letter, <c>@+</c> one or more, <c>*</c> anything to the end of the word. Where the pattern has a space or hyphen, the text may
/// have a separator or none: <c>Mavic 3</c> is also MAVIC-3 and Mavic3. Between a letter and a digit it may have a hyphen, but no space: <c>EN39*</c>
/// is not "EN 397".
/// </summary>
internal static class ModelPattern
{
    private const int Longest = 48;

    /// <param name="folded">By character what it is folded to; nothing where it does not count.</param>
    /// <param name="elements">What was read, in place of what was there.</param>
    public static bool TryParse(string text, char[] folded, List<PatternElement> elements, out string reason)
    {
        elements.Clear();
        reason = "";
        var mayBreak = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isRepeated = c is '#' or '@' && i + 1 < text.Length && text[i + 1] == '+';
            if (c == '*' && i < text.Length - 1)
            {
                reason = $"found '*' inside '{text}', expected it at the end only";
                return false;
            }

            if (!TryKind(c, isRepeated, folded, out var kind, out var literal))
            {
                mayBreak = true;
                continue;
            }

            elements.Add(new PatternElement(kind, literal, elements.Count == 0 ? PatternBreak.None : mayBreak ? PatternBreak.Space : ChangesBetween(elements[^1], kind, literal) ? PatternBreak.Sign : PatternBreak.None));
            mayBreak = false;
            i += isRepeated ? 1 : 0;
        }

        if (elements.Count is 0 or > Longest || elements.TrueForAll(e => e.Kind == PatternKind.Rest))
        {
            reason = $"found '{text}', expected 1 to {Longest} letters, digits or signs";
        }

        return reason.Length == 0;
    }

    private static bool TryKind(char c, bool isRepeated, char[] folded, out PatternKind kind, out char literal)
    {
        literal = '\0';
        kind = c switch
        {
            '#' => isRepeated ? PatternKind.Digits : PatternKind.Digit,
            '@' => isRepeated ? PatternKind.Letters : PatternKind.Letter,
            '*' => PatternKind.Rest,
            _ => PatternKind.Literal,
        };
        literal = kind == PatternKind.Literal ? folded[c] : '\0';
        return kind != PatternKind.Literal || literal != '\0';
    }

    private static bool ChangesBetween(PatternElement before, PatternKind kind, char literal) =>
        kind != PatternKind.Rest && IsDigit(before.Kind, before.Literal) != IsDigit(kind, literal);

    private static bool IsDigit(PatternKind kind, char literal) =>
        kind is PatternKind.Digit or PatternKind.Digits || (kind == PatternKind.Literal && char.IsAsciiDigit(literal));
}
