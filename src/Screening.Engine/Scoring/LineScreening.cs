using System.Collections.Immutable;
using Screening.Engine.Destinations;
using Screening.Engine.Items;
using Screening.Engine.Matching;

namespace Screening.Engine.Scoring;

/// <summary>Screens one line on its route: what it is, what follows from that, what is missing, and the verdict.</summary>
internal static class LineScreening
{
    public static LineResult Screen(LineItem line, Shipment shipment, Route route, ScreeningSnapshot snapshot)
    {
        var policy = snapshot.Policy;
        var item = ItemFacts.Of(line, snapshot.Rules, policy, shipment.DecisiveDate);
        var place = DestinationConcern.Gravest(route, item.Categories, policy);
        var hits = Hits(shipment, route, item, policy);
        var score = new RiskScorer(policy, snapshot.Rules).Score(item, place, hits);
        var questions = MissingFacts.Ask(item, shipment, route, policy);
        return new LineResult
        {
            LineNo = line.LineNo,
            Verdict = VerdictOf(score, hits, questions, item, policy),
            RiskScore = score.Points,
            RiskLevel = policy.LevelOf(score.Points),
            Categories = item.Categories,
            Listings = item.Listings,
            Controls = line.Eccn is { } eccn ? [.. item.Controls.Select(c => ControlFinder.ToMatch(c, eccn)), .. item.Parameters.Inferred] : item.Parameters.Inferred,
            Licenses = [],
            Destination = DestinationConcern.Describe(route.Destination, item.Categories, policy),
            Route = DestinationConcern.Places(route, item.Categories, policy),
            Contributions = score.Contributions,
            Findings = LineFindings.Of(item, route, hits, questions),
            NearMisses = ParameterQuestions.NearMisses(item, questions),
            Questions = questions,
        };
    }

    private static List<MeasureHit> Hits(Shipment shipment, Route route, ItemFacts item, ScoringPolicy policy)
    {
        var hits = new List<MeasureHit>();
        foreach (var measure in policy.Measures)
        {
            if (measure.Apply(shipment, route, item) is { } hit)
            {
                hits.Add(hit);
            }
        }

        return hits;
    }

    private static Verdict VerdictOf(RiskScore score, List<MeasureHit> hits, ImmutableArray<Question> questions, ItemFacts item, ScoringPolicy policy)
    {
        var gravest = hits.Count == 0 ? MeasureEffect.Flag : hits.Max(h => h.Effect);
        return gravest switch
        {
            MeasureEffect.Prohibited => Verdict.Prohibited,
            MeasureEffect.LicenseRequired => Verdict.LicenseRequired,
            MeasureEffect.Review => Verdict.Review,
            _ when (double)score.Points >= policy.ReviewThreshold || LineFindings.IsUnknownEntry(item) => Verdict.Review,
            _ => questions.IsEmpty ? Verdict.NoFinding : Verdict.Incomplete,
        };
    }
}
