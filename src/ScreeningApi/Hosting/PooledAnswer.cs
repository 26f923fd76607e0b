using System.Buffers;

namespace ScreeningApi.Hosting;

/// <summary>Sends JSON that is written already, with its length, and gives its memory back.</summary>
internal sealed class PooledAnswer(PooledJson json, int status) : IResult
{
    /// <summary>Of a long answer what is handed to the connection at once: a slow reader holds no more than this of the connection's memory.</summary>
    private const int Piece = 256 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (json)
        {
            var (response, rest) = (httpContext.Response, json.Written);
            response.StatusCode = status;
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = rest.Length;
            await response.StartAsync(httpContext.RequestAborted); // what is written before its headers is copied twice
            for (; rest.Length > Piece; rest = rest[Piece..])
            {
                await response.BodyWriter.WriteAsync(rest[..Piece], httpContext.RequestAborted);
            }

            // Copied, and not waited for: its memory is free for the next answer before this one is sent. Else each connection would need its own.
            response.BodyWriter.Write(rest.Span);
        }

        await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
