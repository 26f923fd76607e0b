using System.Collections.Immutable;
using System.Runtime.InteropServices;
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

        var matches = ImmutableArray.CreateBuilder<CategoryMatch>();
        var folded = 0UL;
        foreach (var (category, _) in evidence)
        {
            if ((folded & (1UL << category)) == 0)
            {
                folded |= 1UL << category;
                var match = Fold(category, evidence, rules);
                if (match.Confidence >= cutoff)
                {
                    matches.Add(match);
                }
            }
        }

        matches.Sort(static (one, other) => other.Confidence.CompareTo(one.Confidence) is not 0 and var order ? order : string.CompareOrdinal(one.Code, other.Code));
        return matches.DrainToImmutable();
    }

    private static CategoryMatch Fold(int category, List<(int Category, Evidence Evidence)> evidence, CompiledRuleSet rules)
    {
        var ordered = InOrder(category, evidence);
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

        var row = rules.Categories[category];
        return new CategoryMatch { Code = row.Code, Name = row.Name, Confidence = Math.Round(1 - doubt, 4), Evidence = ImmutableCollectionsMarshal.AsImmutableArray(ordered) };
    }

    /// <summary>The evidence for one category by kind, the strongest first.</summary>
    private static Evidence[] InOrder(int category, List<(int Category, Evidence Evidence)> evidence)
    {
        var count = 0;
        foreach (var (of, _) in evidence)
        {
            count += of == category ? 1 : 0;
        }

        var ordered = new Evidence[count];
        foreach (var (of, piece) in evidence)
        {
            if (of == category)
            {
                ordered[^count--] = piece;
            }
        }

        StableSort.Sort(ordered, static (one, other) => one.Kind != other.Kind ? (int)one.Kind - (int)other.Kind
            : other.Weight.CompareTo(one.Weight) is not 0 and var byWeight ? byWeight
            : Nullable.Compare(one.Start, other.Start) is not 0 and var byPlace ? byPlace
            : string.CompareOrdinal(one.Rule, other.Rule));
        return ordered;
    }
}
