using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Screening.Engine.Destinations;
using Screening.Engine.Rules;

namespace Screening.Engine.Scoring;

/// <summary>All weights and thresholds, and the measures of law, compiled. None of them stands in code.</summary>
public sealed class ScoringPolicy
{
    private const string RoleWeightKey = "roleWeight.";
    private const string ControlWeightKey = "controlWeight.";
    private const string DefaultControlWeightKey = "controlWeight.default";

    private const string LicenseRequiredKey = "licenseFloor.required";
    private const string LicenseReviewKey = "licenseFloor.review";

    /// <summary>Settings that older policies do not have, which batches may still hold to: they then have no effect.</summary>
    private static readonly string[] LaterKeys = [LicenseRequiredKey, LicenseReviewKey, PartyFloorKey + "prohibited", PartyFloorKey + "licenseRequired", PartyFloorKey + "review"];

    private const string PartyFloorKey = "partyFloor.";

    private readonly double[] _roleWeights;
    private readonly double _licenseRequired, _licenseReview, _partyProhibited, _partyRequired, _partyReview;
    private readonly FrozenDictionary<string, double> _controlWeights;

    private ScoringPolicy(PolicyDocument document, Dictionary<string, double> settings, ImmutableArray<Measure> measures)
    {
        Version = document.Version;
        Measures = measures;
        Cutoff = settings["cutoff"];
        FoundThreshold = settings["foundThreshold"];
        ReviewThreshold = settings["reviewThreshold"];
        UnknownPlaceRisk = settings["unknownPlaceRisk"];
        ParameterTolerance = settings["parameterTolerance"];
        MediumFrom = settings["riskLevel.medium"];
        HighFrom = settings["riskLevel.high"];
        CriticalFrom = settings["riskLevel.critical"];
        (_licenseRequired, _licenseReview) = (settings.GetValueOrDefault(LicenseRequiredKey), settings.GetValueOrDefault(LicenseReviewKey));
        (_partyProhibited, _partyRequired, _partyReview) =
            (settings.GetValueOrDefault(PartyFloorKey + "prohibited"), settings.GetValueOrDefault(PartyFloorKey + "licenseRequired"), settings.GetValueOrDefault(PartyFloorKey + "review"));
        _roleWeights = [.. Enum.GetValues<PlaceRole>().Select(r => settings[RoleKey(r)])];
        _controlWeights = settings.Where(s => s.Key.StartsWith(ControlWeightKey, StringComparison.Ordinal))
            .ToFrozenDictionary(s => s.Key[ControlWeightKey.Length..], s => s.Value);
    }

    public string Version { get; }

    /// <summary>Below this confidence a category is not returned and does not count.</summary>
    public double Cutoff { get; }

    /// <summary>From this confidence on a category counts as found.</summary>
    public double FoundThreshold { get; }

    /// <summary>From this score on a person must look.</summary>
    public double ReviewThreshold { get; }

    /// <summary>Risk of a place that nobody knows.</summary>
    public double UnknownPlaceRisk { get; }

    /// <summary>Share by which a declared value may lie beside the described one before they contradict each other.</summary>
    public double ParameterTolerance { get; }

    internal double MediumFrom { get; }
    internal double HighFrom { get; }
    internal double CriticalFrom { get; }
    internal ImmutableArray<Measure> Measures { get; }

    /// <summary>What follows from each place that shipments went to, for as long as the table keeps the place as of that date.</summary>
    internal ConditionalWeakTable<DatedPlace, RouteFacts> Routes { get; } = [];

    /// <summary>The least score of a line whose licenses have this effect on the verdict.</summary>
    internal double LicenseFloor(MeasureEffect effect) => effect switch
    {
        MeasureEffect.LicenseRequired => _licenseRequired,
        MeasureEffect.Review => _licenseReview,
        _ => 0,
    };

    /// <summary>The least score of a line with a party whose hit has this effect.</summary>
    internal double PartyFloor(MeasureEffect effect) => effect switch
    {
        MeasureEffect.Prohibited => _partyProhibited,
        MeasureEffect.LicenseRequired => _partyRequired,
        MeasureEffect.Review => _partyReview,
        _ => 0,
    };

    internal double RoleWeight(PlaceRole role) => _roleWeights[(int)role];

    /// <summary>How concerning an entry is by the gravest of its reasons: <c>NS1</c> is weighed as <c>NS</c>.</summary>
    internal double ControlWeight(ControlRow row)
    {
        double? gravest = null;
        foreach (var reason in row.Reasons)
        {
            var weight = _controlWeights.GetValueOrDefault(Letters(reason), _controlWeights["default"]);
            gravest = weight > gravest ? weight : gravest ?? weight;
        }

        return gravest ?? _controlWeights["default"];
    }

    internal RiskLevel LevelOf(decimal score) =>
        (double)score >= CriticalFrom ? RiskLevel.Critical
        : (double)score >= HighFrom ? RiskLevel.High
        : (double)score >= MediumFrom ? RiskLevel.Medium
        : RiskLevel.Low;

    /// <summary>Null, and at least one diagnostic, when the document cannot be used.</summary>
    public static ScoringPolicy? Compile(PolicyDocument document, out ImmutableArray<RuleSetDiagnostic> diagnostics)
    {
        var found = ImmutableArray.CreateBuilder<RuleSetDiagnostic>();
        var settings = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var row in document.Settings.Where(s => !settings.TryAdd(s.Key, s.Value)))
        {
            found.Add(new($"setting {row.Key}", "found it twice, expected it once"));
        }

        foreach (var key in RequiredKeys().Where(k => !settings.ContainsKey(k)))
        {
            found.Add(new($"setting {key}", "found none, expected one"));
        }

        foreach (var row in document.Settings.Where(s => !s.Key.StartsWith(ControlWeightKey, StringComparison.Ordinal)).ExceptBy(RequiredKeys().Concat(LaterKeys), s => s.Key))
        {
            found.Add(new($"setting {row.Key}", $"found no setting of this name, expected one of {string.Join(", ", RequiredKeys())} or {ControlWeightKey}REASON"));
        }

        foreach (var row in document.Settings.Where(s => !(s.Value >= 0 && s.Value <= (IsPoints(s.Key) ? 100 : 1))))
        {
            found.Add(new($"setting {row.Key}", string.Create(CultureInfo.InvariantCulture, $"found {row.Value}, expected 0 to {(IsPoints(row.Key) ? 100 : 1)}")));
        }

        var measures = MeasureCompiler.Compile(document.Measures, found);
        diagnostics = found.ToImmutable();
        return diagnostics.IsEmpty ? new ScoringPolicy(document, settings, measures) : null;
    }

    private static IEnumerable<string> RequiredKeys() =>
        [
            "cutoff", "foundThreshold", "reviewThreshold", "unknownPlaceRisk", "parameterTolerance", "riskLevel.medium", "riskLevel.high", "riskLevel.critical",
            DefaultControlWeightKey, .. Enum.GetValues<PlaceRole>().Select(RoleKey),
        ];

    private static bool IsPoints(string key) => key == "reviewThreshold" || key.StartsWith("licenseFloor.", StringComparison.Ordinal) || key.StartsWith(PartyFloorKey, StringComparison.Ordinal) || key.StartsWith("riskLevel.", StringComparison.Ordinal);

    private static string RoleKey(PlaceRole role) => RoleWeightKey + Names.Camel(role);

    private static string Letters(string reason)
    {
        var end = reason.AsSpan().IndexOfAnyExceptInRange('A', 'Z');
        return end < 0 ? reason : reason[..end];
    }
}
