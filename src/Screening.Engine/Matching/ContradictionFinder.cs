using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>
/// Holds what the words say against what the code says. Both come from tables; nothing is inferred from a code's mere absence there.
/// Most lines end at the first look-up, which allocates nothing.
/// </summary>
internal static class ContradictionFinder
{
    private const string EveryCategory = "*";
    private static readonly int KindCount = Enum.GetValues<EvidenceKind>().Length;

    /// <summary>Null unless the code contradicts a category that the words name, and is right for none that they name.</summary>
    /// <param name="threshold">From this confidence on the words name a category.</param>
    public static Contradiction? Find(HsCode? declared, ImmutableArray<CategoryMatch> categories, double threshold, (CompiledRuleSet Rules, DateOnly Date) at, MatchingScratch scratch)
    {
        if (declared is not { } code || categories.IsEmpty)
        {
            return null;
        }

        var contradicting = scratch.Expectations;
        contradicting.Clear();
        at.Rules.Hs.Expectations.FindPrefixes(code.Digits, contradicting);
        if (!Keep(contradicting, ExpectationKind.Contradicts, at.Date))
        {
            return null;
        }

        Contradiction? first = null;
        foreach (var category in categories)
        {
            if (ConfidenceOfWords(category, out var word) < threshold)
            {
                continue;
            }

            if (IsExpected(category.Code, code, at))
            {
                return null;
            }

            first ??= RowFor(category.Code, contradicting) is { } row ? new Contradiction(category, word!, row) : null;
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
            Evidence? weakened = null;
            var isNamedByCode = false;
            foreach (var piece in category.Evidence)
            {
                weakened ??= piece is { Kind: EvidenceKind.Term, WeakenedBy: not null } ? piece : null;
                isNamedByCode |= piece.Kind == EvidenceKind.HsCode && piece.Weight >= threshold;
            }

            if (weakened is not null && isNamedByCode && ConfidenceOfWords(category, out _) < cutoff)
            {
                return new Denial(category, weakened);
            }
        }

        return null;
    }

    /// <summary>False when nothing is left.</summary>
    private static bool Keep(List<HsExpectationRow> rows, ExpectationKind kind, DateOnly date)
    {
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            if (rows[i].Kind != kind || !rows[i].Validity.Holds(date))
            {
                rows.RemoveAt(i);
            }
        }

        return rows.Count > 0;
    }

    /// <summary>A code that is cut short may still be one of those that are expected.</summary>
    private static bool IsExpected(string category, HsCode code, (CompiledRuleSet Rules, DateOnly Date) at)
    {
        var rows = new List<HsExpectationRow>();
        at.Rules.Hs.Expectations.FindPrefixes(code.Digits, rows);
        at.Rules.Hs.Expectations.FindExtensions(code.Digits, rows);
        return Keep(rows, ExpectationKind.Expected, at.Date) && rows.Exists(r => r.Category == category);
    }

    /// <summary>A row for the category rather than one for all.</summary>
    private static HsExpectationRow? RowFor(string category, List<HsExpectationRow> rows) =>
        rows.Find(r => r.Category == category) ?? rows.Find(r => r.Category == EveryCategory);

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
