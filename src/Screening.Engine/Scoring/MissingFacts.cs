using System.Collections.Immutable;
using Screening.Engine.Destinations;
using Screening.Engine.Items;
using Screening.Engine.Matching;
using Screening.Engine.Rules;

namespace Screening.Engine.Scoring;

/// <summary>
/// Finds the facts that are missing and asks for them, but only where they could change the verdict: if even the most concerning goods
/// would be below the review line on this route, nobody is bothered.
/// </summary>
internal static class MissingFacts
{
    public static ImmutableArray<Question> Ask(ItemFacts item, Shipment shipment, Route route, ScoringPolicy policy)
    {
        var questions = ImmutableArray.CreateBuilder<Question>();
        foreach (var stop in route.Stops.Where(s => s.Facts?.Risk is null))
        {
            questions.Add(new Question { Parameter = Names.Camel(stop.Role), Unit = null, Why = $"No country or region is known by the name '{stop.Place.Sent}': an ISO 3166 code decides its risk." });
        }

        if (ItemQuestion(item, shipment, route, policy) is { } question && CouldMatter(shipment, route, item, policy))
        {
            questions.Add(question);
        }

        questions.AddRange(ParameterQuestions.Ask(item, shipment, route, policy));
        return questions.DistinctBy(q => (q.Parameter, q.Why)).ToImmutableArray();
    }

    private static Question? ItemQuestion(ItemFacts item, Shipment shipment, Route route, ScoringPolicy policy)
    {
        var line = item.Line;
        if (item.Listings.FirstOrDefault(l => l.Extent == ListingExtent.Possible && WouldMatter(l, shipment, route, (item, policy))) is { } listing)
        {
            return Ask("hsCode", $"The code {line.HsCode?.Sent} {WhyOpen(item)} whether the goods are on {listing.Name}: {(item.Standing.Status != HsStatus.Known ? "the code that holds now decides" : line.HsCode is { IsSubheading: true } ? "more digits decide" : "six digits decide")}.");
        }

        // EAR99 says on which list the goods are not, and nothing of what they are: much that is found in weapons is EAR99.
        var isClassified = (line.HsCode is { IsSubheading: true } && item.Standing.Status != HsStatus.Unknown) || line.Eccn is { IsEar99: false };
        if (isClassified)
        {
            return null;
        }

        return !item.Categories.IsEmpty ? Ask("hsCode", $"The goods look like {item.Categories[0].Name}: a six-digit HS code decides whether they are on a list of goods.")
            : !item.IsVague ? null
            : string.IsNullOrWhiteSpace(line.Description) ? Ask("description", "Nothing says what the goods are: a description in plain words, or a six-digit HS code, decides.")
            : Ask("hsCode", "The description does not say what the goods are: a six-digit HS code, or what they do, decides.");
    }

    private static string WhyOpen(ItemFacts item) => item.Standing.Status switch
    {
        HsStatus.Retired => "is retired and does not tell",
        HsStatus.Unknown => "does not exist and cannot tell",
        _ => "is too short to tell",
    };

    private static Question Ask(string parameter, string why) => new() { Parameter = parameter, Unit = null, Why = why };

    /// <summary>Whether it would change anything here if the goods were on the list.</summary>
    private static bool WouldMatter(ListingMatch listing, Shipment shipment, Route route, (ItemFacts Item, ScoringPolicy Policy) known) =>
        100 * listing.Weight * DestinationConcern.Highest(route, known.Policy) >= known.Policy.ReviewThreshold
        || known.Policy.Measures.Any(m => m.Row.Effect >= MeasureEffect.Review && m.Item.Any(i => i.IsAbout(listing.List)) && m.CouldApply(shipment, route, known.Item));

    /// <summary>Whether some goods on this route would get a graver verdict.</summary>
    private static bool CouldMatter(Shipment shipment, Route route, ItemFacts item, ScoringPolicy policy)
    {
        var doubt = 1 - DestinationConcern.Highest(route, policy);
        foreach (var measure in policy.Measures)
        {
            if (measure.CouldApply(shipment, route, item))
            {
                doubt *= measure.Row.Effect == MeasureEffect.Flag ? 1 - measure.Row.Weight : 0;
            }
        }

        return 100 * (1 - doubt) >= policy.ReviewThreshold;
    }
}
