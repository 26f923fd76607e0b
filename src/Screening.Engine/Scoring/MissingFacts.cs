using System.Collections.Immutable;
using Screening.Engine.Destinations;
using Screening.Engine.Items;
using Screening.Engine.Matching;

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

        if (ItemQuestion(item) is { } question && CouldMatter(shipment, route, policy))
        {
            questions.Add(question);
        }

        return questions.DistinctBy(q => (q.Parameter, q.Why)).ToImmutableArray();
    }

    private static Question? ItemQuestion(ItemFacts item)
    {
        var line = item.Line;
        if (item.Listings.FirstOrDefault(l => l.Extent == ListingExtent.Possible) is { } listing)
        {
            return new Question { Parameter = "hsCode", Unit = null, Why = $"The code {line.HsCode} is too short to tell whether the goods are on {listing.Name}: six digits decide." };
        }

        // EAR99 says on which list the goods are not, and nothing of what they are: much that is found in weapons is EAR99.
        var isClassified = line.HsCode is { IsSubheading: true } || line.Eccn is { IsEar99: false };
        if (isClassified || !item.Found.IsEmpty || !item.IsVague)
        {
            return null;
        }

        return string.IsNullOrWhiteSpace(line.Description)
            ? new Question { Parameter = "description", Unit = null, Why = "Nothing says what the goods are: a description in plain words, or a six-digit HS code, decides." }
            : new Question { Parameter = "hsCode", Unit = null, Why = "The description does not say what the goods are: a six-digit HS code, or what they do, decides." };
    }

    /// <summary>Whether some goods on this route would get a graver verdict.</summary>
    private static bool CouldMatter(Shipment shipment, Route route, ScoringPolicy policy) =>
        100 * DestinationConcern.Gravest(route, [], policy).Concern >= policy.ReviewThreshold
        || policy.Measures.Any(m => m.Row.Effect >= MeasureEffect.Review && m.CouldApply(shipment, route));
}
