using System.Text.Json;
using System.Text.Unicode;

namespace ScreeningApi.Hosting;

/// <summary>A request body that was read, or the answer that refuses it.</summary>
/// <param name="Value">Null when refused.</param>
/// <param name="Bytes">The body as sent.</param>
/// <param name="Refusal">Null when read.</param>
internal readonly record struct RequestBody<T>(T? Value, byte[] Bytes, IResult? Refusal) where T : class;

/// <summary>Reads JSON bodies: the media type, the encoding, the size and the syntax are each checked, each with its own status.</summary>
internal static class RequestBody
{
    /// <summary>Room for 1,000 lines whose descriptions are as long as they may be, in most scripts.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>Up to here a body that is too large is read all the same and thrown away: most clients read the answer only once they have sent everything.</summary>
    public const int MaxReadBytes = 4 * MaxBytes;

    public static async Task<RequestBody<T>> ReadAsync<T>(HttpContext context) where T : class
    {
        if (RefuseMedia(context) is { } refusal)
        {
            return new(null, [], refusal);
        }

        var bytes = await ReadBytesAsync(context.Request);
        if (bytes is null)
        {
            return new(null, [], Problems.Refuse(context, StatusCodes.Status413PayloadTooLarge, $"Found more than {MaxBytes} bytes, expected at most that: split the shipment, or send a batch."));
        }

        if (!Utf8.IsValid(bytes))
        {
            return new(null, bytes, Malformed(context, new FieldError { Pointer = "", Code = "invalidText", Detail = "found bytes that are not UTF-8, expected JSON in UTF-8" }));
        }

        try
        {
            var value = JsonSerializer.Deserialize<T>(bytes, JsonFormat.Options);
            return value is null ? new(null, bytes, Malformed(context, new FieldError { Pointer = "", Code = "missing", Detail = "found null, expected an object" })) : new(value, bytes, null);
        }
        catch (JsonException fault)
        {
            return new(null, bytes, Malformed(context, JsonFault.Explain(fault, bytes)));
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair: well-formed JSON that is no text.
            return new(null, bytes, Malformed(context, new FieldError { Pointer = "", Code = "invalidText", Detail = "found half a surrogate pair, expected text" }));
        }
    }

    private static IResult? RefuseMedia(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding.ToString() is not ("" or "identity"))
        {
            return Problems.Refuse(context, StatusCodes.Status415UnsupportedMediaType, "Found a Content-Encoding, expected the body uncompressed.", "unsupportedEncoding");
        }

        return request.HasJsonContentType() ? null
            : Problems.Refuse(context, StatusCodes.Status415UnsupportedMediaType, $"Found {(string.IsNullOrEmpty(request.ContentType) ? "no Content-Type" : "another Content-Type")}, expected application/json.");
    }

    /// <summary>Null when there is more than is allowed.</summary>
    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxReadBytes)
        {
            return null;
        }

        var isTooLarge = request.ContentLength > MaxBytes;
        using var buffer = new MemoryStream(isTooLarge ? 0 : (int)(request.ContentLength ?? 4096));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            isTooLarge |= buffer.Length + read > MaxBytes;
            if (!isTooLarge)
            {
                buffer.Write(chunk, 0, read);
            }
        }

        return isTooLarge ? null : buffer.ToArray();
    }

    private static IResult Malformed(HttpContext context, FieldError error) => Problems.Refuse(
        context, StatusCodes.Status400BadRequest, error.Pointer.Length == 0 ? error.Detail : $"{error.Pointer}: {error.Detail}", errors: [error]);
}
