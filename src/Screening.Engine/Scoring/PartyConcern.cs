using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Parties;

namespace Screening.Engine.Scoring;

/// <summary>What the hits of a shipment's parties mean for each of its lines. Made once a shipment.</summary>
internal sealed class PartyConcern
{
    private PartyConcern(ImmutableArray<PartyHit> hits, double confirmed)
    {
        Hits = hits;
        Findings = [.. hits.Select(h => FindingOf(h, EffectOf(h, confirmed)))];
        foreach (var hit in hits)
        {
            var effect = EffectOf(hit, confirmed);
            (Gravest, Leading) = effect > Gravest ? (effect, hit) : (Gravest, Leading);
        }
    }

    public static PartyConcern None { get; } = new([], 1);

    public ImmutableArray<PartyHit> Hits { get; }

    public ImmutableArray<Finding> Findings { get; }

    /// <summary><c>Flag</c> when nobody was found.</summary>
    public MeasureEffect Gravest { get; } = MeasureEffect.Flag;

    /// <summary>The hit with the gravest effect; null when there is none.</summary>
    public PartyHit? Leading { get; }

    /// <param name="confirmed">Strength from which on a hit has the effect of its list; below it somebody must look.</param>
    public static PartyConcern Of(ImmutableArray<PartyHit> hits, double confirmed) => hits.IsEmpty ? None : new PartyConcern(hits, confirmed);

    /// <summary>How concerning a hit is: how sure it is, times how grave its list is.</summary>
    public static double PointsOf(PartyHit hit) => hit.Strength * hit.Weight;

    public static string TextOf(PartyHit hit) => string.Create(CultureInfo.InvariantCulture,
        $"The {RoleOf(hit)} '{hit.Party}' is {hit.Strength:0.00} alike to '{hit.Name}'{(hit.Name == hit.ListedAs ? "" : $" (listed as '{hit.ListedAs}')")} on {hit.List} {hit.Section}, entry {hit.EntryId}");

    private static Finding FindingOf(PartyHit hit, MeasureEffect effect) => new()
    {
        Code = effect == MeasureEffect.Review ? "partyHit" : "partyListed",
        Severity = effect switch { MeasureEffect.Prohibited => FindingSeverity.Prohibited, MeasureEffect.LicenseRequired => FindingSeverity.LicenseRequired, _ => FindingSeverity.Review },
        Text = $"{TextOf(hit)}. {hit.Meaning}",
        Citation = hit.Citation.Length > 0 ? hit.Citation : hit.List,
    };

    private static MeasureEffect EffectOf(PartyHit hit, double confirmed) =>
        hit.Strength < confirmed ? MeasureEffect.Review
        : hit.Effect switch { WatchlistEffect.Prohibited => MeasureEffect.Prohibited, WatchlistEffect.LicenseRequired => MeasureEffect.LicenseRequired, _ => MeasureEffect.Review };

    private static string RoleOf(PartyHit hit) => hit.Role is { } role ? Names.Words(role.ToString()) : "party";
}
