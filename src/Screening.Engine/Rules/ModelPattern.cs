namespace Screening.Engine.Rules;

/// <summary>One place of a pattern.</summary>
/// <param name="Kind">What may stand there.</param>
/// <param name="Literal">The folded character, for a literal.</param>
/// <param name="MayBreakBefore">True when a space, hyphen, slash or dot may stand before it in the text.</param>
internal readonly record struct PatternElement(PatternKind Kind, char Literal, bool MayBreakBefore);

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
/// <c>@</c> a letter, <c>@+</c> one or more, <c>*</c> anything to the end of the word. Where the pattern has a space or hyphen, and between
/// a letter and a digit, the text may have a separator or none: <c>Mavic 3</c> is also MAVIC-3 and Mavic3.
/// </summary>
internal static class ModelPattern
{
    private const int Longest = 48;

    public static bool TryParse(string text, Func<char, char> fold, out List<PatternElement> elements, out string reason)
    {
        elements = [];
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

            if (!TryKind(c, isRepeated, fold, out var kind, out var literal))
            {
                mayBreak = true;
                continue;
            }

            elements.Add(new PatternElement(kind, literal, elements.Count > 0 && (mayBreak || ChangesBetween(elements[^1], kind, literal))));
            mayBreak = false;
            i += isRepeated ? 1 : 0;
        }

        if (elements.Count is 0 or > Longest || elements.All(e => e.Kind == PatternKind.Rest))
        {
            reason = $"found '{text}', expected 1 to {Longest} letters, digits or signs";
        }

        return reason.Length == 0;
    }

    private static bool TryKind(char c, bool isRepeated, Func<char, char> fold, out PatternKind kind, out char literal)
    {
        literal = '\0';
        kind = c switch
        {
            '#' => isRepeated ? PatternKind.Digits : PatternKind.Digit,
            '@' => isRepeated ? PatternKind.Letters : PatternKind.Letter,
            '*' => PatternKind.Rest,
            _ => PatternKind.Literal,
        };
        literal = kind == PatternKind.Literal ? fold(c) : '\0';
        return kind != PatternKind.Literal || literal != '\0';
    }

    private static bool ChangesBetween(PatternElement before, PatternKind kind, char literal) =>
        kind != PatternKind.Rest && IsDigit(before.Kind, before.Literal) != IsDigit(kind, literal);

    private static bool IsDigit(PatternKind kind, char literal) =>
        kind is PatternKind.Digit or PatternKind.Digits || (kind == PatternKind.Literal && char.IsAsciiDigit(literal));
}
