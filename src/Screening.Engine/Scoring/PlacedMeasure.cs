using Screening.Engine.Destinations;

namespace Screening.Engine.Scoring;

/// <summary>
/// A measure that holds on the decisive date for a place of the route: what remains to be seen is whether the goods are its own. Its
/// sentences are filled in as far as the place goes once, when they are first asked for; two threads may both do it, and it is the same.
/// </summary>
internal sealed class PlacedMeasure(Measure measure, RouteStop stop, PlaceFact place)
{
    private const string Goods = "{item}";

    private string? _code;
    private string[]? _texts;

    public Measure Measure => measure;

    public MeasureRow Row => measure.Row;

    public PlaceFact Place => place;

    /// <summary>False when it rests on a row that nobody checked.</summary>
    public bool IsVerified { get; } = place.Verified != Verification.No && measure.Row.Verified != Verification.No;

    public string Code => _code ??= Row.Code.Replace("{role}", Names.Camel(stop.Role), StringComparison.Ordinal);

    /// <summary>The sentence about these goods.</summary>
    public string TextFor(ItemFact item)
    {
        _texts ??= [.. Row.Text.Split(Goods).Select(Fill)];
        var text = string.Join(item.Text, _texts);
        return text.EndsWith('.') ? text : text + ".";
    }

    /// <summary>What the measure comes to for these goods; null when its conditions are not met.</summary>
    public MeasureHit? Apply(in ItemFacts item) =>
        measure.FindGoods(item) is { } goods && Circumstances.Holds(measure.Circumstance, item) ? new MeasureHit(this, goods) : null;

    /// <summary>True when it could be met by some goods: the question that decides whether missing facts matter.</summary>
    public bool CouldApply(in ItemFacts item) => !measure.IsAboutContradictions && Circumstances.Holds(measure.Circumstance, item);

    private string Fill(string template) => template
        .Replace("{role}", Names.Words(stop.Role), StringComparison.Ordinal)
        .Replace("{place}", stop.Name, StringComparison.Ordinal)
        .Replace("{measure}", place.Text, StringComparison.Ordinal);
}
