using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ScreeningApi.Hosting;

namespace ScreeningApi.Watchlists.Imports;

/// <summary>What a request brings: files, or an address.</summary>
internal sealed record IncomingList(WatchlistUpload? Upload, string? Url) : IDisposable
{
    public void Dispose() => Upload?.Dispose();
}

/// <summary>A request that brings no list; the answer says why.</summary>
internal sealed class IntakeRefusedException(int status, string message, string? code = null) : Exception(message)
{
    public int Status => status;

    public string? Code => code;
}

/// <summary>Takes lists that are sent: as the body, as the parts of a form, or as an address. The bytes go to disk as they come.</summary>
internal sealed class WatchlistIntake(IOptions<WatchlistOptions> options) : IDisposable
{
    /// <summary>Each may take as many bytes on disk as a list may have.</summary>
    private const int MaxAtATime = 4;

    private const int MaxFiles = 16;
    private const int MaxBoundary = 200;
    private const int MaxFileName = 200;
    private const string Json = "application/json";

    private readonly SemaphoreSlim _places = new(MaxAtATime, MaxAtATime);

    public void Dispose() => _places.Dispose();

    /// <summary>Null when as many are under way as are taken at a time.</summary>
    public IDisposable? TryEnter() => _places.Wait(0) ? new Place(_places) : null;

    /// <param name="isFile">Whether a body of JSON is the list itself.</param>
    /// <exception cref="IntakeRefusedException">When it is none.</exception>
    public async Task<IncomingList> ReadAsync(HttpContext context, bool isFile)
    {
        var request = context.Request;
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var media) ? media.MediaType.Value ?? "" : "";
        if (type.Equals(Json, StringComparison.OrdinalIgnoreCase) && !isFile)
        {
            return new IncomingList(null, await ReadUrlAsync(context));
        }

        if (request.ContentLength > options.Value.MaxBytes)
        {
            throw TooLarge();
        }

        // Bounded by what is written to disk, and by how slowly a body may come.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        var upload = new WatchlistUpload();
        try
        {
            await using var content = Decode(request, type);
            await (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) ? AddPartsAsync(upload, content, media!, context.RequestAborted)
                : upload.AddAsync("file", content, options.Value.MaxBytes, context.RequestAborted));
            return upload.Bytes > 0 ? new IncomingList(upload, null) : throw new IntakeRefusedException(400, "Found an empty body, expected a list.", "emptyBody");
        }
        catch (Exception fault)
        {
            upload.Dispose();
            throw fault switch
            {
                TooManyBytesException => TooLarge(),
                InvalidDataException => new IntakeRefusedException(400, "Found a body that is damaged or cut, expected one as its Content-Type and Content-Encoding say.", "damagedContent"),
                _ => fault,
            };
        }
    }

    private static async Task<string> ReadUrlAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync<WatchlistUrlRequest>(context);
        return body.Refusal is not null ? throw new RefusedBodyException(body.Refusal)
            : body.Value!.Url ?? throw new RefusedBodyException(Problems.Invalid(context, [new FieldError { Pointer = "/url", Code = "missing", Detail = "found nothing, expected an address" }]));
    }

    private static Stream Decode(HttpRequest request, string type)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        return encoding is "" or "identity" ? type is "application/gzip" or "application/x-gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body
            : encoding is "gzip" or "x-gzip" ? new GZipStream(request.Body, CompressionMode.Decompress)
            : throw new IntakeRefusedException(415, "Content-Encoding: found another encoding, expected gzip or none.", "unsupportedEncoding");
    }

    private async Task AddPartsAsync(WatchlistUpload upload, Stream content, MediaTypeHeaderValue media, CancellationToken cancellation)
    {
        var boundary = HeaderUtilities.RemoveQuotes(media.Boundary).Value;
        if (!media.MediaType.Equals(FileBody.Form, StringComparison.OrdinalIgnoreCase) || boundary is not { Length: > 0 and <= MaxBoundary })
        {
            throw new IntakeRefusedException(415, "Content-Type: found a multipart body, expected multipart/form-data with a boundary.");
        }

        var reader = new MultipartReader(boundary, content);
        while (await ReadSectionAsync(reader, cancellation) is { } section)
        {
            var name = section.GetContentDispositionHeader()?.FileName.Value?.Trim('"');
            if (name is not { Length: > 0 and <= MaxFileName } || upload.Names.Contains(name) || upload.Count == MaxFiles)
            {
                throw new IntakeRefusedException(400, $"Found a part without a file name, with one of another part, or too many, expected at most {MaxFiles} files with names of their own.", "unknownPart");
            }

            await upload.AddAsync(name, section.Body, options.Value.MaxBytes, cancellation);
        }
    }

    /// <summary>The reader tells of a body that is no form, or ends early, in these two ways.</summary>
    private static async Task<MultipartSection?> ReadSectionAsync(MultipartReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellation);
        }
        catch (IOException fault) when (fault is not (BadHttpRequestException or Microsoft.AspNetCore.Connections.ConnectionResetException))
        {
            throw new InvalidDataException("no form", fault);
        }
    }

    private IntakeRefusedException TooLarge() => new(413, $"Found more than {options.Value.MaxBytes} bytes, expected at most that many.");

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        private int _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0)
            {
                places.Release();
            }
        }
    }
}

/// <summary>A body that was refused, with the answer.</summary>
internal sealed class RefusedBodyException(IResult refusal) : Exception
{
    public IResult Refusal => refusal;
}
