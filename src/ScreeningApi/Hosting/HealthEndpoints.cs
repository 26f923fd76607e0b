using System.Collections.Immutable;
using Screening.Engine;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Watchlists;

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
    internal static async Task<IResult> Ready(HttpContext context, SnapshotHolder snapshots, WatchlistHolder lists, Database database)
    {
        var reachable = await database.IsReachableAsync(context.RequestAborted);
        var watchlists = lists.SharedStatus().ToList();
        return Results.Json(new Readiness
        {
            Status = reachable && !watchlists.Any(s => s.NeedsAttention) ? "ready" : "degraded",
            Database = reachable ? "reachable" : "unreachable",
            Versions = snapshots.Current.Versions with { Watchlists = watchlists.Where(s => s.List is not null).ToImmutableSortedDictionary(s => s.Terms.Key.List, s => s.List!.Version, StringComparer.Ordinal) },
            Watchlists = [.. watchlists.Select(WatchlistReadiness.Of)],
        }, JsonFormat.Options);
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
    /// <summary>
    /// <c>ready</c>, or <c>degraded</c>: while the database is away (dry runs work, storing answers 503), while a list of restricted parties is
    /// stale or an import of one is quarantined, or while one that must be there is absent.
    /// </summary>
    public required string Status { get; init; }

    /// <summary><c>reachable</c> or <c>unreachable</c>.</summary>
    public required string Database { get; init; }

    /// <summary>The versions in use.</summary>
    public required ScreeningVersions Versions { get; init; }

    /// <summary>The lists of restricted parties that serve every tenant.</summary>
    public required IReadOnlyList<WatchlistReadiness> Watchlists { get; init; }
}

/// <summary>How far a list of restricted parties can be relied on.</summary>
public sealed record WatchlistReadiness
{
    public required string Code { get; init; }
    public required WatchlistFreshness State { get; init; }

    /// <summary>Whether this installation must have it.</summary>
    public required bool Required { get; init; }

    /// <summary>The version in use; null when none is.</summary>
    public required string? Version { get; init; }

    /// <summary>Hours since it was last found current; null when it never was.</summary>
    public required double? Age { get; init; }

    /// <summary>Whether an import waits for a person.</summary>
    public required bool Quarantined { get; init; }

    internal static WatchlistReadiness Of(WatchlistStatus status) => new()
    {
        Code = status.Terms.Key.List,
        State = status.State,
        Required = status.Terms.IsRequired,
        Version = status.List?.Version,
        Age = status.Age is { } age ? Math.Round(age.TotalHours, 2) : null,
        Quarantined = status.Quarantined is not null,
    };
}
