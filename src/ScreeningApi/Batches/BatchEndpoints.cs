using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ScreeningApi.AccessKeys;
using ScreeningApi.Batches.Files;
using ScreeningApi.Hosting;
using ScreeningApi.Storage;

namespace ScreeningApi.Batches;

internal static class BatchEndpoints
{
    private const string LimitName = "limit";
    private const string CursorName = "cursor";
    private const int MaxPage = 200;

    private static readonly string[] Media =
        ["text/csv", "application/x-ndjson", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", FileBody.Form];

    public static IEndpointRouteBuilder MapBatches(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/batches").WithTags("Batches").RequireAuthorization(Scopes.Screen).WithProblems(400, 401, 403, 500, 503);

        group.MapPost("", Create).WithName("createBatch").WithSummary("Takes a file of rows to be screened")
            .WithDescription("The file is the body, or the part 'file' of a form; compressed with gzip, br or zstd if the client likes. Sent again with the same key it is taken once.")
            .TakesFiles(Media).Produces<BatchResponse>(202).WithProblems(409, 413, 415, 422);
        group.MapPost("/preview", Preview).WithName("previewBatch").WithSummary("Says how a file would be read, and what its first rows come to; stores nothing")
            .TakesFiles(Media).Produces<BatchPreview>().WithProblems(413, 415, 422);
        group.MapGet("", List).WithName("listBatches").WithSummary("Lists batches, newest first")
            .Produces<BatchPage>().WithProblems(422);
        group.MapGet("/{id:guid}", Get).WithName("getBatch").WithSummary("Says how far a batch has come")
            .Produces<BatchResponse>().WithProblems(404);
        group.MapGet("/{id:guid}/events", BatchEvents.Send).WithName("getBatchEvents").WithSummary("Sends the state of a batch whenever it changes, until it ends")
            .WithDescription("With the id of the last event in Last-Event-ID only what came after it is sent; 204 when the batch has ended and that was the last.")
            .Produces<string>(200, "text/event-stream").Produces(204).WithProblems(404);
        group.MapGet("/{id:guid}/results", BatchResults.Send).WithName("getBatchResults").WithSummary("Gives the results in input order, as far as the batch has come")
            .WithDescription("With format=ndjson the answer is application/x-ndjson: one object a row with row, the file's own columns, verdict, risk_score, risk_level, categories, controls, license, listings, party_hits, top_reason, error, and explanation, which is a line of a screening, or null where there is nothing to explain.")
            .Produces<string>(200, "text/csv", "application/x-ndjson").WithProblems(404, 422);
        group.MapGet("/{id:guid}/errors", ListErrors).WithName("listBatchErrors").WithSummary("Lists the rows that could not be read, and those that were tried and could not be screened")
            .Produces<BatchErrorPage>().WithProblems(404, 422);
        group.MapDelete("/{id:guid}", Cancel).WithName("cancelBatch").WithSummary("Stops a batch for good; results that are there stay")
            .Produces<BatchResponse>().WithProblems(404, 409);
        group.MapPost("/{id:guid}/rerun", Rerun).WithName("rerunBatch").WithSummary("Screens again the rows of a failed batch that could not be screened")
            .Produces<BatchResponse>(202).WithProblems(404, 409);
        return routes;
    }

    internal static async Task<IResult> Create(
        HttpContext context, BatchIntake intake, BatchSlots slots,
        [FromQuery(Name = RequestFile.MapName), Description("theirs:ours takes their column for ours; may be given several times")] string[]? map,
        [FromHeader(Name = IdempotencyHeader.Name), ParameterShape(IsRequired = true), Description("A name of your own for this upload: sent again with it, the file is taken once")] string? idempotencyKey)
    {
        if ((RefuseQuery(context) ?? RefuseMissingKey(context, idempotencyKey) ?? IdempotencyHeader.RefuseMalformed(context, idempotencyKey)) is { } refusal)
        {
            return refusal;
        }

        using var slot = slots.Uploads.TryTake();
        return slot is null ? RefuseBusy(context) : await RefuseFaultyFiles(context, async () =>
        {
            await using var file = await RequestFile.OpenAsync(context, intake.Limits);
            var (outcome, batch) = await intake.ReceiveAsync(file, Caller.Of(context), idempotencyKey!, context.RequestAborted);
            return IdempotencyHeader.Settle(context, outcome, $"for another file or another ?{RequestFile.MapName}: it belongs to batch {batch.Id}") ?? Accept(context, batch);
        });
    }

    internal static async Task<IResult> Preview(
        HttpContext context, BatchLook look, BatchIntake intake, BatchSlots slots,
        [FromQuery(Name = RequestFile.MapName), Description("theirs:ours takes their column for ours; may be given several times")] string[]? map)
    {
        if (RefuseQuery(context) is { } refusal)
        {
            return refusal;
        }

        using var slot = slots.Uploads.TryTake();
        return slot is null ? RefuseBusy(context) : await RefuseFaultyFiles(context, async () =>
        {
            await using var file = await RequestFile.OpenAsync(context, intake.Limits, isComplete: false);
            return Results.Json(await look.TakeAsync(file, Caller.Of(context).Tenant, context.RequestAborted), JsonFormat.Options);
        });
    }

    internal static async Task<IResult> List(
        HttpContext context, BatchStore store,
        [FromQuery(Name = LimitName), ParameterShape(Least = 1, Most = MaxPage), Description("50 when absent")] string? limit, [FromQuery(Name = CursorName), Description("next of the page before")] string? cursor)
    {
        if ((ReadLimit(context, limit, out var count) ?? QueryNames.RefuseUnknown(context, LimitName, CursorName)) is { } refusal)
        {
            return refusal;
        }

        if (cursor is not null && BatchCursor.Parse(cursor) is null)
        {
            return RefuseCursor(context);
        }

        var rows = await store.ListAsync(Caller.Of(context).Tenant, count, cursor is null ? null : BatchCursor.Parse(cursor), context.RequestAborted);
        return Results.Json(new BatchPage
        {
            Items = [.. rows.Take(count).Select(BatchResponse.Of)],
            Next = rows.Count > count ? BatchCursor.Of(rows[count - 1].CreatedAt, rows[count - 1].Id) : null,
        }, JsonFormat.Options);
    }

    internal static async Task<IResult> Get(HttpContext context, BatchStore store, Guid id) =>
        QueryNames.RefuseUnknown(context) ?? await AnswerAsync(context, store, id, 200);

    internal static async Task<IResult> ListErrors(
        HttpContext context, BatchStore store, BatchErrors errors, Guid id,
        [FromQuery(Name = LimitName), ParameterShape(Least = 1, Most = MaxPage), Description("50 when absent")] string? limit, [FromQuery(Name = CursorName), Description("next of the page before")] string? cursor)
    {
        if ((ReadLimit(context, limit, out var count) ?? QueryNames.RefuseUnknown(context, LimitName, CursorName)) is { } refusal)
        {
            return refusal;
        }

        if (!int.TryParse(cursor ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            return RefuseCursor(context);
        }

        return await store.FindAsync(Caller.Of(context).Tenant, id, context.RequestAborted) is { } batch
            ? Results.Json(await errors.ListAsync(batch, after, count, context.RequestAborted), JsonFormat.Options)
            : NotFound(context);
    }

    internal static async Task<IResult> Cancel(HttpContext context, BatchStore store, TimeProvider clock, Guid id)
    {
        var caller = Caller.Of(context);
        return await store.CancelAsync(caller.Tenant, id, caller.Actor, BatchIds.New(clock), context.RequestAborted) switch
        {
            ChangeOutcome.Absent => NotFound(context),
            ChangeOutcome.Refused => Problems.Refuse(context, 409, "The batch has come to its end: there is nothing to cancel.", "batchFinished"),
            _ => await AnswerAsync(context, store, id, 200),
        };
    }

    internal static async Task<IResult> Rerun(
        HttpContext context, BatchStore store, WorkSignal signal, TimeProvider clock, Guid id,
        [FromHeader(Name = IdempotencyHeader.Name), Description("A name of your own for this rerun: sent again with it, the rows are screened again once")] string? idempotencyKey)
    {
        if (IdempotencyHeader.RefuseMalformed(context, idempotencyKey) is { } refusal)
        {
            return refusal;
        }

        var caller = Caller.Of(context);
        var outcome = await store.ReopenAsync(new BatchName(caller.Tenant, id), caller.Actor, idempotencyKey, BatchIds.New(clock), context.RequestAborted);
        signal.Set();
        if (outcome == ChangeOutcome.Unchanged)
        {
            IdempotencyHeader.Settle(context, StoreOutcome.Replayed);
        }

        return outcome switch
        {
            ChangeOutcome.Absent => NotFound(context),
            ChangeOutcome.Refused => await RefuseRerunAsync(context, store, id),
            _ => await AnswerAsync(context, store, id, 202),
        };
    }

    internal static IResult NotFound(HttpContext context) => Problems.NotFound(context, "batch with this id");

    internal static IResult RefuseBusy(HttpContext context) =>
        Problems.Refuse(context, 503, "As many files as this service takes at a time are being received. Try again shortly, with the same Idempotency-Key.", "tooManyUploads");

    /// <summary>Every way in which a file can be refused, as a problem.</summary>
    internal static async Task<IResult> RefuseFaultyFiles(HttpContext context, Func<Task<IResult>> handle)
    {
        try
        {
            return await handle();
        }
        catch (InputFileException fault)
        {
            return Problems.Refuse(context, fault.Status, fault.Message, fault.Code);
        }
        catch (UploadLostException)
        {
            return Problems.Refuse(context, 409, "The upload was canceled, or taken over by another request with the same key.", "uploadLost");
        }
    }

    /// <summary>Their columns may be many, so the parameter may be.</summary>
    internal static IResult? RefuseQuery(HttpContext context)
    {
        var unknown = context.Request.Query.Keys.FirstOrDefault(k => k != RequestFile.MapName);
        return unknown is null ? null : QueryNames.RefuseUnknown(context, RequestFile.MapName);
    }

    private static IResult? RefuseMissingKey(HttpContext context, string? key) => key is not null ? null
        : Problems.Refuse(context, 400, $"{IdempotencyHeader.Name}: found none, expected one of your own making: sent again with it, the same file is taken once.", "missingIdempotencyKey");

    private static async Task<IResult> RefuseRerunAsync(HttpContext context, BatchStore store, Guid id)
    {
        var batch = await store.FindAsync(Caller.Of(context).Tenant, id, context.RequestAborted);
        var way = batch?.State == BatchStates.Canceled ? $" Send the file again under another {IdempotencyHeader.Name}." : "";
        return Problems.Refuse(context, 409, $"Only a batch in the state failed has rows that can be screened again; this one is {batch?.State}.{way}", "batchNotFailed");
    }

    private static IResult Accept(HttpContext context, BatchRow batch)
    {
        context.Response.Headers.Location = LocationOf(batch.Id);
        return Results.Json(BatchResponse.Accepted(batch), JsonFormat.Options, statusCode: 202);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, BatchStore store, Guid id, int status)
    {
        if (await store.FindAsync(Caller.Of(context).Tenant, id, context.RequestAborted) is not { } batch)
        {
            return NotFound(context);
        }

        if (status == StatusCodes.Status202Accepted)
        {
            context.Response.Headers.Location = LocationOf(id);
        }

        return Results.Json(BatchResponse.Of(batch), JsonFormat.Options, statusCode: status);
    }

    private static string LocationOf(Guid id) => $"/v1/batches/{id}";

    private static IResult RefuseCursor(HttpContext context) =>
        Problems.Invalid(context, [new FieldError { Pointer = "?" + CursorName, Code = "invalidCursor", Detail = "found no cursor of this list, expected next of the page before" }]);

    private static IResult? ReadLimit(HttpContext context, string? text, out int limit)
    {
        limit = 50;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxPage) ? null
            : Problems.Invalid(context, [new FieldError { Pointer = "?" + LimitName, Code = "outOfRange", Detail = $"found '{Found.Short(text)}', expected 1 to {MaxPage}" }]);
    }
}
