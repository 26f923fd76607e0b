using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Storage;

namespace ScreeningApi.Retention;

internal static class LegalHoldEndpoints
{
    private const int MaxReason = 500;

    public static IEndpointRouteBuilder MapLegalHolds(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/legal-holds").WithTags("Administration").RequireAuthorization(Scopes.Admin).WithProblems(400, 401, 403, 500, 503);
        group.MapPost("", Place).WithName("placeLegalHold").WithSummary("Keeps a screening, a batch or everything of the tenant from being removed by retention")
            .Accepts<LegalHoldRequest>("application/json").Produces<LegalHoldResponse>(201).WithProblems(409, 413, 415, 422);
        group.MapGet("", List).WithName("listLegalHolds").WithSummary("Lists the tenant's legal holds, newest first, also those that were released")
            .Produces<LegalHoldPage>().WithProblems(422);
        group.MapGet("/{id:guid}", Get).WithName("getLegalHold").WithSummary("Gives one legal hold").Produces<LegalHoldResponse>().WithProblems(404);
        group.MapDelete("/{id:guid}", Release).WithName("releaseLegalHold").WithSummary("Releases a legal hold; it stays as a record").Produces(204).WithProblems(404);
        return routes;
    }

    internal static async Task<IResult> Place(
        HttpContext context, LegalHoldStore store, TimeProvider clock, [FromHeader(Name = IdempotencyHeader.Name), Description(IdempotencyHeader.Meaning)] string? idempotencyKey)
    {
        if ((QueryNames.RefuseUnknown(context) ?? IdempotencyHeader.RefuseMalformed(context, idempotencyKey)) is { } refusal)
        {
            return refusal;
        }

        var body = await RequestBody.ReadAsync<LegalHoldRequest>(context);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        if (Check(body.Value!) is { Count: > 0 } errors)
        {
            return Problems.Invalid(context, errors);
        }

        var hold = Row(body.Value!, Caller.Of(context), clock);
        var key = idempotencyKey is null ? null : new IdempotencyKey(idempotencyKey, SHA256.HashData(body.Bytes));
        var (outcome, stored) = await store.InsertAsync(hold, key, Digest(hold), context.RequestAborted);
        return IdempotencyHeader.Settle(context, outcome) ?? (stored is null ? NoSubject(context, hold) : Placed(context, stored));
    }

    internal static async Task<IResult> List(HttpContext context, LegalHoldStore store, [AsParameters] LegalHoldQuery query)
    {
        if (QueryNames.RefuseUnknown(context, LegalHoldQuery.Names) is { } refusal)
        {
            return refusal;
        }

        if (query.Read(out var errors) is not { } filter)
        {
            return Problems.Invalid(context, errors);
        }

        var rows = await store.ListAsync(Caller.Of(context).Tenant, filter, context.RequestAborted);
        var page = new LegalHoldPage { Items = [.. rows.Take(filter.Limit).Select(LegalHoldResponse.Of)], Next = rows.Count > filter.Limit ? rows[filter.Limit - 1].Id.ToString("N") : null };
        return Results.Json(page, JsonFormat.Options);
    }

    internal static async Task<IResult> Get(HttpContext context, LegalHoldStore store, Guid id) =>
        await store.FindAsync(Caller.Of(context).Tenant, id, context.RequestAborted) is { } row
            ? Results.Json(LegalHoldResponse.Of(row), JsonFormat.Options)
            : Problems.NotFound(context, "legal hold with this id");

    internal static async Task<IResult> Release(HttpContext context, LegalHoldStore store, TimeProvider clock, Guid id)
    {
        var caller = Caller.Of(context);
        if (await store.FindAsync(caller.Tenant, id, context.RequestAborted) is not { } hold)
        {
            return Problems.NotFound(context, "legal hold with this id");
        }

        await store.ReleaseAsync(hold, (Guid.CreateVersion7(clock.GetUtcNow()), caller.Actor), Digest(hold), context.RequestAborted);
        return Results.NoContent();
    }

    private static IResult Placed(HttpContext context, LegalHoldRow hold)
    {
        context.Response.Headers.Location = $"/v1/legal-holds/{hold.Id}";
        return Results.Json(LegalHoldResponse.Of(hold), JsonFormat.Options, statusCode: 201);
    }

    private static IResult NoSubject(HttpContext context, LegalHoldRow hold) => Problems.Invalid(context, [new FieldError
    {
        Pointer = "/subjectId", Code = "unknownSubject", Detail = $"found no {hold.SubjectKind} with this id, expected one that is stored: what is gone cannot be held",
    }]);

    private static List<FieldError> Check(LegalHoldRequest request)
    {
        var errors = new List<FieldError>();
        Expect(request.SubjectKind is not null, "/subjectKind", "nothing", $"one of {string.Join(", ", EnumNameConverter.NamesOf(typeof(LegalHoldSubject)))}");
        Expect(request.SubjectKind is null or LegalHoldSubject.Tenant || request.SubjectId is not null, "/subjectId", "nothing", "the id of what is held");
        Expect(request.SubjectKind is not LegalHoldSubject.Tenant || request.SubjectId is null, "/subjectId", "an id", "none: everything of the tenant is held");
        Expect(request.Reason is { Length: >= 1 and <= MaxReason } reason && !string.IsNullOrWhiteSpace(reason) && !reason.Contains('\0', StringComparison.Ordinal), "/reason",
            request.Reason is null ? "nothing" : $"{request.Reason.Length} characters", $"1 to {MaxReason} characters, not only white space, none of them NUL");
        return errors;

        void Expect(bool holds, string pointer, string found, string expected)
        {
            if (!holds)
            {
                errors.Add(new FieldError { Pointer = pointer, Code = "invalidValue", Detail = $"found {found}, expected {expected}" });
            }
        }
    }

    private static LegalHoldRow Row(LegalHoldRequest request, Caller caller, TimeProvider clock) => new()
    {
        TenantId = caller.Tenant,
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        SubjectKind = JsonNamingPolicy.CamelCase.ConvertName(request.SubjectKind!.Value.ToString()),
        SubjectId = request.SubjectId,
        Reason = request.Reason!,
        CreatedBy = caller.Actor,
    };

    /// <summary>Of what the hold says, so that its audit entries show a later change of it.</summary>
    private static byte[] Digest(LegalHoldRow hold) => SHA256.HashData(Encoding.UTF8.GetBytes($"{hold.SubjectKind}\n{hold.SubjectId}\n{hold.Reason}"));
}
