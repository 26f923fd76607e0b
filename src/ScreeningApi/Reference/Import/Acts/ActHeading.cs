using System.Text.RegularExpressions;

namespace ScreeningApi.Reference.Import.Acts;

/// <summary>The annex or schedule that a table stands in, and the part of it: <c>VII</c> and <c>B</c>.</summary>
internal sealed partial record ActHeading(string Number, string Part)
{
    public static readonly ActHeading None = new("", "");

    private const int LongestHeading = 200, LongestPart = 150;

    /// <summary>What a list says of its place: <c>EU-833-VII.B</c> is annex VII, part B; <c>UK-3E</c> schedule 3E.</summary>
    public static ActHeading OfList(string list)
    {
        var names = list[(list.LastIndexOf('-') + 1)..].Split('.', 2);
        return new ActHeading(names[0], names.Length > 1 ? names[1] : "");
    }

    /// <summary><c>ANNEX II</c> or <c>SCHEDULE 3E PART 2</c>, as a person gives it; null when it is neither.</summary>
    public static ActHeading? Parse(string text) =>
        Annex().Match(text) is { Success: true } annex ? new ActHeading(annex.Groups[1].Value, PartIn().Match(text) is { Success: true } part ? part.Groups[1].Value : "") : null;

    /// <summary>What holds from a paragraph on; the same as before where it is no heading. Only capitals make one: sentences name annexes as well.</summary>
    public ActHeading After(string paragraph) =>
        paragraph.Length <= LongestHeading && Annex().Match(paragraph) is { Success: true } annex ? new ActHeading(annex.Groups[1].Value, "")
        : Number.Length > 0 && paragraph.Length <= LongestPart && PartAlone().Match(paragraph) is { Success: true } part ? this with { Part = part.Groups[1].Value }
        : this;

    /// <summary>Whether a table under <paramref name="found"/> is meant: a part that was not asked for does not matter.</summary>
    public bool Includes(ActHeading found) => Number == found.Number && (Part.Length == 0 || Part == found.Part);

    public override string ToString() => Part.Length == 0 ? Number : $"{Number} part {Part}";

    [GeneratedRegex(@"^(?:\[?\s*F\d+)?\[?\s*[‘“'""]?(?:ANNEX|SCHEDULE)\s+([IVXLC]+[A-Z]?|\d+[A-Z]*)\b")]
    private static partial Regex Annex();

    [GeneratedRegex(@"^P(?:ART|art)\s+([A-Z]|\d{1,2})\b(?!\s+(?:of|to)\b)")]
    private static partial Regex PartAlone();

    [GeneratedRegex(@"\bP(?:ART|art)\s+([A-Z]|\d{1,2})\b")]
    private static partial Regex PartIn();
}
