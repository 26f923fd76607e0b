using System.Collections.Immutable;

namespace Screening.Engine.Destinations;

/// <summary>What the tables say about a place on one date.</summary>
/// <param name="Risk">Null when no row holds on that date: the place then counts as unknown.</param>
internal sealed record DatedPlace(
    string Code, string Name, DestinationRow? Risk, ImmutableArray<DestinationReasonRow> Reasons,
    ImmutableArray<DestinationOverrideRow> Overrides, ImmutableArray<EmbargoRow> Embargoes, ImmutableArray<CountryGroupRow> Groups)
{
    public static DatedPlace Of(PlaceFacts facts, DateOnly date) => new(
        facts.Country.Code,
        facts.Country.Name,
        facts.Risks.Where(r => r.Validity.Holds(date)).MaxBy(r => r.Risk),
        [.. facts.Reasons.Where(r => r.Validity.Holds(date))],
        [.. facts.Overrides.Where(r => r.Validity.Holds(date))],
        [.. facts.Embargoes.Where(r => r.Validity.Holds(date))],
        [.. facts.Groups.Where(r => r.Validity.Holds(date))]);
}
