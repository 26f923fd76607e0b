using Screening.Engine;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Intake;
using ScreeningApi.Reference;

namespace ScreeningApi.Licensing;

internal static class LicenseEndpoints
{
    /// <summary>Where a fault of the one line stands in the shipment that the request becomes.</summary>
    private const string LinePointer = "/lines/0";

    public static IEndpointRouteBuilder MapLicenses(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Licenses").RequireAuthorization(Scopes.Screen).WithProblems(400, 401, 403, 500, 503);
        group.MapPost("/license-determinations", Determine).WithName("determineLicenses").WithSummary("Tells whether an item needs a license under United States, European Union and United Kingdom law, step by step")
            .WithDescription("Nothing is stored. An answer of unknown says in its questions what would settle it; notRequired is never said on a fact that is missing or unverified.")
            .Accepts<LicenseRequest>("application/json").Produces<LicenseResponse>().WithProblems(413, 415, 422);
        group.MapGet("/circumstances", ListCircumstances).WithName("listCircumstances").WithSummary("Lists what can be declared about a transaction").Produces<CircumstanceList>();
        return routes;
    }

    internal static async Task<IResult> Determine(HttpContext context, SnapshotHolder snapshots, TimeProvider clock)
    {
        if (QueryNames.RefuseUnknown(context) is { } refusal)
        {
            return refusal;
        }

        var body = await RequestBody.ReadAsync<LicenseRequest>(context);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        var snapshot = snapshots.Current;
        var request = body.Value!;
        var shipment = ShipmentReader.Read(request.ToShipment(), snapshot, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), out var errors);
        if (string.IsNullOrWhiteSpace(request.Eccn) && string.IsNullOrWhiteSpace(request.HsCode))
        {
            errors = [.. errors.Where(e => e.Pointer != LinePointer), new FieldError { Pointer = "", Code = "missing", Detail = "found neither eccn nor hsCode, expected at least one" }];
        }

        return errors.Count > 0 || shipment is null
            ? Problems.Invalid(context, [.. errors.Select(e => e.Pointer.StartsWith(LinePointer, StringComparison.Ordinal) ? e with { Pointer = e.Pointer[LinePointer.Length..] } : e)])
            : Results.Json(LicenseResponse.Of(ScreeningEngine.DetermineLicenses(shipment, snapshot), shipment.DecisiveDate, snapshot), JsonFormat.Options);
    }

    internal static IResult ListCircumstances(HttpContext context, SnapshotHolder snapshots) =>
        QueryNames.RefuseUnknown(context) ?? Results.Json(new CircumstanceList
        {
            RuleSet = snapshots.Current.Rules.Version,
            Items = [.. snapshots.Current.Licenses.Document.Circumstances.Select(CircumstanceItem.Of)],
        }, JsonFormat.Options);
}
