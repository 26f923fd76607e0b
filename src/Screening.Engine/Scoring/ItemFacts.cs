using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Matching;
using Screening.Engine.Matching.Thresholds;
using Screening.Engine.Rules;
using Screening.Engine.Text;

namespace Screening.Engine.Scoring;

/// <summary>All that was found out about the goods of one line, wherever they go. A value, passed by reference: it lives as long as its line is screened.</summary>
internal readonly record struct ItemFacts
{
    /// <summary>As declared.</summary>
    public required HsCode? HsCode { get; init; }

    /// <summary>As declared.</summary>
    public required Eccn? Eccn { get; init; }

    public required bool IsDescribed { get; init; }

    /// <summary>Categories at or above the policy's cutoff.</summary>
    public required ImmutableArray<CategoryMatch> Categories { get; init; }

    /// <summary>Those of them that count as found.</summary>
    public required ImmutableArray<CategoryMatch> Found { get; init; }

    /// <summary>What the nomenclature says of the declared HS code.</summary>
    public required HsStanding Standing { get; init; }

    /// <summary>The code is at odds with the words; null when it is not.</summary>
    public required Contradiction? Contradiction { get; init; }

    /// <summary>The words deny what the code says; null when they do not.</summary>
    public required Denial? Denial { get; init; }

    public required ImmutableArray<ListingMatch> Listings { get; init; }

    /// <summary>The listings, where lines with the same code have the same.</summary>
    public required SharedPart? ListingsShared { get; init; }

    /// <summary>Weight of the gravest firm listing.</summary>
    public required double ListingWeight { get; init; }

    /// <summary>The declared control entry in each regime that has it.</summary>
    public required ImmutableArray<ControlRow> Controls { get; init; }

    /// <summary>Terms whose sense was changed by other words; none where a category was found all the same, whose evidence says it.</summary>
    public required ImmutableArray<Evidence> Weakened { get; init; }

    /// <summary>What the technical values came to.</summary>
    public required ParameterFacts Parameters { get; init; }

    /// <summary>True when the description is missing or says nothing about the goods.</summary>
    public required bool IsVague { get; init; }

    /// <summary>What identifies the goods as something that matters; null when nothing does.</summary>
    public required ItemFact? Identified { get; init; }

    /// <summary>True when no condition on the goods could be met, but that they are goods.</summary>
    public bool SaysNothing =>
        Found.IsEmpty && Listings.IsEmpty && Controls.IsEmpty && Contradiction is null && ReferenceEquals(Parameters, ParameterFacts.None);

    public static ItemFacts Of(LineItem line, CompiledRuleSet rules, ScoringPolicy policy, DateOnly date)
    {
        var scratch = MatchingScratch.OfThisThread;
        var evidence = EvidenceCollector.Collect(line, rules, date, scratch, out var isVague);
        var standing = scratch.Standing;
        var categories = CategoryMatcher.Fold(evidence, rules, policy.Cutoff);
        var (listings, listingWeight, listingsShared) = ListingMemory.Of(rules).Find((line.HsCode, standing), rules, date, scratch);
        var found = FoundOf(categories, policy);
        var parameters = ParameterScreening.Of(line, found, rules, (date, policy.ParameterTolerance), scratch.Text);
        if (!parameters.Evidence.IsEmpty)
        {
            (evidence ??= []).AddRange(parameters.Evidence);
            categories = CategoryMatcher.Fold(evidence, rules, policy.Cutoff);
            found = FoundOf(categories, policy);
        }

        var controls = ControlFinder.FindRows(line.Eccn, rules, date);
        return new ItemFacts
        {
            HsCode = line.HsCode,
            Eccn = line.Eccn,
            IsDescribed = !string.IsNullOrWhiteSpace(line.Description),
            Categories = categories,
            Found = found,
            Standing = standing,
            Contradiction = ContradictionFinder.Find(line.HsCode, categories, policy.FoundThreshold, (rules, date), scratch),
            Denial = ContradictionFinder.FindDenial(line.HsCode, found, policy.FoundThreshold, policy.Cutoff),
            Listings = listings,
            ListingsShared = listingsShared,
            ListingWeight = listingWeight,
            Controls = controls,
            Weakened = evidence is null || !found.IsEmpty ? [] : WeakenedOf(evidence),
            Parameters = parameters,
            IsVague = isVague,
            Identified = !found.IsEmpty ? new(found[0].Name, "", "yes")
                : !controls.IsEmpty ? new($"control entry {controls[0].Entry}", controls[0].Citation, controls[0].Verified)
                : listingWeight > 0 ? new($"HS code {line.HsCode} ({listings[0].Name})", listings[0].Citation, listings[0].Verified)
                : null,
        };
    }

    /// <summary>The surest come first: those that count as found are the beginning.</summary>
    private static ImmutableArray<CategoryMatch> FoundOf(ImmutableArray<CategoryMatch> categories, ScoringPolicy policy)
    {
        var count = 0;
        while (count < categories.Length && categories[count].Confidence >= policy.FoundThreshold)
        {
            count++;
        }

        return count == categories.Length ? categories : categories[..count];
    }

    private static ImmutableArray<Evidence> WeakenedOf(List<(int Category, Evidence Evidence)> evidence)
    {
        ImmutableArray<Evidence>.Builder? weakened = null;
        foreach (var (_, piece) in evidence)
        {
            if (piece.WeakenedBy is not null)
            {
                (weakened ??= ImmutableArray.CreateBuilder<Evidence>()).Add(piece);
            }
        }

        return weakened?.DrainToImmutable() ?? [];
    }
}
