using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Files.Transfer;

namespace ScreeningApi.Batches;

/// <summary>The file of a request, as its body or as the part <c>file</c> of a form, opened as far as its header.</summary>
internal sealed class RequestFile : IAsyncDisposable
{
    public const string MapName = "map";

    private const string FilePart = "file";
    private const int MaxMaps = 100;
    private const int MaxMapLength = 500;
    private const int MaxBoundary = 200;

    private readonly HashedStream _body;

    private RequestFile(HashedStream body, RowReader rows, ColumnMap columns, byte[] optionsDigest) => (_body, Rows, Columns, OptionsDigest) = (body, rows, columns, optionsDigest);

    public RowReader Rows { get; }

    /// <summary>Checked: what a screening needs is there.</summary>
    public ColumnMap Columns { get; }

    /// <summary>SHA-256 of what decides how the file is read: its form, its encoding, and the mapping.</summary>
    public byte[] OptionsDigest { get; }

    /// <summary>SHA-256 of the file; reads what is left of it.</summary>
    public Task<byte[]> DigestAsync(CancellationToken cancellation) => _body.FinishAsync(cancellation);

    public ValueTask DisposeAsync() => Rows.DisposeAsync();

    /// <summary>Throws <see cref="InputFileException"/> when the file cannot be screened.</summary>
    /// <param name="isComplete">False: columns that are missing are not an error, for a look at the file.</param>
    public static async Task<RequestFile> OpenAsync(HttpContext context, FileLimits limits, bool isComplete = true)
    {
        // Bounded by what the decoder lets through, and by how slowly a body may come.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        var request = context.Request;
        var maps = request.Query[MapName].Select(m => m ?? "").ToList();
        var content = ContentDecoding.Decode(request.Body, request.Headers.ContentEncoding, limits.MaxBytes);
        var (file, declared) = IsForm(request.ContentType)
            ? await FindPartAsync(content, request.ContentType!, maps, context.RequestAborted)
            : (content, FileFormats.Declared(request.ContentType, null));
        var body = new HashedStream(file);
        var rows = await FileOpener.OpenAsync(body, declared, limits, context.RequestAborted);
        try
        {
            var columns = ColumnMap.Of(rows.Shape.Headers, [.. maps.Select(ParseMap)], ColumnOption.Query);
            if (isComplete)
            {
                columns.Require();
            }

            return new RequestFile(body, rows, columns, Digest(declared, maps));
        }
        catch
        {
            await rows.DisposeAsync();
            throw;
        }
    }

    private static bool IsForm(string? contentType) => contentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<(Stream File, DeclaredFormat Declared)> FindPartAsync(Stream content, string contentType, List<string> maps, CancellationToken cancellation)
    {
        var boundary = MediaTypeHeaderValue.TryParse(contentType, out var media) && media.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(media.Boundary).Value : null;
        if (boundary is not { Length: > 0 and <= MaxBoundary })
        {
            throw new InputFileException("Content-Type: found a multipart body, expected multipart/form-data with a boundary.", 415, "unsupportedFormat");
        }

        var reader = new MultipartReader(boundary, content) { HeadersLengthLimit = 16 * 1024 };
        try
        {
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                var name = section.GetContentDispositionHeader()?.Name.Value?.Trim('"') ?? "";
                if (name == FilePart)
                {
                    var fileName = section.GetContentDispositionHeader()!.FileName.Value?.Trim('"');
                    return (section.Body, FileFormats.Declared(section.ContentType, fileName));
                }

                if (name != MapName)
                {
                    throw new InputFileException($"Found the form field '{Found.Short(name)}', expected {FilePart}, and before it {MapName} where columns are mapped.", 400, "unknownPart");
                }

                maps.Add(await ReadFieldAsync(section, cancellation));
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or (IOException and not InputFileException and not BadHttpRequestException and not Microsoft.AspNetCore.Connections.ConnectionResetException))
        {
            throw new InputFileException("Found a body that is no multipart form, expected parts between its boundaries.", 400, "malformedForm");
        }

        throw new InputFileException($"Found no part '{FilePart}' in the form, expected one with the file.", 400, "missingFile");
    }

    private static async Task<string> ReadFieldAsync(MultipartSection section, CancellationToken cancellation)
    {
        var buffer = new byte[MaxMapLength * 4];
        var length = await section.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length < buffer.Length ? Encoding.UTF8.GetString(buffer, 0, length) : throw new InputFileException($"{MapName}: found more than {MaxMapLength} characters, expected at most that.", 400, "badMap");
    }

    private static (string Theirs, string Ours) ParseMap(string text, int index)
    {
        // The last colon: their names may have some, ours have none.
        var colon = text.LastIndexOf(':');
        return index >= MaxMaps ? throw new InputFileException($"?{MapName}: found more than {MaxMaps}, expected at most that many.", 400, "badMap")
            : colon > 0 && colon < text.Length - 1 && text.Length <= MaxMapLength ? (text[..colon], text[(colon + 1)..])
            : throw new InputFileException($"?{MapName}: found '{Found.Short(text)}', expected theirs:ours, such as {MapName}=Ship to:destination.", 400, "badMap");
    }

    private static byte[] Digest(DeclaredFormat declared, List<string> maps) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [declared.Format ?? "", declared.Charset ?? "", .. maps.Order(StringComparer.Ordinal)])));
}
