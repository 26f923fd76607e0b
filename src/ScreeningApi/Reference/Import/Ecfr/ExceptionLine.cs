using System.Globalization;
using System.Text.RegularExpressions;

namespace ScreeningApi.Reference.Import.Ecfr;

/// <summary>
/// What stands behind <c>LVS:</c> or <c>GBS:</c>: <c>N/A</c>, <c>Yes</c>, <c>$3000</c>, or clauses such as
/// <c>$1500: 3A001.c; $5000: 3A001.a, .b.4 to .b.7</c>, <c>Yes for 3A001.a.1.b, except .a.5</c>.
/// </summary>
internal static partial class ExceptionLine
{
    public static IReadOnlyList<ExceptionClause> Read(string text, string entry)
    {
        var starts = Starts().Matches(text);
        return [.. starts.Select((m, i) => Clause(m, text[(m.Index + m.Length)..(i + 1 < starts.Count ? starts[i + 1].Index : text.Length)], entry))];
    }

    private static ExceptionClause Clause(Match start, string rest, string entry)
    {
        // What stands in brackets narrows the paragraph before it, and the others are still to come.
        var words = Brackets().Replace(rest, " ").Trim(' ', ';', '.', ',');
        var amount = start.Groups["amount"] is { Success: true, Value: var digits } ? int.Parse(digits.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) : (int?)null;
        var except = words.IndexOf("except", StringComparison.OrdinalIgnoreCase);
        var paragraphs = ParagraphList.Read(except < 0 ? words : words[..except], entry);
        var open = Brackets().Matches(rest).Select(m => ParagraphList.Read(Brackets().Replace(rest[..m.Index], " "), entry).Last).OfType<string>().ToList();
        var isQualified = paragraphs.IsQualified || except >= 0 || Brackets().IsMatch(rest) && open.Count == 0;
        return new ExceptionClause(!start.Value.StartsWith('N'), amount, paragraphs with { IsQualified = isQualified }, open);
    }

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"N/A|\bYes\b|\$\s?(?<amount>\d[\d,]*)")]
    private static partial Regex Starts();
}
