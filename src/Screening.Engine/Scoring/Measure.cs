using System.Collections.Immutable;
using Screening.Engine.Destinations;
using Screening.Engine.Items;

namespace Screening.Engine.Scoring;

/// <summary>A measure after compilation.</summary>
internal sealed record Measure(
    MeasureRow Row, ImmutableArray<PlaceRole> Roles, ImmutableArray<PlaceCondition> Where, ImmutableArray<ItemCondition> Item, Circumstance Circumstance)
{
    /// <summary>What the measure comes to for these goods on this route; null when its conditions are not met.</summary>
    public MeasureHit? Apply(Shipment shipment, Route route, ItemFacts item)
    {
        if (!Row.Validity.Holds(shipment.DecisiveDate) || Strongest(Item, c => c.Meet(item), f => f.Verified) is not { } goods
            || !Circumstances.Holds(Circumstance, shipment, route, item))
        {
            return null;
        }

        MeasureHit? strongest = null;
        foreach (var stop in route.Stops)
        {
            if (MeetPlace(stop) is { } place && (strongest is null || strongest.Place.Verified == Verification.No))
            {
                strongest = new MeasureHit(Row, stop, place, goods);
            }
        }

        return strongest;
    }

    /// <summary>True when it could be met by some goods: the question that decides whether missing facts matter.</summary>
    public bool CouldApply(Shipment shipment, Route route) =>
        Row.Validity.Holds(shipment.DecisiveDate) && Circumstance == Circumstance.None && route.Stops.Any(s => MeetPlace(s) is not null);

    private PlaceFact? MeetPlace(RouteStop stop)
    {
        if (!Roles.Contains(stop.Role))
        {
            return null;
        }

        return Where.IsEmpty ? new PlaceFact("", "yes", "")
            : stop.Facts is { } facts ? Strongest(Where, c => c.Meet(facts), f => f.Verified)
            : null;
    }

    /// <summary>The first fact that meets one of the conditions; a verified one before one that is not.</summary>
    private static TFact? Strongest<TCondition, TFact>(ImmutableArray<TCondition> conditions, Func<TCondition, TFact?> meet, Func<TFact, string> verified)
        where TFact : class
    {
        TFact? unverified = null;
        foreach (var condition in conditions)
        {
            var fact = meet(condition);
            if (fact is not null && verified(fact) != Verification.No)
            {
                return fact;
            }

            unverified ??= fact;
        }

        return unverified;
    }
}

/// <summary>A measure whose conditions are met.</summary>
internal sealed record MeasureHit(MeasureRow Row, RouteStop Stop, PlaceFact Place, ItemFact Item)
{
    /// <summary>False when it rests on a row that nobody checked: it then asks for a review and settles nothing.</summary>
    public bool IsVerified => Place.Verified != Verification.No && Item.Verified != Verification.No && Row.Verified != Verification.No;

    public MeasureEffect Effect => IsVerified || Row.Effect < MeasureEffect.Review ? Row.Effect : MeasureEffect.Review;

    public string Code => Fill(Row.Code, Names.Camel(Stop.Role.ToString()));

    public string Text => Fill(Row.Text, Names.Words(Stop.Role.ToString())) + (IsVerified ? "" : " This rests on a fact that was not verified.");

    public string Citation => string.Join("; ", new[] { Row.Citation, Place.Citation, Item.Citation }.Where(c => c.Length > 0).Distinct());

    private string Fill(string template, string role) => template
        .Replace("{role}", role, StringComparison.Ordinal)
        .Replace("{place}", Stop.Name, StringComparison.Ordinal)
        .Replace("{item}", Item.Text, StringComparison.Ordinal)
        .Replace("{measure}", Place.Text, StringComparison.Ordinal);
}
