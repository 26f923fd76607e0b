using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Licensing;

namespace ScreeningApi.Licensing;

/// <summary>Whether licenses are needed, regime by regime.</summary>
public sealed record LicenseResponse
{
    /// <summary>The date whose law and tables were applied.</summary>
    public required DateOnly DecisiveDate { get; init; }

    /// <summary>One determination for each regime.</summary>
    public required IReadOnlyList<LicenseDetermination> Licenses { get; init; }

    /// <summary>Where regimes that apply come to different answers, side by side; empty when they agree.</summary>
    public required IReadOnlyList<LicenseConflict> Conflicts { get; init; }

    public required Coverage Coverage { get; init; }

    public required ScreeningVersions Versions { get; init; }

    internal static LicenseResponse Of(ImmutableArray<LicenseDetermination> licenses, DateOnly date, ScreeningSnapshot snapshot) => new()
    {
        DecisiveDate = date, Licenses = licenses, Conflicts = LicenseConflict.Of(licenses), Coverage = ScreeningEngine.CoverageOf(snapshot), Versions = snapshot.Versions,
    };
}

/// <summary>Regimes that come to different answers.</summary>
public sealed record LicenseConflict
{
    /// <summary>The regimes in the order of the determinations.</summary>
    public required IReadOnlyList<string> Regimes { get; init; }

    /// <summary>What each of them asks for, and the strictest, which must be kept.</summary>
    public required string Text { get; init; }

    /// <summary>A regime that does not reach the goods is no party to a conflict.</summary>
    internal static IReadOnlyList<LicenseConflict> Of(ImmutableArray<LicenseDetermination> licenses)
    {
        var applying = licenses.Where(l => !l.Because.Any(s => s.Code is "outsideScope" or "notSubject" or "domestic")).ToList();
        return applying.DistinctBy(l => l.Requirement).Count() < 2 ? [] :
        [
            new LicenseConflict
            {
                Regimes = [.. applying.Select(l => l.Regime)],
                Text = string.Join("; ", applying.Select(l => $"{l.Regime}: {JsonNamingPolicy.CamelCase.ConvertName(l.Requirement.ToString())}"))
                    + ". Each regime that applies must be satisfied on its own: a license or exception of one does not replace that of another.",
            },
        ];
    }
}

/// <summary>All that can be declared about a transaction.</summary>
public sealed record CircumstanceList
{
    public required string RuleSet { get; init; }
    public required IReadOnlyList<CircumstanceItem> Items { get; init; }
}

/// <summary>Something that can be declared about a transaction.</summary>
public sealed record CircumstanceItem
{
    /// <summary>As it is sent in <c>circumstances</c>.</summary>
    public required string Circumstance { get; init; }

    /// <summary>The circumstance that denies it; null when there is none.</summary>
    public required string? Opposite { get; init; }
    public required string Text { get; init; }
    public required string Citation { get; init; }

    internal static CircumstanceItem Of(CircumstanceRow row) =>
        new() { Circumstance = row.Circumstance, Opposite = row.Opposite.Length == 0 ? null : row.Opposite, Text = row.Text, Citation = row.Citation };
}
