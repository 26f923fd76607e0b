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

    private ResultBases? _bases;

    /// <summary>What stands under results; a copy of the snapshot may still have those of the original.</summary>
    internal ResultBases? Bases
    {
        get => Volatile.Read(ref _bases);
        set => Volatile.Write(ref _bases, value);
    }
}

/// <summary>Coverage and versions of a snapshot's results, by how far their parties were looked up: made once, and two threads make the same.</summary>
internal sealed class ResultBases(ScreeningSnapshot snapshot)
{
    private readonly ResultBasis?[] _byParties = new ResultBasis?[Enum.GetValues<PartyCoverage>().Length];

    public bool IsOf(ScreeningSnapshot other) => ReferenceEquals(snapshot, other);

    public ref ResultBasis? Of(PartyCoverage parties) => ref _byParties[(int)parties];
}

/// <summary>Coverage and versions of results.</summary>
internal sealed record ResultBasis(Coverage Coverage, ScreeningVersions Versions)
{
    public SharedBasis Shared { get; } = new(new SharedPart(Coverage), new SharedPart(Versions));
}
