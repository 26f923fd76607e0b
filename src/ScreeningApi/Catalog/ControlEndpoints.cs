using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Screening.Engine.Items;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;

namespace ScreeningApi.Catalog;

internal static class ControlEndpoints
{
    private const string RegimeName = "regime";

    public static IEndpointRouteBuilder MapControls(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/controls").WithTags("Reference").RequireAuthorization(Scopes.Screen).WithProblems(400, 401, 403, 500, 503);
        group.MapGet("", List).WithName("listControls").WithSummary("Lists the entries of the control lists, and how old and complete the license tables are").Produces<ControlList>();
        group.MapGet("/{regime}/{entry}", Get).WithName("getControl").WithSummary("Gives an entry of a control list, with what licenses depend on: US-EAR or EU-DU").Produces<ControlDetail>().WithProblems(404);
        return routes;
    }

    internal static IResult List(HttpContext context, SnapshotHolder snapshots, [FromQuery(Name = RegimeName), Description("US-EAR or EU-DU; all when absent")] string? regime) =>
        QueryNames.RefuseUnknown(context, RegimeName) ?? Results.Json(ControlList.Of(snapshots.Current, regime), JsonFormat.Options);

    internal static IResult Get(HttpContext context, SnapshotHolder snapshots, string regime, string entry)
    {
        var snapshot = snapshots.Current;
        return QueryNames.RefuseUnknown(context) ?? (Eccn.TryParse(entry, out var eccn, out _) && snapshot.Rules.ControlEntries.FirstOrDefault(c => c.Entry == eccn.Entry && c.Regime.Equals(regime, StringComparison.OrdinalIgnoreCase)) is { } row
            ? Results.Json(ControlDetail.Of(row, snapshot), JsonFormat.Options)
            : Problems.NotFound(context, "control entry of this regime and number"));
    }
}
