using System.ComponentModel;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Screening.Engine.Parties.Ownership;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;

namespace ScreeningApi.Ownership;

internal static class OwnershipEndpoints
{
    private const string LimitName = "limit", CursorName = "cursor";
    private const int DefaultLimit = 50, MaxLimit = 200, MaxShown = 40, MaxRemarks = 100;

    public static IEndpointRouteBuilder MapOwnership(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/ownership").WithTags("Watchlists").WithProblems(400, 401, 403, 500, 503);
        group.MapPut("", Replace).WithName("replaceOwnership").WithSummary("Replaces the tenant's table of who owns whom, a file of comma-separated values").RequireAuthorization(Scopes.Rules)
            .WithDescription("Columns: owned or owned_list and owned_entry, owner or owner_list and owner_entry, share (0 to 1, or with %, empty where not known), source, as_of. A table with only a header empties it.")
            .TakesFiles("text/csv").Produces<OwnershipResponse>().WithProblems(413, 415, 422);
        group.MapGet("", Get).WithName("getOwnership").WithSummary("Says which table of owners is in use").RequireAuthorization(Scopes.Screen).Produces<OwnershipResponse>();
        group.MapGet("/rows", ListRows).WithName("listOwnershipRows").WithSummary("Gives the rows of the table of owners that is in use").RequireAuthorization(Scopes.Screen)
            .Produces<OwnershipPage>().WithProblems(422);
        return routes;
    }

    internal static async Task<IResult> Replace(HttpContext context, OwnershipStore store, OwnershipHolder holder, TimeProvider clock)
    {
        if ((QueryNames.RefuseUnknown(context) ?? RefuseMedia(context)) is { } refusal)
        {
            return refusal;
        }

        if (await ReadBytesAsync(context) is not { } bytes)
        {
            return Problems.Refuse(context, StatusCodes.Status413PayloadTooLarge, $"Found more than {RequestBody.MaxBytes} bytes, expected at most that.");
        }

        var csv = OwnershipCsv.Read(bytes);
        if (csv.Errors.Count > 0)
        {
            return Problems.Invalid(context, csv.Errors);
        }

        OwnershipTable.Compile([.. csv.Rows.Select(r => r.ToRow())], out _, out var remarks);
        var caller = Caller.Of(context);
        var stored = await store.ReplaceAsync(new OwnershipVersionRow
        {
            TenantId = caller.Tenant, Id = Guid.CreateVersion7(clock.GetUtcNow()), CreatedBy = caller.Actor, Digest = SHA256.HashData(bytes),
            Remarks = JsonSerializer.Serialize(remarks.Take(MaxRemarks).Select(r => new OwnershipRemark { Owned = r.Where, Detail = r.Message }), JsonFormat.Options),
        }, csv.Rows, context.RequestAborted);
        await holder.RefreshAsync(context.RequestAborted);
        return Results.Json(OwnershipResponse.Of(stored), JsonFormat.Options);
    }

    internal static async Task<IResult> Get(HttpContext context, OwnershipStore store) => QueryNames.RefuseUnknown(context)
        ?? Results.Json(OwnershipResponse.Of(await store.FindCurrentAsync(Caller.Of(context).Tenant, context.RequestAborted)), JsonFormat.Options);

    internal static async Task<IResult> ListRows(
        HttpContext context, OwnershipStore store,
        [FromQuery(Name = LimitName), ParameterShape(Least = 1, Most = MaxLimit), Description("50 when absent")] string? limit,
        [FromQuery(Name = CursorName), Description("What the page before gave as next")] string? cursor)
    {
        if (QueryNames.RefuseUnknown(context, LimitName, CursorName) is { } refusal)
        {
            return refusal;
        }

        if (!TryRead(limit, MaxLimit, DefaultLimit, out var most) || most == 0)
        {
            return Invalid(context, LimitName, limit!, $"1 to {MaxLimit}");
        }

        // The page before belongs to a version: another upload must not be read on in the middle.
        var at = cursor?.Split('-') ?? ["0", "0"];
        if (at.Length != 2 || !TryRead(at[0], int.MaxValue, 0, out var seq) || !TryRead(at[1], int.MaxValue, 0, out var after))
        {
            return Invalid(context, CursorName, cursor!, "the next of the page before");
        }

        var tenant = Caller.Of(context).Tenant;
        seq = seq > 0 ? seq : (await store.FindCurrentAsync(tenant, context.RequestAborted))?.Seq ?? 0;
        var rows = await store.ListRowsAsync(tenant, seq, after, most, context.RequestAborted);
        return Results.Json(new OwnershipPage
        {
            Items = [.. rows.Take(most).Select(OwnershipItem.Of)], Next = rows.Count > most ? string.Create(CultureInfo.InvariantCulture, $"{seq}-{rows[most - 1].RowNo}") : null,
        }, JsonFormat.Options);
    }

    private static bool TryRead(string? text, int most, int otherwise, out int number)
    {
        number = otherwise;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most);
    }

    private static IResult Invalid(HttpContext context, string name, string text, string expected) => Problems.Invalid(
        context, [new FieldError { Pointer = "?" + name, Code = "invalidValue", Detail = $"found '{(text.Length <= MaxShown ? text : text[..MaxShown])}', expected {expected}" }]);

    private static IResult? RefuseMedia(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding.ToString() is not ("" or "identity"))
        {
            return Problems.Refuse(context, StatusCodes.Status415UnsupportedMediaType, "Found a Content-Encoding, expected the body uncompressed.", "unsupportedEncoding");
        }

        return request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() is "text/csv" or "application/csv" or "text/plain" or "application/octet-stream" ? null
            : Problems.Refuse(context, StatusCodes.Status415UnsupportedMediaType, $"Found {(string.IsNullOrEmpty(request.ContentType) ? "no Content-Type" : "another Content-Type")}, expected text/csv.");
    }

    /// <summary>Null when there is more than is taken; what is too much is read all the same, up to the server's own bound, so that the answer is seen.</summary>
    private static async Task<byte[]?> ReadBytesAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        var (chunk, isTooLarge) = (new byte[64 * 1024], context.Request.ContentLength > RequestBody.MaxBytes);
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            isTooLarge |= buffer.Length + read > RequestBody.MaxBytes;
            if (!isTooLarge)
            {
                buffer.Write(chunk, 0, read);
            }
        }

        return isTooLarge ? null : buffer.ToArray();
    }
}
