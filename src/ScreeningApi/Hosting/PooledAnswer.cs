namespace ScreeningApi.Hosting;

/// <summary>Sends JSON that is written already, with its length, and gives its memory back.</summary>
internal sealed class PooledAnswer(PooledJson json, int status) : IResult
{
    /// <summary>What is handed to the connection at once: a slow reader holds no more than this of the connection's memory.</summary>
    private const int Piece = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (json)
        {
            var (response, rest) = (httpContext.Response, json.Written);
            response.StatusCode = status;
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = rest.Length;
            for (; rest.Length > Piece; rest = rest[Piece..])
            {
                await response.BodyWriter.WriteAsync(rest[..Piece], httpContext.RequestAborted);
            }

            await response.BodyWriter.WriteAsync(rest, httpContext.RequestAborted);
        }
    }
}
