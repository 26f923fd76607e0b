using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Screening.Engine;
using ScreeningApi.AccessKeys;
using ScreeningApi.Batches.Rows;
using ScreeningApi.Hosting;
using ScreeningApi.Watchlists;

namespace ScreeningApi.Batches;

internal static class StreamEndpoints
{
    public static IEndpointRouteBuilder MapStream(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/screenings").WithTags("Batches").RequireAuthorization(Scopes.Screen).WithProblems(400, 401, 403, 500, 503);
        group.MapPost("/stream", Screen).WithName("streamScreenings").WithSummary("Screens rows as they come and answers with each as it is done; stores nothing")
            .WithDescription("The answer flows while the upload still runs: a client must read while it sends. An answer that breaks off is not complete: its last row says why.")
            .TakesFiles("text/csv", "application/x-ndjson", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").Produces<string>(200, "text/csv").WithProblems(413, 415, 422);
        return routes;
    }

    internal static async Task<IResult> Screen(
        HttpContext context, WatchlistHolder watchlists, BatchIntake intake, BatchSlots slots, ScreeningMemory memory, TimeProvider clock,
        [FromQuery(Name = RequestFile.MapName), Description("theirs:ours takes their column for ours; may be given several times")] string[]? map)
    {
        if (BatchEndpoints.RefuseQuery(context) is { } refusal)
        {
            return refusal;
        }

        var slot = slots.Uploads.TryTake();
        if (slot is null)
        {
            return BatchEndpoints.RefuseBusy(context);
        }

        using (slot)
        {
            return await BatchEndpoints.RefuseFaultyFiles(context, async () =>
            {
                await using var file = await RequestFile.OpenAsync(context, intake.Limits with { SampleBytes = RowStream.SampleBytes });
                var snapshot = watchlists.SnapshotFor(Caller.Of(context).Tenant);
                var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
                var rows = new RowPipeline(file.Rows, file.Columns, () => new BlockScreening(snapshot, file.Columns, today, memory));
                using var answer = new RowStream(context, file, snapshot.Policy.FoundThreshold);
                await answer.RunAsync(rows);
                return Results.Empty;
            });
        }
    }
}
