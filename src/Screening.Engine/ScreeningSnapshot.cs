using Screening.Engine.Destinations;
using Screening.Engine.Licensing;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using Screening.Engine.Rules;
using Screening.Engine.Scoring;
using Screening.Engine.Text;

namespace Screening.Engine;

/// <summary>
/// Everything a screening needs, compiled and immutable. A request takes one reference and uses it to the end, so that a new
/// version that is published meanwhile changes nothing under its feet.
/// </summary>
public sealed record ScreeningSnapshot(CompiledRuleSet Rules, DestinationRiskTable Destinations, ScoringPolicy Policy)
{
    /// <summary>Version of the engine's code: named in every result, so that it can be reproduced.</summary>
    public static string EngineVersion { get; } = typeof(ScreeningSnapshot).Assembly.GetName().Version!.ToString(3);

    /// <summary>What licenses are determined by; nothing is determined without.</summary>
    public LicenseTables Licenses { get; init; } = LicenseTables.Empty;

    /// <summary>What is known about the words of names; without it no party can be looked up. Rule sets from before it have none.</summary>
    public NameLexicon? Names { get; init; }

    /// <summary>The lists of restricted parties and what being on them means; rule sets from before it have none.</summary>
    public WatchlistsDocument WatchlistRules { get; init; } = new();

    /// <summary>The lists that parties are looked up in.</summary>
    public WatchlistSet Watchlists { get; init; } = WatchlistSet.None;

    /// <summary>What the tenant decided and knows about parties.</summary>
    public PartyReview Review { get; init; } = PartyReview.None;

    public ScreeningVersions Versions => new()
    {
        RuleSet = Rules.Version,
        Destinations = Destinations.Version,
        Policy = Policy.Version,
        Watchlists = Watchlists.Versions,
        Engine = EngineVersion,
    };

    /// <summary>License determinations of earlier lines. Tables and rules stand in its keys: a copy with others may share it.</summary>
    internal LicenseMemory LicenseMemory { get; } = new();

    private ResultBasis? _basis;

    /// <summary>What stood under the last result; a copy of the snapshot may still have that of the original.</summary>
    internal ResultBasis? LastBasis
    {
        get => Volatile.Read(ref _basis);
        set => Volatile.Write(ref _basis, value);
    }
}

/// <summary>Coverage and versions of results.</summary>
internal sealed class ResultBasis
{
    private readonly ScreeningSnapshot _snapshot;
    private readonly PartyCoverage _parties;

    public ResultBasis(ScreeningSnapshot snapshot, PartyCoverage parties, Coverage coverage)
    {
        (_snapshot, _parties, Coverage, Versions) = (snapshot, parties, coverage, snapshot.Versions);
        Shared = new SharedBasis(new SharedPart(Coverage), new SharedPart(Versions));
    }

    public Coverage Coverage { get; }

    public ScreeningVersions Versions { get; }

    public SharedBasis Shared { get; }

    public bool IsOf(ScreeningSnapshot snapshot, PartyCoverage parties) => ReferenceEquals(_snapshot, snapshot) && _parties == parties;
}
