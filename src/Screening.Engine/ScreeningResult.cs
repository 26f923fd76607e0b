using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Screening.Engine.Destinations;
using Screening.Engine.Licensing;
using Screening.Engine.Matching;
using Screening.Engine.Parties;
using Screening.Engine.Scoring;
using Screening.Engine.Text;

namespace Screening.Engine;

/// <summary>What the screening of a shipment came to.</summary>
public sealed record ScreeningResult
{
    /// <summary>The gravest verdict of the lines.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The highest score of the lines, 0.0 to 100.0.</summary>
    public required decimal RiskScore { get; init; }

    public required RiskLevel RiskLevel { get; init; }

    /// <summary>In the order in which the lines were sent.</summary>
    public required ImmutableArray<LineResult> Lines { get; init; }

    public required Coverage Coverage { get; init; }

    public required ScreeningVersions Versions { get; init; }

    /// <summary>Parts of this that other results have as well.</summary>
    [JsonIgnore]
    public SharedBasis Shared { get; init; }
}

/// <summary>What the screening of one line came to, and why.</summary>
public sealed record LineResult
{
    public required int LineNo { get; init; }
    public required Verdict Verdict { get; init; }

    /// <summary>0.0 to 100.0 with one decimal: exactly the sum of the contributions.</summary>
    public required decimal RiskScore { get; init; }

    public required RiskLevel RiskLevel { get; init; }

    /// <summary>Surest first.</summary>
    public required ImmutableArray<CategoryMatch> Categories { get; init; }

    /// <summary>Lists of goods that the HS code stands on, firm hits first.</summary>
    public required ImmutableArray<ListingMatch> Listings { get; init; }

    public required ImmutableArray<ControlMatch> Controls { get; init; }
    public required ImmutableArray<LicenseDetermination> Licenses { get; init; }

    /// <summary>Where the goods go.</summary>
    public required DestinationRisk Destination { get; init; }

    /// <summary>All places of the shipment and what each weighs; the highest of risk times weight is the destination concern.</summary>
    public required ImmutableArray<RoutePlace> Route { get; init; }

    /// <summary>Entries of lists that the parties of the shipment may be, the same for each of its lines; surest first.</summary>
    public required ImmutableArray<PartyHit> Parties { get; init; }

    /// <summary>Parties that listed parties own a part of, the same for each of its lines.</summary>
    public required ImmutableArray<PartyOwnership> Ownership { get; init; }

    /// <summary>Hits that a reviewer decided are none, and decisions that hold no more; the same for each line.</summary>
    public required ImmutableArray<SuppressedHit> Suppressed { get; init; }

    /// <summary>How far the parties were looked up.</summary>
    [JsonIgnore]
    public PartyCoverage PartyCoverage { get; init; }

    public required ImmutableArray<ScoreContribution> Contributions { get; init; }
    public required ImmutableArray<Finding> Findings { get; init; }
    public required ImmutableArray<NearMiss> NearMisses { get; init; }

    /// <summary>The fewest facts that would settle the result.</summary>
    public required ImmutableArray<Question> Questions { get; init; }

    /// <summary>Parts of this that other results have as well.</summary>
    [JsonIgnore]
    public SharedParts Shared { get; init; }
}

/// <summary>What was checked and what was not.</summary>
public sealed record Coverage
{
    public required ImmutableArray<string> Evaluated { get; init; }
    public required ImmutableArray<NotEvaluated> NotEvaluated { get; init; }

    /// <summary>Date of the oldest text in each table that licenses are determined by; <c>GET /v1/controls</c> says what each does not hold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, string>? AsOf { get; init; }
}

/// <summary>A check that was not made: nothing may be concluded from its silence.</summary>
public sealed record NotEvaluated
{
    public required string Check { get; init; }
    public required string Reason { get; init; }
}

/// <summary>The versions that made a result.</summary>
public sealed record ScreeningVersions
{
    public required string RuleSet { get; init; }
    public required string Destinations { get; init; }
    public required string Policy { get; init; }

    /// <summary>Date of each watchlist, by its code.</summary>
    public required ImmutableSortedDictionary<string, string> Watchlists { get; init; }

    public required string Engine { get; init; }
}
