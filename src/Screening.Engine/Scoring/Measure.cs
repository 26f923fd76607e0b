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
        // Places first: most measures are about a few places, and most shipments go elsewhere.
        if (!Row.Validity.Holds(shipment.DecisiveDate) || FindPlace(route) is not { } place || FindGoods(item) is not { } goods
            || !Circumstances.Holds(Circumstance, shipment, route, item))
        {
            return null;
        }

        return new MeasureHit(Row, place.Stop, place.Fact, goods);
    }

    /// <summary>Whether stated values that meet a control entry's threshold lead to a review or more.</summary>
    public bool MayBeInferred { get; } = Row.Effect >= MeasureEffect.Review && Item.Any(i => i.Test == ItemTest.Inferred);

    /// <summary>A contradiction is in what was said: no fact that is missing makes one.</summary>
    private readonly bool _isAboutContradictions = Item.All(i => i.Test is ItemTest.Contradicted or ItemTest.Conflicting);

    /// <summary>True when it could be met by some goods: the question that decides whether missing facts matter.</summary>
    public bool CouldApply(Shipment shipment, Route route, ItemFacts item) =>
        !_isAboutContradictions && Row.Validity.Holds(shipment.DecisiveDate) && FindPlace(route) is not null && Circumstances.Holds(Circumstance, shipment, route, item);

    /// <summary>The first place that meets a condition; one on a verified fact before one that is not.</summary>
    private (RouteStop Stop, PlaceFact Fact)? FindPlace(Route route)
    {
        (RouteStop, PlaceFact)? unverified = null;
        foreach (var stop in route.Stops)
        {
            var fact = Roles.Contains(stop.Role) ? MeetPlace(stop) : null;
            if (fact is not null && fact.Verified != Verification.No)
            {
                return (stop, fact);
            }

            unverified ??= fact is null ? null : (stop, fact);
        }

        return unverified;
    }

    private PlaceFact? MeetPlace(RouteStop stop)
    {
        if (Where.IsEmpty)
        {
            return Anywhere;
        }

        PlaceFact? unverified = null;
        foreach (var condition in Where)
        {
            var fact = condition.Meet(stop.Facts);
            if (fact is not null && fact.Verified != Verification.No)
            {
                return fact;
            }

            unverified ??= fact;
        }

        return unverified;
    }

    private ItemFact? FindGoods(ItemFacts item)
    {
        ItemFact? unverified = null;
        foreach (var condition in Item)
        {
            var fact = condition.Meet(item);
            if (fact is not null && fact.Verified != Verification.No)
            {
                return fact;
            }

            unverified ??= fact;
        }

        return unverified;
    }

    private static readonly PlaceFact Anywhere = new("", "yes", "");
}

/// <summary>A measure whose conditions are met. Its sentences are filled in once, when they are first asked for.</summary>
internal sealed class MeasureHit(MeasureRow row, RouteStop stop, PlaceFact place, ItemFact item)
{
    private string? _code;
    private string? _text;

    public MeasureRow Row => row;

    public PlaceFact Place => place;

    /// <summary>False when it rests on a row that nobody checked: it then asks for a review and settles nothing.</summary>
    public bool IsVerified => place.Verified != Verification.No && item.Verified != Verification.No && row.Verified != Verification.No;

    public MeasureEffect Effect => IsVerified || Row.Effect < MeasureEffect.Review ? Row.Effect : MeasureEffect.Review;

    public string Code => _code ??= row.Code.Replace("{role}", Names.Camel(stop.Role), StringComparison.Ordinal);

    public string Text => _text ??= Sentence(Fill(row.Text)) + (IsVerified ? "" : " This rests on a fact that was not verified.");

    public string Citation => string.Join("; ", new[] { row.Citation, place.Citation, item.Citation }.Where(c => c.Length > 0).Distinct());

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";

    private string Fill(string template) => template
        .Replace("{role}", Names.Words(stop.Role), StringComparison.Ordinal)
        .Replace("{place}", stop.Name, StringComparison.Ordinal)
        .Replace("{item}", item.Text, StringComparison.Ordinal)
        .Replace("{measure}", place.Text, StringComparison.Ordinal);
}
