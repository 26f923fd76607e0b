using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Screening.Engine;
using Screening.Engine.Items;
using Screening.Engine.Parties;
using Screening.Engine.Scoring;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Intake;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Watchlists;

namespace ScreeningApi.Screenings;

internal static class ScreeningEndpoints
{
    private const string DryRunName = "dryRun";

    public static IEndpointRouteBuilder MapScreenings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/screenings").WithTags("Screenings").RequireAuthorization(Scopes.Screen).WithProblems(400, 401, 403, 500, 503);

        group.MapPost("", Screen).WithName("screenShipment").WithSummary("Screens one shipment and stores the result with its audit record")
            .WithDescription("With dryRun=true nothing is stored, and the answer is 200.")
            .Accepts<ScreeningRequest>("application/json").Produces<ScreeningResponse>(201).Produces<ScreeningResponse>().WithProblems(409, 413, 415, 422);
        group.MapGet("", List).WithName("listScreenings").WithSummary("Lists stored screenings, newest first")
            .Produces<ScreeningPage>().WithProblems(422);
        group.MapGet("/{id:guid}", Get).WithName("getScreening").WithSummary("Gives one stored screening")
            .Produces<ScreeningResponse>().WithProblems(404);
        group.MapGet("/{id:guid}/request", GetRequest).WithName("getScreeningRequest").WithSummary("Gives the request that was screened, as it was sent")
            .Produces<ScreeningRequest>().WithProblems(404);
        return routes;
    }

    internal static async Task<IResult> Screen(
        HttpContext context, ScreeningWriter writer, WatchlistHolder watchlists, ScreeningMemory memory, TimeProvider clock,
        [FromQuery(Name = DryRunName), Description("true: nothing is stored")] string? dryRun,
        [FromHeader(Name = IdempotencyHeader.Name), Description(IdempotencyHeader.Meaning)] string? idempotencyKey)
    {
        if (RefuseEnvelope(context, dryRun, idempotencyKey) is { } refusal)
        {
            return refusal;
        }

        var timing = new ServerTiming(clock);
        var (bytes, refused) = await RequestBody.ReadTextAsync(context);
        if (refused is not null)
        {
            return refused;
        }

        var (screened, refusedAs) = ScreenBody(context, bytes, (watchlists.SnapshotFor(Caller.Of(context).Tenant), memory), (clock, timing));
        if (screened is null)
        {
            return refusedAs!;
        }

        if (dryRun is "true" or "1")
        {
            var answer = PooledJson.Rent();
            ScreeningJson.WriteAnswer(answer, screened.Result, screened.Reference, screened.Shipment.DecisiveDate);
            return Answer(context, answer, 200, timing);
        }

        using var json = PooledJson.Rent();
        ScreeningJson.WriteResult(json, screened.Result);
        var row = Row(screened, json.Written.Span, Caller.Of(context), clock);
        var key = idempotencyKey is null ? null : new IdempotencyKey(idempotencyKey, SHA256.HashData(bytes));
        var (outcome, stored) = await writer.InsertAsync(row, key, context.RequestAborted);
        timing.Lap("store");
        return Answer(context, (outcome, stored), json.Written.Span, timing);
    }

    internal static async Task<IResult> List(HttpContext context, ScreeningStore store, SnapshotHolder snapshots, [AsParameters] ScreeningQuery query)
    {
        if (QueryNames.RefuseUnknown(context, ScreeningQuery.Names) is { } refusal)
        {
            return refusal;
        }

        if (query.Read(snapshots.Current.Destinations.Countries, out var errors) is not { } filter)
        {
            return Problems.Invalid(context, errors);
        }

        var rows = await store.ListAsync(Caller.Of(context).Tenant, filter, context.RequestAborted);
        return Results.Json(StoredScreening.Page(rows, filter.Limit), JsonFormat.Options);
    }

    internal static async Task<IResult> Get(HttpContext context, ScreeningStore store, Guid id) =>
        await store.FindAsync(Caller.Of(context).Tenant, id, context.RequestAborted) is { } row
            ? Results.Json(StoredScreening.Response(row), JsonFormat.Options)
            : Problems.NotFound(context, "screening with this id");

    internal static async Task<IResult> GetRequest(HttpContext context, ScreeningStore store, Guid id) =>
        await store.FindRequestAsync(Caller.Of(context).Tenant, id, context.RequestAborted) is { } request
            ? Results.Text(request, "application/json", System.Text.Encoding.UTF8)
            : Problems.NotFound(context, "screening with this id");

    /// <summary>The request and its result, or the answer that refuses it.</summary>
    private static (Screened? Screened, IResult? Refusal) ScreenBody(
        HttpContext context, byte[] body, (ScreeningSnapshot Snapshot, ScreeningMemory Memory) with, (TimeProvider Clock, ServerTiming Timing) time)
    {
        var known = with.Memory.Of(with.Snapshot);
        var today = DateOnly.FromDateTime(time.Clock.GetUtcNow().UtcDateTime);
        var (read, refusal) = Read(context, body, (with.Snapshot, known), today);
        using var sent = read;
        if (sent is null)
        {
            return (null, refusal);
        }

        if (!sent.Shipment.Parties.IsEmpty && with.Snapshot.Watchlists.IsRefused)
        {
            return (null, Problems.Refuse(context, 503, $"The parties cannot be screened: {with.Snapshot.Watchlists.Doubts()}.", "watchlistStale"));
        }

        time.Timing.Lap("parse");
        var result = sent.Screen(with.Snapshot, known);
        time.Timing.Lap("screen");
        return (new Screened(sent.Reference, body, sent.Shipment, result), null);
    }

    /// <summary>Straight from the bytes where that goes; else by way of the contract, which says what is wrong.</summary>
    private static (SentShipment? Sent, IResult? Refusal) Read(HttpContext context, byte[] body, (ScreeningSnapshot Snapshot, RememberedFacts Known) with, DateOnly today)
    {
        if (SentShipment.Read(body, with.Snapshot, with.Known, today) is { } sent)
        {
            return (sent, null);
        }

        var request = RequestBody.Parse<ScreeningRequest>(context, body);
        return request.Refusal is not null ? (null, request.Refusal)
            : ShipmentReader.Read(request.Value!, with.Snapshot, today, out var errors) is { } shipment ? (new SentShipment(request.Value!.Reference, shipment, new LineBuffer()), null)
            : (null, Problems.Invalid(context, errors));
    }

    /// <summary>What can be refused before the body is read.</summary>
    private static IResult? RefuseEnvelope(HttpContext context, string? dryRun, string? idempotencyKey)
    {
        if (QueryNames.RefuseUnknown(context, DryRunName) is { } refusal)
        {
            return refusal;
        }

        if (dryRun is not (null or "true" or "false" or "1" or "0"))
        {
            return Problems.Refuse(context, 400, "?dryRun: found another value, expected true or false", errors: [new FieldError { Pointer = "?dryRun", Code = "unknownValue", Detail = "found another value, expected true or false" }]);
        }

        return IdempotencyHeader.RefuseMalformed(context, idempotencyKey);
    }

    /// <param name="result">What was written of our own result: an answer that was given before is read back.</param>
    private static IResult Answer(HttpContext context, (StoreOutcome Outcome, ScreeningRow? Row) stored, ReadOnlySpan<byte> result, ServerTiming timing)
    {
        if (IdempotencyHeader.Settle(context, stored.Outcome) is { } refusal)
        {
            return refusal;
        }

        var row = stored.Row!;
        context.Response.Headers.Location = $"/v1/screenings/{row.Id}";
        var answer = PooledJson.Rent();
        if (stored.Outcome == StoreOutcome.Replayed)
        {
            JsonSerializer.Serialize(answer.Writer, StoredScreening.Response(row), JsonFormat.Options);
        }
        else
        {
            ScreeningJson.WriteAnswer(answer, row, result);
        }

        return Answer(context, answer, 201, timing);
    }

    private static PooledAnswer Answer(HttpContext context, PooledJson answer, int status, ServerTiming timing)
    {
        context.Response.Headers["Server-Timing"] = timing.ToString();
        return new PooledAnswer(answer, status);
    }

    private static ScreeningRow Row(Screened screened, ReadOnlySpan<byte> result, Caller caller, TimeProvider clock)
    {
        return new ScreeningRow
        {
            TenantId = caller.Tenant,
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            CreatedBy = caller.Actor,
            Reference = screened.Reference,
            DecisiveDate = screened.Shipment.DecisiveDate,
            Destination = screened.Shipment.Destination.Code?.Text ?? screened.Shipment.Destination.Sent,
            Verdict = EnumText<Verdict>.Of(screened.Result.Verdict).Value,
            RiskScore = screened.Result.RiskScore,
            RiskLevel = EnumText<RiskLevel>.Of(screened.Result.RiskLevel).Value,
            Categories = [.. screened.Result.Lines.SelectMany(l => l.Categories).Select(c => c.Code).Distinct().Order(StringComparer.Ordinal)],
            RuleSet = screened.Result.Versions.RuleSet,
            Destinations = screened.Result.Versions.Destinations,
            Policy = screened.Result.Versions.Policy,
            Engine = screened.Result.Versions.Engine,
            Request = screened.Body,
            ResultPacked = PackedResult.Pack(result),
            Digest = DigestOf(screened.Body, result),
            Parties = [.. screened.Shipment.Parties.Select(ScreenedOf)],
        };

        static ScreenedParty ScreenedOf(Party party) =>
            new(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(PartyKey.Of(party.Name))), party.Name, party.Country?.Code?.Text, party.Address, EnumText<PartyRole>.Of(party.Role).Value);
    }

    private static byte[] DigestOf(byte[] request, ReadOnlySpan<byte> result)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(request);
        hash.AppendData(result);
        return hash.GetHashAndReset();
    }

    private sealed record Screened(string? Reference, byte[] Body, Shipment Shipment, ScreeningResult Result);
}
