using System.Collections.Immutable;

namespace Screening.Engine.Rules;

/// <summary>Checks what is known about HS codes and makes it ready for look-ups; complains about what cannot be meant.</summary>
internal static class HsCompiler
{
    private const string EveryCategory = "*";

    public static CompiledHs Compile(HsDocument document, IReadOnlyDictionary<string, int> categories, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var before = found.Count;
        CheckHeadings(document.Headings, found);
        var codes = new HashSet<string>(document.Headings.SelectMany(h => h.Subheadings.Select(s => h.Code + s).Append(h.Code)), StringComparer.Ordinal);
        CheckRetired(document.Retired, codes, found);
        foreach (var row in document.Expectations)
        {
            CheckExpectation(row, categories, found);
        }

        return found.Count > before
            ? CompiledHs.Empty
            : new CompiledHs(
                new HsNomenclature(document.Headings, document.Retired),
                new CodePrefixIndex<HsExpectationRow>(InOrder(document.Expectations).SelectMany(e => e.Codes.Select(c => KeyValuePair.Create(c, e)))));
    }

    /// <summary>The order in which rows were written decides nothing.</summary>
    private static IEnumerable<HsExpectationRow> InOrder(ImmutableArray<HsExpectationRow> rows) =>
        rows.OrderBy(e => e.Category, StringComparer.Ordinal).ThenBy(e => e.Codes[0], StringComparer.Ordinal);

    private static void CheckHeadings(ImmutableArray<HsHeadingRow> headings, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in headings)
        {
            if (!(row.Code.Length == 4 && AreDigits(row.Code)) && !(row.Code.Length == 2 && AreDigits(row.Code) && row.Subheadings is ["*"]))
            {
                found.Add(new($"heading {row.Code}", $"found '{row.Code}', expected four digits, or two for a chapter whose subheadings are *"));
            }

            foreach (var ending in row.Subheadings.Where(s => s != "*" && !(s.Length == 2 && AreDigits(s))))
            {
                found.Add(new($"heading {row.Code}", $"found subheading '{ending}', expected the two digits that follow the heading"));
            }

            foreach (var ending in row.Subheadings.Where(s => !seen.Add(row.Code + s)))
            {
                found.Add(new($"heading {row.Code}", $"found subheading '{ending}' twice, expected it once"));
            }
        }
    }

    private static void CheckRetired(ImmutableArray<HsRetiredRow> retired, HashSet<string> codes, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in retired)
        {
            var where = $"retired code {row.Code}";
            if (row.Code.Length is not (4 or 6) || !AreDigits(row.Code))
            {
                found.Add(new(where, $"found '{row.Code}', expected four or six digits"));
            }
            else if (codes.Contains(row.Code) || !seen.Add(row.Code))
            {
                found.Add(new(where, seen.Contains(row.Code) ? "found it twice, expected it once" : "found it among the codes that exist, expected one that does not"));
            }

            foreach (var successor in row.Successors.Where(s => !codes.Contains(s)))
            {
                found.Add(new(where, $"found successor '{successor}', expected a heading or subheading that exists"));
            }

            if (row.Successors.IsEmpty || row.Validity.To is null)
            {
                found.Add(new(where, "found no successor or no last day, expected both"));
            }
        }
    }

    private static void CheckExpectation(HsExpectationRow row, IReadOnlyDictionary<string, int> categories, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var where = $"expectation for {row.Category}";
        if (!categories.ContainsKey(row.Category) && !(row.Category == EveryCategory && row.Kind == ExpectationKind.Contradicts))
        {
            found.Add(new(where, $"found category '{row.Category}', expected one of {string.Join(", ", categories.Keys)}, or * for a contradiction"));
        }

        foreach (var code in row.Codes.Where(c => c.Length is < 2 or > 6 || !AreDigits(c)))
        {
            found.Add(new(where, $"found '{code}', expected 2 to 6 digits"));
        }

        if (row.Codes.IsEmpty)
        {
            found.Add(new(where, "found no codes, expected at least one"));
        }
    }

    private static bool AreDigits(string text) => text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
}

/// <summary>What is known about HS codes, ready for look-ups.</summary>
internal sealed record CompiledHs(HsNomenclature Nomenclature, CodePrefixIndex<HsExpectationRow> Expectations)
{
    public static CompiledHs Empty { get; } = new(HsNomenclature.Empty, new CodePrefixIndex<HsExpectationRow>([]));
}
