using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Matching;
using Screening.Engine.Rules;

namespace Screening.Engine.Scoring;

/// <summary>
/// Score of a line: item concern times destination concern, raised by red flags, never below what the law settles. The number is the
/// sum of increments taken in a fixed order, each with its reason: there is no second path that explains.
/// </summary>
internal sealed class RiskScorer
{
    private readonly ScreeningSnapshot _snapshot;
    private readonly List<ScoreIncrement> _increments = [];
    private double _score;

    private RiskScorer(ScreeningSnapshot snapshot) => _snapshot = snapshot;

    public static RiskScore Score(in ItemFacts item, GoodsConcern concern, in LineConcerns concerns, ScreeningSnapshot snapshot)
    {
        var (hits, license, parties) = concerns;
        if (item.Categories.IsEmpty && item.ListingWeight == 0 && item.Controls.IsEmpty && hits.IsEmpty && license is null && parties.SaysNothing)
        {
            return RiskScore.Nothing;
        }

        var scorer = new RiskScorer(snapshot);
        scorer.AddItem(item, concern);
        scorer.AddParties(parties);
        scorer.AddOwned(parties);
        if (!hits.IsEmpty)
        {
            scorer.AddFlags(hits);
            scorer.AddFloor(hits);
        }

        scorer.AddLicense(license);
        scorer.AddPartyFloor(parties);

        return RiskScore.Round(scorer._increments);
    }

    /// <summary>I x D x 100, category by category, then what a firm listing or control entry adds by itself.</summary>
    private void AddItem(in ItemFacts item, GoodsConcern concern)
    {
        var (controlWeight, control) = GravestControl(item);
        AddCategories(item.Categories, Math.Max(item.ListingWeight, controlWeight), concern);

        // A declared code on a list is certain: the list's weight holds even where no category is surer than that.
        if (item.ListingWeight > 0 && Raises(100 * item.ListingWeight * concern.Concern, out var more))
        {
            var listing = item.Listings[0];
            _increments.Add(new(ScoreFactor.Item, $"listing:{listing.List}", $"HS code on {listing.Name}, weight {ShareText.Hundredths.Of(item.ListingWeight)}; {concern.Where}", listing.Citation, more));
        }

        if (control is not null && Raises(100 * controlWeight * concern.Concern, out more))
        {
            _increments.Add(new(ScoreFactor.Item, $"control:{control.Entry}", $"Declared control entry {control.Entry} ({control.Heading}), weight {ShareText.Hundredths.Of(controlWeight)}; {concern.Where}", control.Citation, more));
        }
    }

    /// <summary>The most concerning first; of equally concerning ones by code.</summary>
    private void AddCategories(ImmutableArray<CategoryMatch> categories, double raised, GoodsConcern concern)
    {
        if (categories.IsEmpty)
        {
            return;
        }

        var weighed = new (CategoryMatch Match, CategoryRow Row, double Weight)[categories.Length];
        for (var i = 0; i < weighed.Length; i++)
        {
            var row = CategoryOf(categories[i]);
            weighed[i] = (categories[i], row, Math.Max(row.Sensitivity, raised));
        }

        StableSort.Sort(weighed, static (one, other) =>
            (other.Match.Confidence * other.Weight).CompareTo(one.Match.Confidence * one.Weight) is not 0 and var order ? order
            : string.CompareOrdinal(one.Match.Code, other.Match.Code));
        var doubt = 1.0;
        foreach (var (match, row, weight) in weighed)
        {
            doubt *= 1 - (match.Confidence * weight);
            if (Raises(100 * (1 - doubt) * concern.Concern, out var more))
            {
                _increments.Add(new(ScoreFactor.Item, match.Code, $"{match.Name}: confidence {ShareText.TenThousandths.Of(match.Confidence)}, sensitivity {ShareText.Hundredths.Of(weight)}; {concern.Where}", row.Citation, more));
            }
        }
    }

    /// <summary>Each hit takes its share of what is left to certainty; the order in which they come changes no sum.</summary>
    private void AddParties(PartyConcern parties)
    {
        foreach (var hit in parties.Hits)
        {
            if (Raises(_score + ((100 - _score) * PartyConcern.PointsOf(hit)), out var more))
            {
                _increments.Add(new(ScoreFactor.Party, $"party:{hit.List}", string.Create(CultureInfo.InvariantCulture, $"{PartyConcern.TextOf(hit)}; weight {hit.Weight:0.##}"), hit.Citation, more));
            }
        }
    }

    /// <summary>What listed parties own counts as they do.</summary>
    private void AddOwned(PartyConcern parties)
    {
        foreach (var owned in parties.Owned)
        {
            if (Raises(_score + ((100 - _score) * owned.Weight), out var more))
            {
                _increments.Add(new(ScoreFactor.Party, "partyOwned", owned.Text, owned.Citation, more));
            }
        }
    }

    private void AddPartyFloor(PartyConcern parties)
    {
        if (Raises(_snapshot.Policy.PartyFloor(parties.Gravest), out var more))
        {
            var (reason, text, citation) = parties.Leading;
            _increments.Add(new(ScoreFactor.Floor, reason, string.Create(CultureInfo.InvariantCulture, $"{text}. The score is at least {_snapshot.Policy.PartyFloor(parties.Gravest):0.#}."), citation, more));
        }
    }

    private void AddFlags(ImmutableArray<MeasureHit> hits)
    {
        MeasureHit[] flags = [.. hits.RemoveAll(static h => h.Effect != MeasureEffect.Flag)];
        StableSort.Sort(flags, static (one, other) => string.CompareOrdinal(one.Code, other.Code));
        foreach (var flag in flags)
        {
            if (Raises(_score + ((100 - _score) * flag.Row.Weight), out var more))
            {
                _increments.Add(new(ScoreFactor.Flag, flag.Code, $"{flag.Text} Weight {ShareText.Hundredths.Of(flag.Row.Weight)}.", flag.Citation, more));
            }
        }
    }

    /// <summary>The highest floor counts, of equally high ones the first by code.</summary>
    private void AddFloor(ImmutableArray<MeasureHit> hits)
    {
        MeasureHit? highest = null;
        foreach (var hit in hits)
        {
            var isHigher = highest is null || Floor(hit) > Floor(highest) || (Floor(hit) == Floor(highest) && string.CompareOrdinal(hit.Code, highest.Code) < 0);
            highest = hit.Effect != MeasureEffect.Flag && isHigher ? hit : highest;
        }

        if (highest is not null && Raises(Floor(highest), out var more))
        {
            _increments.Add(new(ScoreFactor.Floor, highest.Code, string.Create(CultureInfo.InvariantCulture, $"{highest.Text} The score is at least {Floor(highest):0.#}."), highest.Citation, more));
        }
    }

    private void AddLicense(LicenseConcern? license)
    {
        if (license is not null && _snapshot.Policy.LicenseFloor(license.Effect) is var floor && Raises(floor, out var more))
        {
            _increments.Add(new(ScoreFactor.Floor, license.Code, string.Create(CultureInfo.InvariantCulture, $"{license.Text} The score is at least {floor:0.#}."), license.Citation, more));
        }
    }

    /// <summary>An unverified fact lifts a line to the review line, no further.</summary>
    private double Floor(MeasureHit hit) => hit.IsVerified ? hit.Row.Floor : Math.Min(hit.Row.Floor, _snapshot.Policy.ReviewThreshold);

    private (double Weight, ControlRow? Row) GravestControl(in ItemFacts item)
    {
        var (highest, gravest) = (0.0, (ControlRow?)null);
        foreach (var row in item.Controls)
        {
            var weight = _snapshot.Policy.ControlWeight(row);
            if (gravest is null || weight > highest || (weight == highest && string.CompareOrdinal(row.Regime, gravest.Regime) < 0))
            {
                (highest, gravest) = (weight, row);
            }
        }

        return (highest, gravest);
    }

    private CategoryRow CategoryOf(CategoryMatch match)
    {
        foreach (var category in _snapshot.Rules.Categories)
        {
            if (category.Code == match.Code)
            {
                return category;
            }
        }

        throw new InvalidOperationException($"Category {match.Code} was matched but is not in the rule set.");
    }

    /// <summary>Lifts the score to the points given, and says by how much; an increment is never negative.</summary>
    private bool Raises(double points, out double more)
    {
        more = points - _score;
        if (points <= _score)
        {
            return false;
        }

        _score = points;
        return true;
    }
}
