using System.Text.RegularExpressions;

namespace ScreeningApi.Reference.Import.Ecfr;

/// <summary>
/// The paragraphs of an entry that a phrase names: <c>3A001.b.2 and b.3, .d to .f</c>. Where words remain that do not merely join them,
/// or another entry is named, the paragraph alone does not settle whom the phrase means: it is qualified.
/// </summary>
internal sealed partial record ParagraphList(IReadOnlyList<string> Paragraphs, bool IsQualified)
{
    private const int LongestRange = 26;

    /// <summary>The paragraph that the phrase names last; null when it names none.</summary>
    public string? Last { get; private init; }

    public static ParagraphList Read(string text, string entry)
    {
        var own = text.Replace(entry, "", StringComparison.Ordinal);
        if (Entry().IsMatch(own))
        {
            return new ParagraphList([], IsQualified: true);
        }

        var found = new List<string>();
        var last = Single().Matches(own) is [.., var match] ? Dotted(match.Value) : null;
        var rest = Ranges().Replace(own, m => Take(found, Between(Dotted(m.Groups["from"].Value), Dotted(m.Groups["to"].Value))));
        rest = Single().Replace(rest, m => Take(found, [Dotted(m.Value)]));
        return new ParagraphList([.. found.Distinct()], Words().IsMatch(Joining().Replace(rest, " "))) { Last = last };
    }

    private static string Take(List<string> found, IEnumerable<string> paragraphs)
    {
        found.AddRange(paragraphs);
        return " ";
    }

    private static string Dotted(string paragraph) => "." + paragraph.Trim('.');

    /// <summary>From <c>.a.2</c> to <c>.a.5</c> every one; ends that are not of one kind stand for themselves.</summary>
    private static List<string> Between(string from, string to)
    {
        var (stem, first, last) = (from[..from.LastIndexOf('.')], from[(from.LastIndexOf('.') + 1)..], to[(to.LastIndexOf('.') + 1)..]);
        if (to[..to.LastIndexOf('.')] != stem)
        {
            return [from, to];
        }

        if (int.TryParse(first, out var low) && int.TryParse(last, out var high) && high > low && high - low < LongestRange)
        {
            return [.. Enumerable.Range(low, high - low + 1).Select(n => $"{stem}.{n}")];
        }

        return (first, last) is ([var a], [var z]) && char.IsAsciiLetter(a) && char.IsAsciiLetter(z) && z > a
            ? [.. Enumerable.Range(a, z - a + 1).Select(c => $"{stem}.{(char)c}")]
            : [from, to];
    }

    /// <summary>A letter with a dot before it, or with a number behind it: a single letter is too often a word.</summary>
    private const string One = @"(?<![\w.])(?:\.[a-z](?!\w)|[a-z](?=\.\d))(?:\.(?:\d{1,2}|[a-z])(?!\w))*";

    [GeneratedRegex("(?<from>" + One + @")\s*(?:to|through|thru|[-–—])\s*(?<to>" + One + ")")]
    private static partial Regex Ranges();

    [GeneratedRegex(One)]
    private static partial Regex Single();

    [GeneratedRegex(@"\b\d[A-E]\d{3}\b")]
    private static partial Regex Entry();

    [GeneratedRegex(@"\b(?:and|or|to|for|in|of|the|items?|commodities|paragraphs?|appl(?:y|ies)|controlled|by|under|entire|entry|except|yes|those)\b|N/A", RegexOptions.IgnoreCase)]
    private static partial Regex Joining();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Words();
}
