using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Storage;

namespace ScreeningApi.Suppressions;

internal static class SuppressionEndpoints
{
    public static IEndpointRouteBuilder MapSuppressions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/suppressions").WithTags("Review").RequireAuthorization(Scopes.Review).WithProblems(400, 401, 403, 500, 503);
        group.MapPost("", Create).WithName("createSuppression").WithSummary("Decides that a hit of a party on an entry of a list need not be looked at again")
            .WithDescription("It lapses with any change of the entry or of what being listed there leads to, and at the end of its last day. A result always lists what was suppressed.")
            .Accepts<SuppressionRequest>("application/json").Produces<SuppressionResponse>(201).WithProblems(409, 413, 415, 422);
        group.MapGet("", List).WithName("listSuppressions").WithSummary("Lists the tenant's suppressions, newest first, also those that have ended").Produces<SuppressionPage>().WithProblems(422);
        group.MapGet("/{id:guid}", Get).WithName("getSuppression").WithSummary("Gives one suppression with its history").Produces<SuppressionResponse>().WithProblems(404);
        group.MapPost("/{id:guid}/approve", Approve).WithName("approveSuppression").WithSummary("Agrees, as a second person, to a suppression that waits for one")
            .Produces<SuppressionResponse>().WithProblems(404, 409);
        group.MapPost("/{id:guid}/withdraw", Withdraw).WithName("withdrawSuppression").WithSummary("Takes a suppression back; it stays as a record")
            .Accepts<SuppressionWithdrawal>("application/json").Produces<SuppressionResponse>().WithProblems(404, 409, 413, 415, 422);
        return routes;
    }

    internal static async Task<IResult> Create(
        HttpContext context, SuppressionDesk desk, [FromHeader(Name = IdempotencyHeader.Name), Description(IdempotencyHeader.Meaning)] string? idempotencyKey)
    {
        if ((QueryNames.RefuseUnknown(context) ?? IdempotencyHeader.RefuseMalformed(context, idempotencyKey)) is { } refusal)
        {
            return refusal;
        }

        var body = await RequestBody.ReadAsync<SuppressionRequest>(context);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        var (row, errors) = await desk.ReadAsync(body.Value!, Caller.Of(context), context.RequestAborted);
        if (row is null)
        {
            return Problems.Invalid(context, errors);
        }

        var key = idempotencyKey is null ? null : new IdempotencyKey(idempotencyKey, SHA256.HashData(body.Bytes));
        var (outcome, stored) = await desk.StoreAsync(row, key, context.RequestAborted);
        if (IdempotencyHeader.Settle(context, outcome) is { } unsettled)
        {
            return unsettled;
        }

        context.Response.Headers.Location = $"/v1/suppressions/{stored!.Id}";
        return Results.Json(SuppressionResponse.Of(stored), JsonFormat.Options, statusCode: 201);
    }

    internal static async Task<IResult> List(HttpContext context, SuppressionStore store, [AsParameters] SuppressionListQuery query)
    {
        if (QueryNames.RefuseUnknown(context, SuppressionListQuery.Names) is { } refusal)
        {
            return refusal;
        }

        if (query.Read(out var errors) is not { } filter)
        {
            return Problems.Invalid(context, errors);
        }

        var rows = await store.ListAsync(Caller.Of(context).Tenant, filter, context.RequestAborted);
        return Results.Json(new SuppressionPage
        {
            Items = [.. rows.Take(filter.Limit).Select(r => SuppressionResponse.Of(r))], Next = rows.Count > filter.Limit ? rows[filter.Limit - 1].Id.ToString("N") : null,
        }, JsonFormat.Options);
    }

    internal static async Task<IResult> Get(HttpContext context, SuppressionDesk desk, Guid id) =>
        await desk.FindAsync(Caller.Of(context).Tenant, id, context.RequestAborted) is { } found ? Results.Json(found, JsonFormat.Options) : NotFound(context);

    internal static async Task<IResult> Approve(HttpContext context, SuppressionDesk desk, SuppressionStore store, Guid id)
    {
        var caller = Caller.Of(context);
        if (await store.FindAsync(caller.Tenant, id, context.RequestAborted) is not { } row)
        {
            return NotFound(context);
        }

        return row.State != "pending" ? Conflict(context, "notPending", $"The suppression is {row.State}, expected one that waits for a second person.")
            : row.CreatedBy == caller.Actor ? Conflict(context, "sameKey", "The key is its author's, expected another: two people must agree.")
            : await desk.LapseOfAsync(row, context.RequestAborted) is { } lapse ? Conflict(context, "lapsed", $"It would not hold any more ({JsonNamingPolicy.CamelCase.ConvertName(lapse.ToString())}): decide again.")
            : await desk.ApproveAsync(row, caller, context.RequestAborted) is { } approved ? Results.Json(approved, JsonFormat.Options)
            : Conflict(context, "notPending", "The suppression does not wait any more.");
    }

    internal static async Task<IResult> Withdraw(HttpContext context, SuppressionDesk desk, SuppressionStore store, Guid id)
    {
        var body = await RequestBody.ReadAsync<SuppressionWithdrawal>(context);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        if (SuppressionDesk.CheckReason(body.Value!.Reason) is { } error)
        {
            return Problems.Invalid(context, [error]);
        }

        var caller = Caller.Of(context);
        return await store.FindAsync(caller.Tenant, id, context.RequestAborted) is not { } row ? NotFound(context)
            : await desk.WithdrawAsync(row, caller, body.Value.Reason!, context.RequestAborted) is { } withdrawn ? Results.Json(withdrawn, JsonFormat.Options)
            : Conflict(context, "ended", "The suppression has ended already.");
    }

    private static IResult NotFound(HttpContext context) => Problems.NotFound(context, "suppression with this id");

    private static IResult Conflict(HttpContext context, string code, string detail) => Problems.Refuse(context, StatusCodes.Status409Conflict, detail, code);
}
