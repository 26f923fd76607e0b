namespace Screening.Engine.Scoring;

/// <summary>A measure whose conditions are met. Its sentences are filled in once, when they are first asked for.</summary>
internal sealed class MeasureHit(PlacedMeasure measure, ItemFact item)
{
    private const string Separator = "; ";

    private string? _text;
    private string? _citation;

    public MeasureRow Row => measure.Row;

    /// <summary>False when it rests on a row that nobody checked: it then asks for a review and settles nothing.</summary>
    public bool IsVerified { get; } = measure.IsVerified && item.Verified != Verification.No;

    public MeasureEffect Effect => IsVerified || Row.Effect < MeasureEffect.Review ? Row.Effect : MeasureEffect.Review;

    public string Code => measure.Code;

    public string Text => _text ??= IsVerified ? measure.TextFor(item) : measure.TextFor(item) + " This rests on a fact that was not verified.";

    /// <summary>Each source once: that of the measure, of the place, and of the goods.</summary>
    public string Citation => _citation ??= With(With(Row.Citation, measure.Place.Citation, ""), item.Citation, measure.Place.Citation);

    private string With(string before, string next, string other) =>
        next.Length == 0 || next == Row.Citation || next == other ? before
        : before.Length == 0 ? next
        : before + Separator + next;
}
