using ScreeningApi.Storage;

namespace ScreeningApi.Hosting;

/// <summary>Turns whatever goes wrong into a problem document. Nothing of the request's content is logged.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            await WriteBareStatusAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: there is nobody to answer.
        }
        catch (DatabaseUnavailableException fault) when (!context.Response.HasStarted)
        {
            log.LogWarning("The database is away: {Reason}", fault.GetBaseException().Message);
            await WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable,
                "The database is not available. Try again shortly, with the same Idempotency-Key: whether a commit under way was carried out is not known.", "databaseUnavailable");
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, fault.StatusCode, fault.Message);
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            log.LogError(fault, "Request failed");
            await WriteAsync(context, StatusCodes.Status500InternalServerError, "An unexpected fault; the trace id names it in the log.");
        }
    }

    /// <summary>Routing and authentication answer with a status alone.</summary>
    private static Task WriteBareStatusAsync(HttpContext context)
    {
        var response = context.Response;
        var isBare = !response.HasStarted && response.StatusCode >= 400 && response.ContentType is null && response.ContentLength is null or 0;
        if (!isBare)
        {
            return Task.CompletedTask;
        }

        // Its headers stay: Allow, WWW-Authenticate.
        response.ContentLength = null;
        return Problems.Refuse(context, response.StatusCode, Explain(context)).ExecuteAsync(context);
    }

    private static string Explain(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized => "Send a valid key in the header X-Api-Key.",
        StatusCodes.Status403Forbidden => "The key is valid, but its scopes do not include this.",
        StatusCodes.Status404NotFound => "Nothing answers at this path.",
        StatusCodes.Status405MethodNotAllowed => $"Found {context.Request.Method}, expected {context.Response.Headers.Allow}.",
        StatusCodes.Status415UnsupportedMediaType => $"Found {(string.IsNullOrEmpty(context.Request.ContentType) ? "no Content-Type" : "another Content-Type")}, expected one that this path takes: application/json, or for a table text/csv.",
        _ => "The request was refused.",
    };

    private static Task WriteAsync(HttpContext context, int status, string detail, string? code = null)
    {
        context.Response.Clear();
        return Problems.Refuse(context, status, detail, code).ExecuteAsync(context);
    }
}
