using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Matching;
using Screening.Engine.Matching.Thresholds;
using Screening.Engine.Rules;

namespace Screening.Engine.Scoring;

/// <summary>All that was found out about the goods of one line, wherever they go.</summary>
internal sealed record ItemFacts
{
    public required LineItem Line { get; init; }

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
    public ItemFact? Identified =>
        !Found.IsEmpty ? new(Found[0].Name, "", "yes")
        : !Controls.IsEmpty ? new($"control entry {Controls[0].Entry}", Controls[0].Citation, Controls[0].Verified)
        : ListingWeight > 0 ? new($"HS code {Line.HsCode} ({Listings[0].Name})", Listings[0].Citation, Listings[0].Verified)
        : null;

    public static ItemFacts Of(LineItem line, CompiledRuleSet rules, ScoringPolicy policy, DateOnly date)
    {
        var scratch = MatchingScratch.OfThisThread;
        var evidence = EvidenceCollector.Collect(line, rules, date, scratch, out var isVague);
        var categories = CategoryMatcher.Fold(evidence, rules, policy.Cutoff);
        var standing = line.HsCode is { } code ? rules.Nomenclature.Of(code, date) : default;
        var listings = ListingFinder.Find((line.HsCode, standing), rules, date, scratch, out var listingWeight);
        var found = FoundOf(categories, policy);
        var parameters = ParameterScreening.Of(line, found, rules, (date, policy.ParameterTolerance));
        if (!parameters.Evidence.IsEmpty)
        {
            (evidence ??= []).AddRange(parameters.Evidence);
            categories = CategoryMatcher.Fold(evidence, rules, policy.Cutoff);
            found = FoundOf(categories, policy);
        }

        return new ItemFacts
        {
            Line = line,
            Categories = categories,
            Found = found,
            Standing = standing,
            Contradiction = ContradictionFinder.Find(line.HsCode, categories, policy.FoundThreshold, (rules, date), scratch),
            Denial = ContradictionFinder.FindDenial(line.HsCode, found, policy.FoundThreshold, policy.Cutoff),
            Listings = listings,
            ListingWeight = listingWeight,
            Controls = ControlFinder.FindRows(line.Eccn, rules, date),
            Weakened = evidence is null || !found.IsEmpty ? [] : [.. evidence.Select(e => e.Evidence).Where(e => e.WeakenedBy is not null)],
            Parameters = parameters,
            IsVague = isVague,
        };
    }

    private static ImmutableArray<CategoryMatch> FoundOf(ImmutableArray<CategoryMatch> categories, ScoringPolicy policy) =>
        categories.IsEmpty ? [] : [.. categories.Where(c => c.Confidence >= policy.FoundThreshold)];
}
