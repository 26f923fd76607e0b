using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>Holds what the words say against what the code says. Both come from tables; nothing is inferred from a code's mere absence there.</summary>
internal static class ContradictionFinder
{
    private const string EveryCategory = "*";
    private static readonly int KindCount = Enum.GetValues<EvidenceKind>().Length;

    /// <summary>Null unless the code contradicts a category that the words name, and is right for none that they name.</summary>
    /// <param name="threshold">From this confidence on the words name a category.</param>
    public static Contradiction? Find(HsCode? declared, ImmutableArray<CategoryMatch> categories, double threshold, (CompiledRuleSet Rules, DateOnly Date) at)
    {
        if (declared is not { } code || categories.IsEmpty || at.Rules.Hs.Expectations.IsEmpty)
        {
            return null;
        }

        var said = new List<HsExpectationRow>();
        at.Rules.Hs.Expectations.FindPrefixes(code.Digits, said);
        var contradicts = said.Exists(r => r.Kind == ExpectationKind.Contradicts);
        if (!contradicts)
        {
            return null;
        }

        // A code that is cut short may still be one of those that are expected.
        at.Rules.Hs.Expectations.FindExtensions(code.Digits, said);
        said.RemoveAll(r => !r.Validity.Holds(at.Date));
        Contradiction? first = null;
        foreach (var category in categories)
        {
            if (ConfidenceOfWords(category, out var word) < threshold)
            {
                continue;
            }

            if (said.Exists(r => r.Kind == ExpectationKind.Expected && r.Category == category.Code))
            {
                return null;
            }

            var row = said.Find(r => r.Kind == ExpectationKind.Contradicts && (r.Category == EveryCategory || r.Category == category.Code) && r.Codes.Any(c => code.Digits.StartsWith(c, StringComparison.Ordinal)));
            first ??= row is null ? null : new Contradiction(category, word!, row);
        }

        return first;
    }

    /// <summary>Null unless a code that names a category stands beside words for it that other words turned into another sense.</summary>
    public static Denial? FindDenial(HsCode? declared, ImmutableArray<CategoryMatch> categories, double threshold, double cutoff)
    {
        if (declared is null)
        {
            return null;
        }

        foreach (var category in categories)
        {
            var weakened = category.Evidence.FirstOrDefault(e => e.Kind == EvidenceKind.Term && e.WeakenedBy is not null);
            if (weakened is not null && ConfidenceOfWords(category, out _) < cutoff && category.Evidence.Any(e => e.Kind == EvidenceKind.HsCode && e.Weight >= threshold))
            {
                return new Denial(category, weakened);
            }
        }

        return null;
    }

    /// <summary>The confidence without what was declared in codes, and the strongest piece of it.</summary>
    private static double ConfidenceOfWords(CategoryMatch category, out Evidence? word)
    {
        word = null;
        Span<double> strongest = stackalloc double[KindCount];
        strongest.Clear();
        foreach (var piece in category.Evidence)
        {
            if (piece.Kind is not (EvidenceKind.HsCode or EvidenceKind.Eccn))
            {
                strongest[(int)piece.Kind] = Math.Max(strongest[(int)piece.Kind], piece.Weight);
                word = word is null || word.Weight < piece.Weight ? piece : word;
            }
        }

        var doubt = 1.0;
        foreach (var strength in strongest)
        {
            doubt *= 1 - strength;
        }

        return 1 - doubt;
    }
}
