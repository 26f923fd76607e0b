using System.Collections.Immutable;
using Screening.Engine.Destinations;
using Screening.Engine.Matching;
using Screening.Engine.Rules;

namespace Screening.Engine.Scoring;

/// <summary>
/// Finds the facts that are missing and asks for them, but only where they could change the verdict: if even the most concerning goods
/// would be below the review line on this route, nobody is bothered. That some goods need a license is true of every place and asks nobody.
/// </summary>
internal static class MissingFacts
{
    public static ImmutableArray<Question> Ask(in ItemFacts item, RouteFacts route, ScoringPolicy policy)
    {
        var places = route.Route.AreAllKnown ? [] : AskPlaces(route.Route);
        var goods = ItemQuestion(item, route, policy) is { } question && CouldMatter(item, route, policy) ? question : null;
        var values = ParameterQuestions.Ask(item, route);
        return places.IsEmpty && goods is null ? values : Together(places, goods, values);
    }

    private static ImmutableArray<Question> AskPlaces(Route route) =>
    [
        .. route.Stops.Where(s => s.Facts?.Risk is null).Select(stop => Ask(
            Names.Camel(stop.Role), $"No country or region is known by the name '{stop.Place.Sent}': an ISO 3166 code decides its risk.")),
    ];

    private static ImmutableArray<Question> Together(ImmutableArray<Question> places, Question? goods, ImmutableArray<Question> values)
    {
        var questions = places.ToBuilder();
        if (goods is not null)
        {
            questions.Add(goods);
        }

        questions.AddRange(values);
        return questions.Count == 1 ? questions.ToImmutable() : [.. questions.DistinctBy(q => (q.Parameter, q.Why))];
    }

    private static Question? ItemQuestion(in ItemFacts item, RouteFacts route, ScoringPolicy policy)
    {
        if (OpenListing(item, route, policy) is { } listing)
        {
            return Ask("hsCode", $"The code {item.HsCode?.Sent} {WhyOpen(item)} whether the goods are on {listing.Name}: {(item.Standing.Status != HsStatus.Known ? "the code that holds now decides" : item.HsCode is { IsSubheading: true } ? "more digits decide" : "six digits decide")}.");
        }

        // EAR99 says on which list the goods are not, and nothing of what they are: much that is found in weapons is EAR99.
        var isClassified = (item.HsCode is { IsSubheading: true } && item.Standing.Status is HsStatus.Known or HsStatus.Retired) || item.Eccn is { IsEar99: false };
        if (isClassified)
        {
            return null;
        }

        return !item.Categories.IsEmpty ? Ask("hsCode", $"The goods look like {item.Categories[0].Name}: a six-digit HS code decides whether they are on a list of goods.")
            : OnlyTheLineSaysNo(item, policy) is { } taken ? Ask("hsCode", $"The words say '{taken.Text}', and only '{taken.WeakenedBy!.Text}' in the same line takes it back: a six-digit HS code decides.")
            : !item.IsVague ? null
            : !item.IsDescribed ? Ask("description", "Nothing says what the goods are: a description in plain words, or a six-digit HS code, decides.")
            : Ask("hsCode", "The description does not say what the goods are: a six-digit HS code, or what they do, decides.");
    }

    /// <summary>A word that takes goods out wherever it stands in the line is easily added: it settles nothing without a code.</summary>
    private static Evidence? OnlyTheLineSaysNo(in ItemFacts item, ScoringPolicy policy)
    {
        foreach (var piece in item.Weakened)
        {
            if (piece.WeakenedBy is { Reach: Rules.ExclusionScope.Text, Factor: > 0 } weakening && piece.Weight / weakening.Factor >= policy.FoundThreshold)
            {
                return piece;
            }
        }

        return null;
    }

    private static string WhyOpen(in ItemFacts item) => item.Standing.Status switch
    {
        HsStatus.Retired => "is retired and does not tell",
        HsStatus.Unknown => "does not exist and cannot tell",
        HsStatus.National => "is of a national chapter and cannot tell",
        _ => "is too short to tell",
    };

    private static Question Ask(string parameter, string why) => new() { Parameter = parameter, Unit = null, Why = why };

    /// <summary>The first list that the goods may be on and that would change anything here.</summary>
    private static ListingMatch? OpenListing(in ItemFacts item, RouteFacts route, ScoringPolicy policy)
    {
        foreach (var listing in item.Listings)
        {
            if (listing.Extent == ListingExtent.Possible && WouldMatter(listing, item, route, policy))
            {
                return listing;
            }
        }

        return null;
    }

    private static bool WouldMatter(ListingMatch listing, in ItemFacts item, RouteFacts route, ScoringPolicy policy)
    {
        var matters = 100 * listing.Weight * route.HighestConcern >= policy.ReviewThreshold;
        foreach (var measure in route.Measures)
        {
            matters = matters || (measure.Row.Effect >= MeasureEffect.Review && measure.Measure.IsAbout(listing.List) && measure.CouldApply(item));
        }

        return matters;
    }

    /// <summary>Whether some goods on this route would get a graver verdict.</summary>
    private static bool CouldMatter(in ItemFacts item, RouteFacts route, ScoringPolicy policy)
    {
        var doubt = 1 - route.HighestConcern;
        foreach (var measure in route.Measures)
        {
            if (measure.CouldApply(item))
            {
                doubt *= measure.Row.Effect == MeasureEffect.Flag ? 1 - measure.Row.Weight : 0;
            }
        }

        return 100 * (1 - doubt) >= policy.ReviewThreshold;
    }
}
