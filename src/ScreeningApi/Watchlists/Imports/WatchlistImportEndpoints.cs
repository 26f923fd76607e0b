using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Storage;
using ScreeningApi.Watchlists.Downloads;

namespace ScreeningApi.Watchlists.Imports;

internal static class WatchlistImportEndpoints
{
    private const int MaxText = 500;

    private static readonly string[] Media = ["text/csv", "application/json", "application/xml", "text/plain", "application/zip", "application/octet-stream", FileBody.Form];

    public static IEndpointRouteBuilder MapWatchlistImports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/watchlists/{code}").WithTags("Watchlists").RequireAuthorization(Scopes.Admin).WithProblems(400, 401, 403, 404, 409, 413, 415, 422, 500, 503);
        group.MapPost("/imports", Import).WithName("importWatchlist").WithSummary("Takes a version of a list; puts it to use, or into quarantine where something speaks against it")
            .WithDescription("The list is the body, as it was published, or the files of a form where it consists of several; compressed with gzip if the client likes. JSON without format names an address instead, on a host that the configuration allows. Lists that serve every tenant are the operator's to import; a tenant imports lists of its own, whose codes begin with OWN-.")
            .TakesLists(Media).Produces<WatchlistImportItem>(201);
        group.MapPost("/imports/{seq:int}/release", Release).WithName("releaseWatchlistImport").WithSummary("Puts a quarantined import to use, on a person's word")
            .Accepts<WatchlistReleaseRequest>("application/json").Produces<WatchlistImportItem>();
        group.MapPost("/overrides", Override).WithName("overrideWatchlist").WithSummary("Goes on with a stale list for a while; results say so, and never come without a finding")
            .Accepts<WatchlistOverrideRequest>("application/json").Produces<WatchlistOverrideItem>(201);
        return routes;
    }

    internal static async Task<IResult> Import(
        HttpContext context, WatchlistDesk desk, WatchlistIntake intake, string code,
        [FromQuery(Name = ImportQuery.FormatName), Description("The format of the file; the one that the list is published in when absent")] string? format,
        [FromQuery(Name = ImportQuery.HashName), Description("SHA-256 that the file must have, in hexadecimal")] string? sha256,
        [FromHeader(Name = IdempotencyHeader.Name), Description(IdempotencyHeader.Meaning)] string? idempotencyKey)
    {
        if (desk.Find(context, code, out var terms) is { } refusal)
        {
            return refusal;
        }

        var query = new ImportQuery(format, sha256);
        if ((query.Refuse(context, terms!) ?? IdempotencyHeader.RefuseMalformed(context, idempotencyKey)) is { } malformed)
        {
            return malformed;
        }

        using var place = intake.TryEnter();
        if (place is null)
        {
            return Problems.Refuse(context, 503, "As many lists as this service takes at a time are being received. Try again shortly, with the same Idempotency-Key.", "tooManyUploads");
        }

        try
        {
            using var incoming = await intake.ReadAsync(context, format is not null);
            var outcome = await desk.ImportAsync(context, terms!, incoming, (query, idempotencyKey));
            return IdempotencyHeader.Settle(context, outcome.Outcome) ?? await desk.AnswerAsync(context, outcome, 201);
        }
        catch (RefusedBodyException fault)
        {
            return fault.Refusal;
        }
        catch (IntakeRefusedException fault)
        {
            return Problems.Refuse(context, fault.Status, fault.Message, fault.Code);
        }
        catch (DownloadFaultException fault)
        {
            return Problems.Refuse(context, fault.IsPassing ? 503 : 422, fault.Message, fault.Code);
        }
    }

    internal static async Task<IResult> Release(
        HttpContext context, WatchlistDesk desk, WatchlistImportStore store, WatchlistImport import, string code, int seq,
        [FromHeader(Name = IdempotencyHeader.Name), Description(IdempotencyHeader.Meaning)] string? idempotencyKey)
    {
        if ((desk.Find(context, code, out var terms) ?? QueryNames.RefuseUnknown(context) ?? IdempotencyHeader.RefuseMalformed(context, idempotencyKey)) is { } refusal)
        {
            return refusal;
        }

        var body = await RequestBody.ReadAsync<WatchlistReleaseRequest>(context);
        if (body.Refusal is not null || CheckText(body.Value!.Reason) is { Count: > 0 })
        {
            return body.Refusal ?? Problems.Invalid(context, CheckText(body.Value!.Reason));
        }

        var caller = Caller.Of(context);
        var key = KeyOf(idempotencyKey, [.. Encoding.UTF8.GetBytes($"release {code}/{seq}\n"), .. body.Bytes]);
        var outcome = await store.ReleaseAsync(terms!.Key, seq, body.Value!.Reason!, new ImportOrder(import.NewId(), caller.Tenant, caller.Actor, key), context.RequestAborted);
        return IdempotencyHeader.Settle(context, outcome.Outcome)
            ?? (outcome.Row is null ? await desk.RefuseReleaseAsync(context, terms.Key, seq) : await desk.AnswerAsync(context, outcome, 200));
    }

    internal static async Task<IResult> Override(
        HttpContext context, WatchlistHolder lists, WatchlistCheckStore store, WatchlistImport import, IOptions<WatchlistOptions> options, string code,
        [FromHeader(Name = IdempotencyHeader.Name), Description(IdempotencyHeader.Meaning)] string? idempotencyKey)
    {
        if ((QueryNames.RefuseUnknown(context) ?? IdempotencyHeader.RefuseMalformed(context, idempotencyKey)) is { } refusal)
        {
            return refusal;
        }

        if (WatchlistEndpoints.Known(context, lists, code) is not { } status)
        {
            return WatchlistEndpoints.NotFound(context);
        }

        var body = await RequestBody.ReadAsync<WatchlistOverrideRequest>(context);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        if (Check(body.Value!, status, (int)options.Value.MaxOverride.TotalHours) is { Count: > 0 } errors)
        {
            return Problems.Invalid(context, errors);
        }

        var caller = Caller.Of(context);
        var row = new WatchlistOverrideRow { TenantId = caller.Tenant, Id = import.NewId(), List = code, Reason = body.Value!.Reason!, Actor = caller.Actor };
        var digest = SHA256.HashData([.. Encoding.UTF8.GetBytes($"override {code}\n"), .. body.Bytes]);
        var (outcome, stored) = await store.InsertOverrideAsync(row, TimeSpan.FromHours(body.Value.Hours!.Value), (KeyOf(idempotencyKey, digest), digest), context.RequestAborted);
        await lists.RefreshAsync(context.RequestAborted);
        return IdempotencyHeader.Settle(context, outcome) ?? Placed(context, stored!);
    }

    internal static IdempotencyKey? KeyOf(string? key, byte[] body) => key is null ? null : new IdempotencyKey(key, SHA256.HashData(body));

    private static IResult Placed(HttpContext context, WatchlistOverrideRow row)
    {
        context.Response.Headers.Location = $"/v1/watchlists/{row.List}";
        return Results.Json(WatchlistOverrideItem.Of(row), JsonFormat.Options, statusCode: 201);
    }

    private static List<FieldError> Check(WatchlistOverrideRequest request, WatchlistStatus status, int most)
    {
        var errors = CheckText(request.Reason);
        if (request.Hours is not { } hours || hours < 1 || hours > most)
        {
            errors.Add(new FieldError { Pointer = "/hours", Code = "outOfRange", Detail = $"found {(request.Hours is { } found ? PageQuery.Text(found) : "nothing")}, expected 1 to {most}" });
        }

        if (status.List is null)
        {
            errors.Add(new FieldError { Pointer = "", Code = "nothingInUse", Detail = "found no version of this list in use, expected one: an absent list cannot be gone on with" });
        }

        return errors;
    }

    private static List<FieldError> CheckText(string? text) =>
        text is { Length: >= 1 and <= MaxText } && !string.IsNullOrWhiteSpace(text) && !text.Contains('\0', StringComparison.Ordinal) ? []
            : [new FieldError { Pointer = "/reason", Code = "invalidValue", Detail = $"found {(text is null ? "nothing" : $"{text.Length} characters")}, expected 1 to {MaxText} characters, not only white space, none of them NUL" }];
}
