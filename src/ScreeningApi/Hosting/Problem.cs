using System.Diagnostics;
using System.Text.Json.Serialization;

namespace ScreeningApi.Hosting;

/// <summary>Why a request was not carried out (RFC 9457).</summary>
public sealed record Problem
{
    /// <summary>A URI that names the kind of problem; it does not lead anywhere.</summary>
    public required string Type { get; init; }

    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What went wrong this time.</summary>
    public required string Detail { get; init; }

    /// <summary>Stable code for programs.</summary>
    public required string Code { get; init; }

    /// <summary>Names this request in the logs.</summary>
    public required string TraceId { get; init; }

    /// <summary>One entry for each fault in the request; absent when there is no single place.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldError>? Errors { get; init; }
}

/// <summary>A fault in the request, and where.</summary>
public sealed record FieldError
{
    /// <summary>JSON pointer (RFC 6901) into the request body, or <c>?name</c> for a query parameter.</summary>
    public required string Pointer { get; init; }

    /// <summary>Stable code for programs.</summary>
    public required string Code { get; init; }

    /// <summary>What was found and what was expected.</summary>
    public required string Detail { get; init; }
}

/// <summary>Makes problems; all of the service's error answers come from here.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    /// <summary>Seconds after which a caller may try again while the database is away.</summary>
    private const string RetryAfterSeconds = "2";

    private static readonly Dictionary<int, (string Code, string Title)> Kinds = new()
    {
        [400] = ("malformedRequest", "The request cannot be read"),
        [401] = ("unauthenticated", "No valid key was sent"),
        [403] = ("forbidden", "The key does not allow this"),
        [404] = ("notFound", "There is no such thing"),
        [405] = ("methodNotAllowed", "The path does not take this method"),
        [408] = ("requestTimeout", "The request took too long to arrive"),
        [409] = ("conflict", "The request conflicts with another"),
        [413] = ("bodyTooLarge", "The request body is too large"),
        [415] = ("unsupportedMediaType", "The media type is not supported"),
        [422] = ("invalidRequest", "Some values of the request cannot be used"),
        [429] = ("tooManyRequests", "Too many requests"),
        [431] = ("headersTooLarge", "The request headers are too large"),
        [500] = ("internalError", "The service failed"),
        [503] = ("unavailable", "The service cannot do this now"),
    };

    public static Problem Make(HttpContext context, int status, string detail, string? code = null, IReadOnlyList<FieldError>? errors = null)
    {
        var kind = Kinds.GetValueOrDefault(status, ("httpError", "The request failed"));
        return new Problem
        {
            Type = $"urn:screeningapi:problem:{code ?? kind.Item1}",
            Title = kind.Item2,
            Status = status,
            Detail = detail,
            Code = code ?? kind.Item1,
            TraceId = Activity.Current?.Id ?? context.TraceIdentifier,
            Errors = errors,
        };
    }

    /// <summary>The answer of a handler that refuses.</summary>
    public static IResult Refuse(HttpContext context, int status, string detail, string? code = null, IReadOnlyList<FieldError>? errors = null)
    {
        if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        return Results.Json(Make(context, status, detail, code, errors), JsonFormat.Options, ContentType, status);
    }

    public static IResult Invalid(HttpContext context, IReadOnlyList<FieldError> errors) => Refuse(
        context, StatusCodes.Status422UnprocessableEntity, errors.Count == 1 ? $"{errors[0].Pointer}: {errors[0].Detail}" : $"{errors.Count} fields are not as they must be.", errors: errors);

    public static IResult NotFound(HttpContext context, string what) => Refuse(context, StatusCodes.Status404NotFound, $"There is no {what}.");
}
