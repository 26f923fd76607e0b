using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;

namespace ScreeningApi.Watchlists;

internal static class WatchlistEndpoints
{
    private const int MaxPage = 200;

    public static IEndpointRouteBuilder MapWatchlists(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/watchlists").WithTags("Watchlists").RequireAuthorization(Scopes.Screen).WithProblems(400, 401, 403, 500, 503);
        group.MapGet("", List).WithName("listWatchlists").WithSummary("Lists the lists of restricted parties, how old each is and whether it can be relied on").Produces<WatchlistPage>();
        group.MapGet("/{code}", Get).WithName("getWatchlist").WithSummary("Gives one list of restricted parties").Produces<WatchlistItem>().WithProblems(404);
        group.MapGet("/{code}/entries", WatchlistEntries.Send).WithName("listWatchlistEntries").WithSummary("Gives the entries of a list, all or those that changed")
            .WithDescription("With format=ndjson the answer is application/x-ndjson: all entries at once, one object a line with change and entry.")
            .Produces<WatchlistEntryPage>(200, "application/json", "application/x-ndjson").WithProblems(404, 422);
        group.MapGet("/{code}/versions", ListVersions).WithName("listWatchlistVersions").WithSummary("Lists the imports of a list, newest first, with the reasons where one was not put to use")
            .Produces<WatchlistImportPage>().WithProblems(404, 422);
        group.MapGet("/{code}/imports/{seq:int}", GetImport).WithName("getWatchlistImport").WithSummary("Gives one import of a list").Produces<WatchlistImportItem>().WithProblems(404);
        return routes;
    }

    internal static IResult List(HttpContext context, WatchlistHolder lists, SnapshotHolder snapshots, TimeProvider clock)
    {
        var (rules, now) = (snapshots.Current.WatchlistRules, clock.GetUtcNow());
        return QueryNames.RefuseUnknown(context)
            ?? Results.Json(new WatchlistPage { Items = [.. lists.StatusFor(Caller.Of(context).Tenant).Select(s => WatchlistView.Of(s, rules, now))] }, JsonFormat.Options);
    }

    internal static IResult Get(HttpContext context, WatchlistHolder lists, SnapshotHolder snapshots, TimeProvider clock, string code) =>
        QueryNames.RefuseUnknown(context) ?? (Known(context, lists, code) is { } status
            ? Results.Json(WatchlistView.Of(status, snapshots.Current.WatchlistRules, clock.GetUtcNow()), JsonFormat.Options)
            : NotFound(context));

    internal static async Task<IResult> ListVersions(
        HttpContext context, WatchlistHolder lists, WatchlistStore store, string code,
        [FromQuery(Name = PageQuery.LimitName), ParameterShape(Least = 1, Most = MaxPage), Description("50 when absent")] string? limit,
        [FromQuery(Name = PageQuery.CursorName), Description("next of the page before")] string? cursor)
    {
        if ((PageQuery.RefuseLimit(context, limit, MaxPage, out var count) ?? QueryNames.RefuseUnknown(context, PageQuery.LimitName, PageQuery.CursorName)) is { } refusal)
        {
            return refusal;
        }

        var before = PageQuery.Number(cursor);
        if (cursor is not null && before is null)
        {
            return PageQuery.RefuseCursor(context);
        }

        if (Known(context, lists, code) is not { } status)
        {
            return NotFound(context);
        }

        var rows = await store.ListVersionsAsync(status.Terms.Key, before, count, context.RequestAborted);
        return Results.Json(new WatchlistImportPage
        {
            Items = [.. rows.Take(count).Select(r => WatchlistImportItem.Of(r))],
            Next = rows.Count > count ? PageQuery.Text(rows[count - 1].Seq) : null,
        }, JsonFormat.Options);
    }

    internal static async Task<IResult> GetImport(HttpContext context, WatchlistStore store, string code, int seq) =>
        QueryNames.RefuseUnknown(context) ?? (await store.FindAsync(WatchlistKey.Of(Caller.Of(context).Tenant, code), seq, context.RequestAborted) is { } row
            ? Results.Json(WatchlistImportItem.Of(row), JsonFormat.Options)
            : Problems.NotFound(context, "import of this list and number"));

    /// <summary>Null when the rules know no such list, and the tenant never imported one.</summary>
    internal static WatchlistStatus? Known(HttpContext context, WatchlistHolder lists, string code) =>
        lists.Find(Caller.Of(context).Tenant, code) is { } status && (!status.Terms.Key.IsOwn || status.List is not null || status.Quarantined is not null) ? status : null;

    internal static IResult NotFound(HttpContext context) => Problems.NotFound(context, "list of restricted parties with this code");
}
