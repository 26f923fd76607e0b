using System.Collections.Immutable;
using Screening.Engine.Destinations;

namespace Screening.Engine.Scoring;

/// <summary>A measure after compilation.</summary>
internal sealed record Measure(
    MeasureRow Row, ImmutableArray<PlaceRole> Roles, ImmutableArray<PlaceCondition> Where, ImmutableArray<ItemCondition> Item, Circumstance Circumstance)
{
    private static readonly PlaceFact Anywhere = new("", "yes", "");

    /// <summary>Whether stated values that meet a control entry's threshold lead to a review or more.</summary>
    public bool MayBeInferred { get; } = Row.Effect >= MeasureEffect.Review && Item.Any(i => i.Test == ItemTest.Inferred);

    /// <summary>A contradiction is in what was said: no fact that is missing makes one.</summary>
    public bool IsAboutContradictions { get; } = Item.All(i => i.Test is ItemTest.Contradicted or ItemTest.Conflicting);

    /// <summary>True when it is met whatever the goods are.</summary>
    public bool IsAboutAllGoods { get; } = Item.Any(i => i.Test == ItemTest.Any);

    /// <summary>True when being on the list could meet it.</summary>
    public bool IsAbout(string list)
    {
        foreach (var condition in Item)
        {
            if (condition.IsAbout(list))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first place that meets a condition; one on a verified fact before one that is not. Null when the measure is about other places.</summary>
    public PlacedMeasure? On(Route route)
    {
        PlacedMeasure? unverified = null;
        foreach (var stop in route.Stops)
        {
            var fact = Roles.Contains(stop.Role) ? MeetPlace(stop) : null;
            if (fact is not null && fact.Verified != Verification.No)
            {
                return new PlacedMeasure(this, stop, fact);
            }

            unverified ??= fact is null ? null : new PlacedMeasure(this, stop, fact);
        }

        return unverified;
    }

    /// <summary>The fact about the goods that meets a condition, a verified one first; null when none does.</summary>
    public ItemFact? FindGoods(in ItemFacts item)
    {
        if (item.SaysNothing && !IsAboutAllGoods)
        {
            return null;
        }

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
}
