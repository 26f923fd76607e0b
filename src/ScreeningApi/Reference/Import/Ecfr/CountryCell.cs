using System.Text.RegularExpressions;
using ScreeningApi.Reference.Import.Tables;

namespace ScreeningApi.Reference.Import.Ecfr;

/// <summary>The name of a country and the footnotes on it: raised, or as numbers behind the name.</summary>
internal static partial class CountryCell
{
    public static (string Name, IReadOnlyList<string> Footnotes) Read(TextCell cell)
    {
        var match = Numbered().Match(cell.Line);
        var behind = match.Groups["number"].Captures.Select(c => c.Value);
        var marks = cell.Marks.SelectMany(m => m.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries));
        return (match.Groups["name"].Value.Trim(), [.. marks.Concat(behind).Distinct()]);
    }

    [GeneratedRegex(@"^(?<name>.*?)(?:[\s,]+(?<number>\d{1,2}))*$")]
    private static partial Regex Numbered();
}
