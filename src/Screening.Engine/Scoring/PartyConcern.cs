using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Matching;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Ownership;

namespace Screening.Engine.Scoring;

/// <summary>What the hits of a shipment's parties mean for each of its lines. Made once a shipment.</summary>
internal sealed class PartyConcern
{
    private PartyConcern(PartyScreening screening, double confirmed)
    {
        Hits = screening.Hits;
        Owned = [.. screening.Ownership.Where(o => o.Finding == OwnershipFinding.Owned)];
        Questions = [.. screening.Ownership.Where(o => o.Finding == OwnershipFinding.ShareUnknown).Select(o => new Question { Parameter = "ownership", Unit = null, Why = o.Text })];
        Findings = [.. Hits.Select(h => FindingOf(h, EffectOf(h, confirmed))), .. screening.Ownership.Select(FindingOf)];
        foreach (var hit in Hits)
        {
            Consider(EffectOf(hit, confirmed), $"party:{hit.List}", TextOf(hit), hit.Citation);
        }

        foreach (var owned in Owned)
        {
            Consider(EffectOf(owned.Effect), "partyOwned", owned.Text, owned.Citation);
        }
    }

    private PartyConcern() => (Hits, Owned, Findings) = ([], [], []);

    public static PartyConcern None { get; } = new();

    public ImmutableArray<PartyHit> Hits { get; }

    /// <summary>Parties that count as listed for what listed parties own of them.</summary>
    public ImmutableArray<PartyOwnership> Owned { get; }

    public ImmutableArray<Finding> Findings { get; }

    public bool SaysNothing => Findings.IsEmpty;

    /// <summary>What would settle how much listed parties own of a party; empty when that is known.</summary>
    public ImmutableArray<Question> Questions { get; } = [];

    /// <summary><c>Flag</c> when nobody was found.</summary>
    public MeasureEffect Gravest { get; private set; } = MeasureEffect.Flag;

    /// <summary>Reason, text and citation of what has the gravest effect.</summary>
    public (string Reason, string Text, string Citation) Leading { get; private set; } = ("", "", "");

    /// <param name="confirmed">Strength from which on a hit has the effect of its list; below it somebody must look.</param>
    public static PartyConcern Of(PartyScreening screening, double confirmed) => screening.Hits.IsEmpty && screening.Ownership.IsEmpty ? None : new PartyConcern(screening, confirmed);

    private void Consider(MeasureEffect effect, string reason, string text, string citation) =>
        (Gravest, Leading) = effect > Gravest ? (effect, (reason, text, citation)) : (Gravest, Leading);

    private static Finding FindingOf(PartyOwnership owned) => new()
    {
        Code = owned.Finding switch { OwnershipFinding.Owned => "partyOwned", OwnershipFinding.ShareUnknown => "ownershipUnknown", _ => "ownershipMinority" },
        Severity = owned.Finding switch { OwnershipFinding.Owned => SeverityOf(EffectOf(owned.Effect)), OwnershipFinding.ShareUnknown => FindingSeverity.Incomplete, _ => FindingSeverity.Info },
        Text = owned.Text, Citation = owned.Citation.Length > 0 ? owned.Citation : "own table of owners",
    };

    private static MeasureEffect EffectOf(WatchlistEffect effect) =>
        effect switch { WatchlistEffect.Prohibited => MeasureEffect.Prohibited, WatchlistEffect.LicenseRequired => MeasureEffect.LicenseRequired, _ => MeasureEffect.Review };

    private static FindingSeverity SeverityOf(MeasureEffect effect) =>
        effect switch { MeasureEffect.Prohibited => FindingSeverity.Prohibited, MeasureEffect.LicenseRequired => FindingSeverity.LicenseRequired, _ => FindingSeverity.Review };

    /// <summary>How concerning a hit is: how sure it is, times how grave its list is.</summary>
    public static double PointsOf(PartyHit hit) => hit.Strength * hit.Weight;

    public static string TextOf(PartyHit hit) => string.Create(CultureInfo.InvariantCulture,
        $"The {RoleOf(hit)} '{hit.Party}' is {hit.Score:0.00} alike to '{hit.Name}'{(hit.Name == hit.ListedAs ? "" : $" (listed as '{hit.ListedAs}')")} on {hit.List} {hit.Section}, entry {hit.EntryId}");

    private static Finding FindingOf(PartyHit hit, MeasureEffect effect) => new()
    {
        Code = effect == MeasureEffect.Review ? "partyHit" : "partyListed",
        Severity = SeverityOf(effect),
        Text = $"{TextOf(hit)}. {hit.Meaning}",
        Citation = hit.Citation.Length > 0 ? hit.Citation : hit.List,
    };

    /// <summary>Many people have the same name, and companies the same as an alias: a fact that contradicts such a hit leaves the decision to a person, and the score as it is.</summary>
    private static MeasureEffect EffectOf(PartyHit hit, double confirmed) =>
        hit.Strength < confirmed || IsContradicted(hit) ? MeasureEffect.Review : EffectOf(hit.Effect);

    private static bool IsContradicted(PartyHit hit) =>
        (hit.Kind == EntryKind.Individual || hit.NameKind != WatchlistNameKind.Primary) && hit.Evidence.Any(e => e.Bearing == EvidenceBearing.Contradicts);

    private static string RoleOf(PartyHit hit) => hit.Role is { } role ? Names.Words(role.ToString()) : "party";
}
