using Screening.Engine.Items;
using Screening.Engine.Rules;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;

namespace ScreeningApi.Catalog;

internal static class ControlEndpoints
{
    public static IEndpointRouteBuilder MapControls(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/controls").WithTags("Reference").RequireAuthorization(Scopes.Screen).WithProblems(400, 401, 403, 500, 503);
        group.MapGet("/{regime}/{entry}", Get).WithName("getControl").WithSummary("Gives an entry of a control list: US-EAR or EU-DU").Produces<ControlDetail>().WithProblems(404);
        return routes;
    }

    internal static IResult Get(HttpContext context, SnapshotHolder snapshots, string regime, string entry)
    {
        var rules = snapshots.Current.Rules;
        return QueryNames.RefuseUnknown(context) ?? (Eccn.TryParse(entry, out var eccn, out _) && rules.ControlEntries.FirstOrDefault(c => c.Entry == eccn.Entry && c.Regime.Equals(regime, StringComparison.OrdinalIgnoreCase)) is { } row
            ? Results.Json(ControlDetail.Of(row, rules.Version), JsonFormat.Options)
            : Problems.NotFound(context, "control entry of this regime and number"));
    }
}

/// <summary>An entry of a control list.</summary>
public sealed record ControlDetail
{
    public required string RuleSet { get; init; }

    /// <summary><c>US-EAR</c> or <c>EU-DU</c>.</summary>
    public required string Regime { get; init; }
    public required string Entry { get; init; }
    public required string Heading { get; init; }

    /// <summary>Every reason for which some paragraph is controlled.</summary>
    public required IReadOnlyList<string> ReasonsForControl { get; init; }

    /// <summary>Reasons that hold for every paragraph.</summary>
    public required IReadOnlyList<string> WholeEntryReasons { get; init; }

    /// <summary>What else is known of the entry, by name: license exceptions, thresholds, related HS codes.</summary>
    public required IReadOnlyDictionary<string, string> Details { get; init; }
    public required string Citation { get; init; }

    /// <summary>How far it was checked: <c>yes</c>, <c>single</c> source, or <c>no</c>.</summary>
    public required string Verified { get; init; }

    internal static ControlDetail Of(ControlRow row, string ruleSet) => new()
    {
        RuleSet = ruleSet, Regime = row.Regime, Entry = row.Entry, Heading = row.Heading, ReasonsForControl = row.Reasons, WholeEntryReasons = row.WholeEntryReasons,
        Details = row.Details, Citation = row.Citation, Verified = row.Verified,
    };
}
