using System.Collections.Immutable;
using Screening.Engine.Matching;
using Screening.Engine.Parties;
using Screening.Engine.Text;

namespace Screening.Engine.Scoring;

/// <summary>
/// Screens one line on its route: what it is, what follows from that, what is missing, and the verdict. A line of which there is nothing
/// to say, as nearly all are, allocates its result and nothing else.
/// </summary>
internal static class LineScreening
{
    public static LineResult Screen(in LineTerms line, in ItemFacts item, ShipmentFacts shipment, ScreeningSnapshot snapshot) =>
        Screen(line, item, LineLicenses.Of(item, line, shipment, snapshot), shipment, snapshot);

    /// <summary>The same for goods that may have come before, the same way.</summary>
    public static LineResult Screen(in LineTerms line, RecognizedGoods goods, ShipmentFacts shipment, ScreeningSnapshot snapshot)
    {
        var licenses = LineLicenses.Of(goods.Facts, line, shipment, snapshot);
        var memory = LineMemory.MayKeep(line, goods, licenses, shipment) ? shipment.Lines : null;
        if (memory?.Recall(goods, licenses, shipment) is { } known)
        {
            return known with { LineNo = line.No };
        }

        var result = Screen(line, goods.Facts, licenses, shipment, snapshot);
        memory?.Keep(goods, licenses, shipment, result);
        return result;
    }

    private static LineResult Screen(in LineTerms line, in ItemFacts item, LineLicenses licenses, ShipmentFacts shipment, ScreeningSnapshot snapshot)
    {
        var route = shipment.Route;
        var policy = snapshot.Policy;
        var concern = route.For(item.Categories, policy);
        var hits = Hits(route, item);
        var license = licenses.ConcernOf(item);
        var concerns = new LineConcerns(hits, license, shipment.Parties);
        var score = RiskScorer.Score(item, concern, concerns, snapshot);
        var questions = LicenseConcern.Ask(license, MissingFacts.Ask(item, route, policy));
        questions = questions.AddRange(shipment.Parties.Questions);
        return new LineResult
        {
            LineNo = line.No,
            Verdict = Screened(VerdictOf(score, concerns, questions, item, policy), shipment.PartyScreening),
            RiskScore = score.Points,
            RiskLevel = policy.LevelOf(score.Points),
            Categories = item.Categories,
            Listings = item.Listings,
            Controls = ControlFinder.ToMatches(item.Controls, item.Eccn, item.Parameters.Inferred),
            Licenses = licenses.All,
            Destination = concern.Destination,
            Route = concern.Places,
            Parties = shipment.Parties.Hits,
            Ownership = shipment.PartyScreening.Ownership,
            Suppressed = shipment.PartyScreening.Suppressed,
            PartyCoverage = shipment.PartyScreening.Coverage,
            Contributions = score.Contributions,
            Findings = LineFindings.Of(item, line.Repairs, shipment, (concerns, questions)),
            NearMisses = ParameterQuestions.NearMisses(item, questions),
            Questions = questions,
            Shared = new SharedParts(item.ListingsShared, licenses.Shared, concern.Shared.Destination, concern.Shared.Route),
        };
    }

    private static ImmutableArray<MeasureHit> Hits(RouteFacts route, in ItemFacts item)
    {
        ImmutableArray<MeasureHit>.Builder? hits = null;
        foreach (var measure in route.Measures)
        {
            if (measure.Apply(item) is { } hit)
            {
                (hits ??= ImmutableArray.CreateBuilder<MeasureHit>()).Add(hit);
            }
        }

        return hits?.DrainToImmutable() ?? [];
    }

    /// <summary>Where a list is missing or too old, finding nothing says nothing.</summary>
    private static Verdict Screened(Verdict verdict, PartyScreening parties) =>
        parties.Coverage == PartyCoverage.Doubtful && verdict > Verdict.NotScreened ? Verdict.NotScreened : verdict;

    private static Verdict VerdictOf(
        RiskScore score, in LineConcerns concerns, ImmutableArray<Question> questions, in ItemFacts item, ScoringPolicy policy)
    {
        var gravest = concerns.License?.Effect ?? MeasureEffect.Flag;
        gravest = concerns.Parties.Gravest > gravest ? concerns.Parties.Gravest : gravest;
        foreach (var hit in concerns.Hits)
        {
            gravest = hit.Effect > gravest ? hit.Effect : gravest;
        }

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

/// <summary>What bears on a line besides its goods: measures that hold, what the licenses come to, and who takes part.</summary>
internal readonly record struct LineConcerns(ImmutableArray<MeasureHit> Hits, LicenseConcern? License, PartyConcern Parties);
