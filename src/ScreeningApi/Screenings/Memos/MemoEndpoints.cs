using System.ComponentModel;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Intake;

namespace ScreeningApi.Screenings.Memos;

internal static class MemoEndpoints
{
    private const string FormatName = "format";
    private const string LineName = "line";

    /// <summary>The texts in a memo come from outside: even if one got through as markup, a browser would load and run nothing for it.</summary>
    private const string ContentPolicy = "default-src 'none'; style-src 'unsafe-inline'";

    public static IEndpointRouteBuilder MapMemos(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/screenings").WithTags("Screenings").RequireAuthorization(Scopes.Screen).WithProblems(400, 401, 403, 500, 503);
        group.MapGet("/{id:guid}/memo", Get).WithName("getScreeningMemo").WithSummary("Gives a memo of each line to be filed: facts, verdict, licenses step by step, exceptions, open questions, versions")
            .WithDescription("Made from what was stored, and not screened again. HTML, one page A4 for a line of a usual shipment, or Markdown: as format says, else as Accept does.")
            .Produces<string>(200, MemoFormat.HtmlType, MemoFormat.MarkdownType).WithProblems(404);
        return routes;
    }

    internal static async Task<IResult> Get(
        HttpContext context, ScreeningStore store, Guid id,
        [FromQuery(Name = FormatName), ParameterShape(OneOf = MemoFormat.HtmlName + "|" + MemoFormat.MarkdownName), Description("html or md; when absent, md is given to a client whose Accept names text/markdown before text/html")] string? format,
        [FromQuery(Name = LineName), ParameterShape(Least = 1, Most = Limits.LineNo), Description("number of the only line that is wanted; all when absent, each on a page of its own")] string? line)
    {
        if (QueryNames.RefuseUnknown(context, FormatName, LineName) is { } refusal)
        {
            return refusal;
        }

        if (MemoFormat.Choose(format, context.Request) is not { } form)
        {
            return Refuse(context, FormatName, format!, $"{MemoFormat.HtmlName} or {MemoFormat.MarkdownName}");
        }

        var lineNo = 0;
        if (line is not null && !(int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out lineNo) && lineNo > 0))
        {
            return Refuse(context, LineName, line, "the number of a line");
        }

        return await store.FindWithRequestAsync(Caller.Of(context).Tenant, id, context.RequestAborted) is { } row
            ? Answer(context, MemoSource.Of(row), form, line is null ? null : lineNo)
            : Problems.NotFound(context, "screening with this id");
    }

    private static IResult Answer(HttpContext context, MemoSource source, MemoFormat form, int? lineNo)
    {
        if (lineNo is not null && source.Screening.Lines.All(l => l.LineNo != lineNo))
        {
            return Problems.NotFound(context, "line with this number in the screening");
        }

        context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.Vary = "Accept";
        context.Response.Headers.ContentDisposition = $"inline; filename=\"memo-{source.Screening.Id}.{form.Name}\"";
        return Results.Stream(body => WriteAsync(body, form.Write(MemoPages.Of(source, lineNo)), context.RequestAborted), $"{form.MediaType}; charset=utf-8");
    }

    /// <summary>A page at a time: a shipment of 1,000 lines is a thick file.</summary>
    private static async Task WriteAsync(Stream body, IEnumerable<string> parts, CancellationToken cancellation)
    {
        foreach (var part in parts)
        {
            await body.WriteAsync(Encoding.UTF8.GetBytes(part), cancellation);
        }
    }

    private static IResult Refuse(HttpContext context, string name, string found, string expected)
    {
        var detail = $"found '{found[..Math.Min(found.Length, 40)]}', expected {expected}";
        return Problems.Refuse(context, StatusCodes.Status400BadRequest, $"?{name}: {detail}", errors: [new FieldError { Pointer = "?" + name, Code = "unknownValue", Detail = detail }]);
    }
}
