using System.Globalization;
using Screening.Engine.Rules;

namespace Screening.Engine.Parties;

/// <summary>Finds what is wrong with the rows about lists of restricted parties: each finding says where, what was found, what was expected.</summary>
public static class WatchlistsDocumentCheck
{
    private const int MaxCodeLength = 32;

    public static IEnumerable<RuleSetDiagnostic> Run(WatchlistsDocument document) =>
        [.. document.Lists.SelectMany(List), .. Twice(document), .. document.Sections.SelectMany(s => Section(s, document)), .. SectionsTwice(document), .. Without(document)];

    private static IEnumerable<RuleSetDiagnostic> List(WatchlistRow row) =>
        new[]
        {
            When(!IsCode(row.Code), $"found the code '{row.Code}', expected capital letters and digits in parts joined by hyphens, such as US-CSL"),
            When(row.WarnAfterHours <= 0 || row.StopAfterHours < row.WarnAfterHours,
                $"found warnings after {row.WarnAfterHours} and a stop after {row.StopAfterHours} hours, expected more than 0 and a stop not before the warnings"),
            When(row.MaxShrink is not (>= 0 and <= 1), string.Create(CultureInfo.InvariantCulture, $"found that it may shrink by {row.MaxShrink}, expected a share from 0 to 1")),
            When(row.Canaries.All(string.IsNullOrWhiteSpace), "found no canaries, expected at least one name that every sound version has"),
            When(row.Url.Length > 0 && !IsAddress(row.Url), $"found the address '{row.Url}', expected one that begins with https, or none"),
        }.OfType<string>().Select(message => new RuleSetDiagnostic($"list {row.Code}", message));

    private static IEnumerable<RuleSetDiagnostic> Twice(WatchlistsDocument document) =>
        document.Lists.CountBy(l => l.Code).Where(l => l.Value > 1).Select(l => new RuleSetDiagnostic($"list {l.Key}", $"found {l.Value} rows, expected one"));

    private static IEnumerable<RuleSetDiagnostic> Section(WatchlistSectionRow row, WatchlistsDocument document) =>
        new[]
        {
            When(!document.Lists.Any(l => l.Code == row.List), $"found the list '{row.List}', expected one of {string.Join(", ", document.Lists.Select(l => l.Code))}"),
            When(row.Weight is not (>= 0 and <= 1), string.Create(CultureInfo.InvariantCulture, $"found the weight {row.Weight}, expected one from 0 to 1")),
        }.OfType<string>().Select(message => new RuleSetDiagnostic(Place(row), message));

    /// <summary>Of two rows that hold on one day only one can count.</summary>
    private static IEnumerable<RuleSetDiagnostic> SectionsTwice(WatchlistsDocument document) =>
        document.Sections.GroupBy(s => (s.List, s.Section))
            .Where(g => g.Select(s => s.Validity).OrderBy(v => v.From ?? DateOnly.MinValue).ToList() is var spans && spans.Zip(spans.Skip(1)).Any(p => Overlap(p.First, p.Second)))
            .Select(g => new RuleSetDiagnostic(Place(g.First()), "found several rows that hold on the same day, expected one"));

    private static bool Overlap(Validity earlier, Validity later) => (later.From ?? DateOnly.MinValue) <= (earlier.To ?? DateOnly.MaxValue);

    /// <summary>A hit in a list of which nobody says what it means would mean nothing.</summary>
    private static IEnumerable<RuleSetDiagnostic> Without(WatchlistsDocument document) =>
        document.Lists.Where(l => !document.Sections.Any(s => s.List == l.Code)).Select(l => new RuleSetDiagnostic($"list {l.Code}", "found no section, expected at least one that says what being on it means"));

    private static string? When(bool isWrong, string message) => isWrong ? message : null;

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    private static bool IsCode(string code) =>
        code.Length is > 0 and <= MaxCodeLength && code.Split('-').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)));

    private static string Place(WatchlistSectionRow row) => $"section {row.Section} of {row.List}";
}
