namespace Screening.Engine.Items;

/// <summary>
/// An export control classification number (15 CFR 738.2(d)), or a code of the same form from Annex I of Regulation (EU) 2021/821:
/// a category digit 0-9, a product group A-E, three digits, and paragraphs; or <c>EAR99</c>.
/// </summary>
public readonly record struct Eccn
{
    private const int EntryLength = 5;
    private const int MaxParagraphs = 8;

    private Eccn(string entry, string paragraphs, string sent)
    {
        Entry = entry;
        Paragraphs = paragraphs;
        Sent = sent;
    }

    /// <summary>The entry without paragraphs: <c>3A001</c>, or <c>EAR99</c>.</summary>
    public string Entry { get; }

    /// <summary>The paragraphs in lower case with their dots, <c>.a.2</c>; empty when none was given.</summary>
    public string Paragraphs { get; }

    /// <summary>The code as it was sent: evidence shows what people wrote.</summary>
    public string Sent { get; }

    /// <summary>True for <c>EAR99</c>: subject to the regulations, but in no entry of the list.</summary>
    public bool IsEar99 => Entry == "EAR99";

    /// <summary>Reads <c>3A001.a.2</c>, <c>3a001a2</c>, <c>ECCN: 3A 001</c> or <c>EAR 99</c>. False, with the reason, for anything else.</summary>
    public static bool TryParse(string? text, out Eccn value, out string reason)
    {
        value = default;
        reason = "";
        Span<char> bare = stackalloc char[CodeText.MaxLength];
        var code = Bare(text, bare);
        if (code is "EAR99")
        {
            value = new Eccn("EAR99", "", text!);
            return true;
        }

        if (!HasEntryForm(code) || !TryReadParagraphs(code[EntryLength..], out var paragraphs))
        {
            reason = $"found {CodeText.Quote(text ?? "")}, expected the form 3A001 or 3A001.a.2, or EAR99";
            return false;
        }

        value = new Eccn(new string(code[..EntryLength]), paragraphs, text!);
        return true;
    }

    public override string ToString() => Entry + Paragraphs;

    /// <summary>Upper case without separators, and without a leading "ECCN"; empty when the text is too long to be a code.</summary>
    private static ReadOnlySpan<char> Bare(string? text, Span<char> buffer)
    {
        if (text is null || text.Length > buffer.Length)
        {
            return [];
        }

        var length = 0;
        foreach (var c in text)
        {
            if (!CodeText.IsSeparator(c) && c is not ('(' or ')'))
            {
                buffer[length++] = char.ToUpperInvariant(c);
            }
        }

        ReadOnlySpan<char> bare = buffer[..length];
        return bare.StartsWith("ECCN") ? bare[4..] : bare;
    }

    private static bool HasEntryForm(ReadOnlySpan<char> code) =>
        code.Length >= EntryLength && char.IsAsciiDigit(code[0]) && code[1] is >= 'A' and <= 'E'
        && char.IsAsciiDigit(code[2]) && char.IsAsciiDigit(code[3]) && char.IsAsciiDigit(code[4]);

    /// <summary>Letters stand alone, digits together: <c>A2B10</c> is <c>.a.2.b.10</c>.</summary>
    private static bool TryReadParagraphs(ReadOnlySpan<char> code, out string paragraphs)
    {
        var read = new System.Text.StringBuilder();
        var levels = 0;
        for (var i = 0; i < code.Length; i++)
        {
            var continuesNumber = i > 0 && char.IsAsciiDigit(code[i]) && char.IsAsciiDigit(code[i - 1]);
            if (!char.IsAsciiLetterUpper(code[i]) && !char.IsAsciiDigit(code[i]))
            {
                paragraphs = "";
                return false;
            }

            if (!continuesNumber)
            {
                read.Append('.');
                levels++;
            }

            read.Append(char.ToLowerInvariant(code[i]));
        }

        paragraphs = read.ToString();
        return levels <= MaxParagraphs;
    }
}
