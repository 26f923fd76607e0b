using System.Collections.Immutable;
using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>Folds evidence into categories: within a kind the strongest counts, across kinds they are independent witnesses.</summary>
internal static class CategoryMatcher
{
    private static readonly int KindCount = Enum.GetValues<EvidenceKind>().Length;

    /// <summary>Categories at or above <paramref name="cutoff"/>, surest first, then by code. Below it nothing is returned.</summary>
    public static ImmutableArray<CategoryMatch> Fold(List<(int Category, Evidence Evidence)>? evidence, CompiledRuleSet rules, double cutoff)
    {
        if (evidence is null)
        {
            return [];
        }

        return
        [
            .. evidence.GroupBy(e => e.Category)
                .Select(group => Fold(rules.Categories[group.Key], group.Select(e => e.Evidence)))
                .Where(match => match.Confidence >= cutoff)
                .OrderByDescending(match => match.Confidence).ThenBy(match => match.Code, StringComparer.Ordinal),
        ];
    }

    private static CategoryMatch Fold(CategoryRow category, IEnumerable<Evidence> evidence)
    {
        var ordered = evidence.OrderBy(e => e.Kind).ThenByDescending(e => e.Weight).ThenBy(e => e.Start).ThenBy(e => e.Rule, StringComparer.Ordinal).ToImmutableArray();
        Span<double> strongest = stackalloc double[KindCount];
        strongest.Clear();
        foreach (var piece in ordered)
        {
            strongest[(int)piece.Kind] = Math.Max(strongest[(int)piece.Kind], piece.Weight);
        }

        var doubt = 1.0;
        foreach (var strength in strongest)
        {
            doubt *= 1 - strength;
        }

        return new CategoryMatch { Code = category.Code, Name = category.Name, Confidence = Math.Round(1 - doubt, 4), Evidence = ordered };
    }
}
