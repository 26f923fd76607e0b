namespace Screening.Engine.Items;

/// <summary>
/// Reads a code that stands with all its digits. Where the number of digits is odd a zero was lost, in front or, behind a decimal
/// point, at the end; where it stands shows which. It is restored only if that gives a code that exists.
/// </summary>
internal static class HsDigits
{
    private const int HeadingDigits = 4;
    private const int SubheadingDigits = 6;
    private const int ThousandsGroup = 3;

    /// <summary>The reason why it is no code; empty when it is one.</summary>
    public static string Read(ReadOnlySpan<char> bare, string sent, Func<string, bool>? begins, out HsCode value)
    {
        value = default;
        Span<char> digits = stackalloc char[CodeText.MaxLength];
        var wrong = Collect(bare, sent, digits, out var shape);
        if (wrong.Length > 0)
        {
            return wrong;
        }

        var repair = shape.Repair;
        if (shape is { Separators: 1, First: >= HeadingDigits, Last: 1 } && shape.IsDecimal && digits[shape.Count - 1] == '0')
        {
            return Finish(digits[..shape.First], sent, repair | HsRepair.Decimals, begins, out value);
        }

        if (shape is { Separators: 1, First: HeadingDigits or HeadingDigits - 1, Last: 1 } && shape.IsDecimal && begins is not null)
        {
            return RestoreEnd(digits[..shape.Count], sent, shape.First < HeadingDigits, begins, out value);
        }

        return Finish(digits[..shape.Count], sent, repair, begins, out value);
    }

    /// <summary>A code of whole digits: cut to ten, its zero in front restored, or refused.</summary>
    public static string Finish(ReadOnlySpan<char> digits, string sent, HsRepair repair, Func<string, bool>? begins, out HsCode value)
    {
        value = default;
        if (digits.Length is < 2 or > HsCode.MaxNationalDigits)
        {
            return Refuse(digits.Length, sent);
        }

        var code = new string(digits);
        var isOdd = digits.Length % 2 == 1;
        if (isOdd && CanRestoreFront(code, begins))
        {
            code = "0" + code;
            repair |= HsRepair.LeadingZero;
        }
        else if (isOdd && code.Length < HsCode.MaxDigits)
        {
            return Refuse(code.Length, sent);
        }

        if (code.Length > HsCode.MaxDigits)
        {
            code = code[..HsCode.MaxDigits];
            repair |= HsRepair.NationalDigits;
        }

        if (code.StartsWith("00", StringComparison.Ordinal))
        {
            return $"found chapter 00 in {CodeText.Quote(sent)}, expected a chapter from 01 to 99";
        }

        value = new HsCode(code, sent, repair);
        return "";
    }

    /// <summary>Codes of 11 and 13 digits exist (Germany, China): those are taken as written where that is possible.</summary>
    private static bool CanRestoreFront(string code, Func<string, bool>? begins) =>
        begins is not null && code[0] != '0' && begins("0" + Level(code, SubheadingDigits - 1)) && (code.Length < HsCode.MaxDigits || !begins(Level(code, HeadingDigits)));

    private static string Level(string code, int digits) => code[..Math.Min(digits, code.Length)];

    /// <summary><c>8517.6</c>, and <c>401.1</c>, which has lost a zero at both ends.</summary>
    private static string RestoreEnd(ReadOnlySpan<char> digits, string sent, bool front, Func<string, bool> begins, out HsCode value)
    {
        value = default;
        var stem = (front ? "0" : "") + new string(digits);
        var heading = stem[..HeadingDigits];
        if (!begins(heading) || stem.StartsWith("00", StringComparison.Ordinal))
        {
            return Refuse(digits.Length, sent);
        }

        var others = 0;
        for (var last = '1'; last <= '9'; last++)
        {
            others += begins(stem + last) ? 1 : 0;
        }

        var repair = front ? HsRepair.LeadingZero : HsRepair.None;
        value = others == 0 && begins(stem + '0')
            ? new HsCode(stem + '0', sent, repair | HsRepair.TrailingZero)
            : new HsCode(heading, sent, repair | HsRepair.HeadingOnly);
        return "";
    }

    private static string Refuse(int count, string sent) =>
        $"found {count} digits in {CodeText.Quote(sent)}, expected 2, 4, 6, 8 or 10, or a longer national code" + (count is 3 or 5 or 7 or 9 ? " (a leading zero may have been lost)" : "");

    private static string Collect(ReadOnlySpan<char> bare, string sent, Span<char> digits, out Shape shape)
    {
        shape = default;
        var group = 0;
        var separator = '\0';
        for (var i = 0; i < bare.Length; i++)
        {
            if (char.IsAsciiDigit(bare[i]))
            {
                digits[shape.Count++] = bare[i];
                group++;
            }
            else if (IsSeparator(bare, i))
            {
                shape = group == 0 ? shape : shape.With(group, bare[i] is '.' or ',');
                separator = bare[i] == ',' ? ',' : separator;
                group = 0;
            }
            else
            {
                return $"found '{bare[i]}' in {CodeText.Quote(sent)}, expected digits, with dots or spaces between them";
            }
        }

        shape.Last = group;
        shape.Repair = separator == ',' && group == ThousandsGroup ? HsRepair.Thousands : HsRepair.None;
        return "";
    }

    /// <summary>A comma is a decimal point or stands before groups of three; before four digits it would separate two codes.</summary>
    private static bool IsSeparator(ReadOnlySpan<char> bare, int at)
    {
        if (bare[at] != ',')
        {
            return CodeText.IsSeparator(bare[at]);
        }

        var rest = bare[(at + 1)..];
        var digits = rest.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : rest.Length;
        return at > 0 && digits is >= 1 and <= ThousandsGroup;
    }

    /// <summary>How the digits stood: how many, in how many groups, how long the first and the last.</summary>
    private struct Shape
    {
        public int Count;
        public int Separators;
        public int First;
        public int Last;
        public bool IsDecimal;
        public HsRepair Repair;

        public readonly Shape With(int group, bool isPoint) => this with { Separators = Separators + 1, First = Separators == 0 ? group : First, IsDecimal = isPoint };
    }
}
