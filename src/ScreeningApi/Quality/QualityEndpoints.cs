using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;

namespace ScreeningApi.Quality;

internal static class QualityEndpoints
{
    private const string MissesName = "misses";
    private const int MaxMisses = 50;

    public static IEndpointRouteBuilder MapQuality(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/quality").WithTags("Reference").RequireAuthorization(Scopes.Screen).WithProblems(400, 401, 403, 500, 503);
        group.MapGet("", Get).WithName("getQuality").WithSummary("Says how often the active rules are right on the labelled corpus, by category and language")
            .Produces<QualityResponse>().WithProblems(422);
        return routes;
    }

    internal static async Task<IResult> Get(
        HttpContext context, SnapshotHolder snapshots, QualityHolder quality,
        [FromQuery(Name = MissesName), Description("0 to 50: how many of the worst misses to list; none when absent")] string? misses)
    {
        if (QueryNames.RefuseUnknown(context, MissesName) is { } refusal)
        {
            return refusal;
        }

        var most = 0;
        if (misses is not null && !(int.TryParse(misses, NumberStyles.None, CultureInfo.InvariantCulture, out most) && most <= MaxMisses))
        {
            var detail = $"found '{misses[..Math.Min(misses.Length, 40)]}', expected 0 to {MaxMisses}";
            return Problems.Invalid(context, [new FieldError { Pointer = "?" + MissesName, Code = "outOfRange", Detail = detail }]);
        }

        return Results.Json(QualityResponse.Of(await quality.GetAsync(snapshots.Current, context.RequestAborted), most), JsonFormat.Options);
    }
}
