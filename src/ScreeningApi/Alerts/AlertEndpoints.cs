using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;

namespace ScreeningApi.Alerts;

internal static class AlertEndpoints
{
    private const int SweepsShown = 50;

    public static IEndpointRouteBuilder MapAlerts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/alerts").WithTags("Review").RequireAuthorization(Scopes.Review).WithProblems(400, 401, 403, 500, 503);
        group.MapGet("", List).WithName("listAlerts").WithSummary("Lists parties of earlier screenings and of batches that a list came to hit afterwards, newest first")
            .Produces<AlertPage>().WithProblems(422);
        group.MapGet("/sweeps", ListSweeps).WithName("listAlertSweeps").WithSummary("Says how far earlier parties have been matched against what lists changed, the latest first").Produces<AlertSweepList>();
        group.MapGet("/{id:guid}", Get).WithName("getAlert").WithSummary("Gives one alert with what was decided").Produces<AlertResponse>().WithProblems(404);
        group.MapPost("/{id:guid}/dispositions", Dispose).WithName("disposeAlert").WithSummary("Decides an open alert, once and for all")
            .Accepts<AlertDecision>("application/json").Produces<AlertResponse>().WithProblems(404, 409, 413, 415, 422);
        return routes;
    }

    internal static async Task<IResult> List(HttpContext context, AlertStore store, [AsParameters] AlertQuery query)
    {
        if (QueryNames.RefuseUnknown(context, AlertQuery.Names) is { } refusal)
        {
            return refusal;
        }

        if (query.Read(out var errors) is not { } filter)
        {
            return Problems.Invalid(context, errors);
        }

        var rows = await store.ListAsync(Caller.Of(context).Tenant, filter, context.RequestAborted);
        return Results.Json(new AlertPage
        {
            Items = [.. rows.Take(filter.Limit).Select(r => AlertResponse.Of(r))], Next = rows.Count > filter.Limit ? rows[filter.Limit - 1].Id.ToString("N") : null,
        }, JsonFormat.Options);
    }

    internal static async Task<IResult> ListSweeps(HttpContext context, AlertSweepStore store) => QueryNames.RefuseUnknown(context)
        ?? Results.Json(new AlertSweepList { Items = [.. (await store.ListAsync(Caller.Of(context).Tenant, SweepsShown, context.RequestAborted)).Select(AlertSweepItem.Of)] }, JsonFormat.Options);

    internal static async Task<IResult> Get(HttpContext context, AlertStore store, Guid id)
    {
        var tenant = Caller.Of(context).Tenant;
        return await store.FindAsync(tenant, id, context.RequestAborted) is { } row
            ? Results.Json(AlertResponse.Of(row, await store.ListDispositionsAsync(tenant, id, context.RequestAborted)), JsonFormat.Options)
            : NotFound(context);
    }

    internal static async Task<IResult> Dispose(HttpContext context, AlertStore store, TimeProvider clock, Guid id)
    {
        var body = await RequestBody.ReadAsync<AlertDecision>(context);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        if (Check(body.Value!) is { Count: > 0 } errors)
        {
            return Problems.Invalid(context, errors);
        }

        var (caller, state) = (Caller.Of(context), JsonNamingPolicy.CamelCase.ConvertName(body.Value!.State!.Value.ToString()));
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{id}\n{state}\n{body.Value.Reason}"));
        var decided = await store.DisposeAsync(caller.Tenant, id, (Guid.CreateVersion7(clock.GetUtcNow()), caller.Actor), (state, body.Value.Reason!), digest, context.RequestAborted);
        return decided is null ? NotFound(context)
            : decided.IsNew ? await Get(context, store, id)
            : Problems.Refuse(context, StatusCodes.Status409Conflict, $"The alert is {decided.Alert.State}, expected an open one.", "alreadyDecided");
    }

    private static List<FieldError> Check(AlertDecision decision)
    {
        var errors = new List<FieldError>();
        if (decision.State is null or AlertState.Open)
        {
            errors.Add(new FieldError { Pointer = "/state", Code = decision.State is null ? "missing" : "invalidValue", Detail = $"found {(decision.State is null ? "nothing" : "open")}, expected confirmed or falsePositive" });
        }

        if (decision.Reason is not { Length: >= 1 and <= AlertDecision.MaxReason } reason || string.IsNullOrWhiteSpace(reason) || reason.Contains('\0', StringComparison.Ordinal))
        {
            errors.Add(new FieldError
            {
                Pointer = "/reason", Code = "invalidValue",
                Detail = $"found {(decision.Reason is null ? "nothing" : $"{decision.Reason.Length} characters")}, expected 1 to {AlertDecision.MaxReason} characters, not only white space, none of them NUL",
            });
        }

        return errors;
    }

    private static IResult NotFound(HttpContext context) => Problems.NotFound(context, "alert with this id");
}
