using System.Collections.Immutable;

namespace Screening.Engine.Destinations;

/// <summary>What the tables say about a place on one date.</summary>
/// <param name="Risk">Null when no row holds on that date: the place then counts as unknown.</param>
internal sealed record DatedPlace(
    DateOnly Date, string Code, string Name, DestinationRow? Risk, ImmutableArray<DestinationReasonRow> Reasons,
    ImmutableArray<DestinationOverrideRow> Overrides, ImmutableArray<EmbargoRow> Embargoes, ImmutableArray<CountryGroupRow> Groups)
{
    public static DatedPlace Of(PlaceFacts facts, DateOnly date) => new(
        date,
        facts.Country.Code,
        facts.Country.Name,
        facts.Risks.Where(r => r.Validity.Holds(date)).MaxBy(r => r.Risk),
        [.. facts.Reasons.Where(r => r.Validity.Holds(date))],
        [.. facts.Overrides.Where(r => r.Validity.Holds(date))],
        [.. facts.Embargoes.Where(r => r.Validity.Holds(date))],
        [.. facts.Groups.Where(r => r.Validity.Holds(date))]);

    /// <summary>The reasons as the answer gives them, made once.</summary>
    public ImmutableArray<DestinationReason> Described { get; } =
    [
        .. Reasons.Select(r => new DestinationReason { Code = r.Reason, Text = r.Text, Citation = r.Citation, Verified = r.Verified }),
        .. Embargoes.Select(e => new DestinationReason
        {
            Code = e.Kind + "Embargo",
            Text = $"{e.Issuer} {e.Kind} measures against {e.Name}{(e.Note.Length > 0 ? $": {e.Note}" : "")}",
            Citation = e.Citation,
            Verified = e.Verified,
        }),
    ];
}
