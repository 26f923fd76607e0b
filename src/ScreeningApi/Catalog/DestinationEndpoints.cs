using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;

namespace ScreeningApi.Catalog;

internal static class DestinationEndpoints
{
    private const string AsOfName = "asOf";

    public static IEndpointRouteBuilder MapDestinations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/destinations").WithTags("Reference").RequireAuthorization(Scopes.Screen).WithProblems(400, 401, 403, 500, 503);
        group.MapGet("", List).WithName("listDestinations").WithSummary("Lists all countries and regions with their risk").Produces<DestinationList>();
        group.MapGet("/{country}", Get).WithName("getDestination").WithSummary("Gives what is known about a country or region on a date, with citations")
            .Produces<DestinationDetail>().WithProblems(404);
        return routes;
    }

    internal static IResult List(
        HttpContext context, SnapshotHolder snapshots, TimeProvider clock, [FromQuery(Name = AsOfName), Description("A date; today (UTC) when absent")] string? asOf)
    {
        if ((ReadDate(context, asOf, clock, out var date) ?? QueryNames.RefuseUnknown(context, AsOfName)) is { } refusal)
        {
            return refusal;
        }

        var table = snapshots.Current.Destinations;
        return Results.Json(new DestinationList { Table = table.Version, AsOf = date, Items = [.. table.Places.Select(p => DestinationItem.Of(p, date))] }, JsonFormat.Options);
    }

    internal static IResult Get(
        HttpContext context, SnapshotHolder snapshots, TimeProvider clock, string country,
        [FromQuery(Name = AsOfName), Description("A date; today (UTC) when absent")] string? asOf)
    {
        if ((ReadDate(context, asOf, clock, out var date) ?? QueryNames.RefuseUnknown(context, AsOfName)) is { } refusal)
        {
            return refusal;
        }

        var table = snapshots.Current.Destinations;
        return table.Countries.Resolve(country).Code is { } code && table.Find(code.Text) is { } place
            ? Results.Json(DestinationDetail.Of(place, table.Version, date, snapshots.Current.Licenses), JsonFormat.Options)
            : Problems.NotFound(context, "country or region of this code or name");
    }

    private static IResult? ReadDate(HttpContext context, string? text, TimeProvider clock, out DateOnly date)
    {
        date = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return text is null || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) ? null
            : Problems.Refuse(context, 400, $"?asOf: {NoDate(text)}", errors: [new FieldError { Pointer = "?asOf", Code = "invalidDate", Detail = NoDate(text) }]);
    }

    private static string NoDate(string text) => $"found '{text[..Math.Min(text.Length, 40)]}', expected a date such as 2026-11-23";
}
