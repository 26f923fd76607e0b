using Screening.Engine;
using ScreeningApi.Reference;
using ScreeningApi.Storage;

namespace ScreeningApi.Hosting;

internal static class HealthEndpoints
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").AllowAnonymous().WithProblems(500);
        group.MapGet("/live", Live).WithName("getLiveness").WithSummary("Says that the process answers").Produces<Liveness>();
        group.MapGet("/ready", Ready).WithName("getReadiness").WithSummary("Says what works: everything, or dry runs only while the database is away").Produces<Readiness>();
        return routes;
    }

    internal static IResult Live() => Results.Json(new Liveness { Status = "live" }, JsonFormat.Options);

    // Stays 200 while the database is away: dry runs and reference data still work, and storing answers 503 by itself.
    internal static async Task<IResult> Ready(HttpContext context, SnapshotHolder snapshots, Database database)
    {
        var reachable = await database.IsReachableAsync(context.RequestAborted);
        return Results.Json(
            new Readiness { Status = reachable ? "ready" : "degraded", Database = reachable ? "reachable" : "unreachable", Versions = snapshots.Current.Versions }, JsonFormat.Options);
    }
}

/// <summary>The process answers.</summary>
public sealed record Liveness
{
    /// <summary>Always <c>live</c>.</summary>
    public required string Status { get; init; }
}

/// <summary>What works.</summary>
public sealed record Readiness
{
    /// <summary><c>ready</c>, or <c>degraded</c> while the database is away: dry runs work, storing answers 503.</summary>
    public required string Status { get; init; }

    /// <summary><c>reachable</c> or <c>unreachable</c>.</summary>
    public required string Database { get; init; }

    /// <summary>The versions in use.</summary>
    public required ScreeningVersions Versions { get; init; }
}
