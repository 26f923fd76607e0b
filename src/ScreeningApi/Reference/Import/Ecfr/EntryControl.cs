using System.Text.RegularExpressions;
using ScreeningApi.Reference.Import.Tables;

namespace ScreeningApi.Reference.Import.Ecfr;

internal enum ControlScope
{
    All,

    /// <summary>The entry but for some of it.</summary>
    Except,
    Part,
}

/// <summary>
/// One control of an entry: the reason family, its token where one can be read off (<c>NS1</c>, <c>NS@WORLD</c>, <c>UN@746.1(b)</c>), null
/// where the text states a rule of its own, and the paragraphs it holds for.
/// </summary>
internal sealed partial record EntryControl(string Family, string? Token, ControlScope Scope, ParagraphList Paragraphs, ParagraphList Except, string Place, string Text)
{
    /// <summary>Both cells of a row of the table: <c>NS applies to entire entry</c>, <c>NS Column 1</c>. Empty when it is no control.</summary>
    public static IReadOnlyList<EntryControl> Read(string control, string chart, string entry, string place)
    {
        if (Applies().Match(control) is not { Success: true } match)
        {
            return [];
        }

        var (scope, paragraphs, except) = ScopeOf(Sentence().Split(match.Groups["scope"].Value)[0], entry);
        return
        [
            .. FamilyCode().Matches(match.Groups["families"].Value).Select(f => f.Value)
                .SelectMany(family => TokensOf(family, chart).DefaultIfEmpty(), (family, token) => new EntryControl(family, token, scope, paragraphs, except, place, TextTable.Short(chart))),
        ];
    }

    private static (ControlScope, ParagraphList, ParagraphList) ScopeOf(string text, string entry)
    {
        var at = text.IndexOf("except", StringComparison.OrdinalIgnoreCase);
        var (before, behind) = at < 0 ? (text, "") : (text[..at], text[at..]);
        var except = ParagraphList.Read(behind, entry);
        var isEntire = Entire().IsMatch(before);
        var named = ParagraphList.Read(isEntire ? Entire().Replace(before, "") : before, entry);
        var scope = !isEntire || named.IsQualified ? ControlScope.Part : at >= 0 ? ControlScope.Except : ControlScope.All;
        return (scope, named, except);
    }

    /// <summary>Columns of the chart; else the whole world where nothing is taken out of it; else the section that the text sends one to.</summary>
    private static List<string> TokensOf(string family, string chart)
    {
        var columns = Column().Matches(chart).Where(m => m.Groups[1].Value == family).Select(m => family + m.Groups[2].Value).Distinct().ToList();
        return columns.Count > 0 ? columns
            : World().IsMatch(chart) && !chart.Contains("except", StringComparison.OrdinalIgnoreCase) ? [$"{family}@WORLD"]
            : Section().Match(chart) is { Success: true } section ? [$"{family}@{section.Groups[1].Value}"]
            : [];
    }

    [GeneratedRegex(@"^(?:Control\(s\)\s*:?\s*)?(?<families>[A-Z]{2}(?:\s*(?:,|and|or|&|/)\s*[A-Z]{2})*)\s+appl(?:y|ies)\s+to\s+(?<scope>.*)$", RegexOptions.Singleline)]
    private static partial Regex Applies();

    [GeneratedRegex("[A-Z]{2}")]
    private static partial Regex FamilyCode();

    [GeneratedRegex(@"\b(?:the\s+)?entire\s+entry\b", RegexOptions.IgnoreCase)]
    private static partial Regex Entire();

    /// <summary>Where a further sentence begins: a dot before a capital.</summary>
    [GeneratedRegex(@"\.\s+(?=[A-Z])")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\b([A-Z]{2})\s*[Cc]olumn\s*(\d)")]
    private static partial Regex Column();

    [GeneratedRegex(@"^(?:Worldwide\s+control|(?:A license is required )?(?:for|to) all destinations)\b", RegexOptions.IgnoreCase)]
    private static partial Regex World();

    [GeneratedRegex(@"^See\s+(?:§+|section|sec\.)\s*(\d{3}\.\d+(?:\([a-z0-9]+\))*)(?:\s+for\b[^.;]*|\s+of\b[^.;]*)?\.?$", RegexOptions.IgnoreCase)]
    private static partial Regex Section();
}
