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

    /// <summary>Room for most requests; what is longer than it says has less at first.</summary>
    private const int FirstBytes = 64 * 1024, FirstBytesUnannounced = 4 * 1024;

    public static async Task<RequestBody<T>> ReadAsync<T>(HttpContext context) where T : class
    {
        var (bytes, refusal) = await ReadTextAsync(context);
        return refusal is not null ? new(null, bytes, refusal) : Parse<T>(context, bytes);
    }

    /// <summary>The body as sent, which is UTF-8 and whatever else, or the answer that refuses it.</summary>
    public static async Task<(byte[] Bytes, IResult? Refusal)> ReadTextAsync(HttpContext context)
    {
        if (RefuseMedia(context) is { } refusal)
        {
            return ([], refusal);
        }

        var bytes = await ReadBytesAsync(context.Request);
        if (bytes is null)
        {
            return ([], Problems.Refuse(context, StatusCodes.Status413PayloadTooLarge, $"Found more than {MaxBytes} bytes, expected at most that: split the shipment, or send a batch."));
        }

        return (bytes, Utf8.IsValid(bytes) ? null : Malformed(context, new FieldError { Pointer = "", Code = "invalidText", Detail = "found bytes that are not UTF-8, expected JSON in UTF-8" }));
    }

    /// <summary>Reads JSON that came in the body.</summary>
    public static RequestBody<T> Parse<T>(HttpContext context, byte[] bytes) where T : class
    {
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

        // The length that is announced is believed as far as a buffer may cost nothing: it grows with what has come.
        var buffer = new byte[(int)Math.Min(request.ContentLength ?? FirstBytesUnannounced, FirstBytes)];
        var (count, isTooLarge) = (0, request.ContentLength > MaxBytes);
        while (true)
        {
            if (count == buffer.Length && count == request.ContentLength && !isTooLarge)
            {
                return buffer;
            }

            Array.Resize(ref buffer, count < buffer.Length ? buffer.Length : SizeAfter(buffer.Length, request.ContentLength));
            var read = await request.Body.ReadAsync(buffer.AsMemory(count), request.HttpContext.RequestAborted);
            if (read == 0)
            {
                return isTooLarge ? null : buffer.AsSpan(0, count).ToArray();
            }

            // What is too much is read and thrown away.
            count += read;
            isTooLarge |= count > MaxBytes;
            count = isTooLarge ? 0 : count;
        }
    }

    private static int SizeAfter(int size, long? announced) => (int)Math.Min(Math.Max(2L * size, FirstBytes), announced is { } all && all > size ? all : long.MaxValue);

    private static IResult Malformed(HttpContext context, FieldError error) => Problems.Refuse(
        context, StatusCodes.Status400BadRequest, error.Pointer.Length == 0 ? error.Detail : $"{error.Pointer}: {error.Detail}", errors: [error]);
}
