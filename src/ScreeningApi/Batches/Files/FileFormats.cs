using Microsoft.Net.Http.Headers;

namespace ScreeningApi.Batches.Files;

/// <summary>What the sender says of a file.</summary>
/// <param name="Format">One of <see cref="FileFormats"/>; null when its first bytes must tell.</param>
/// <param name="Charset">Null when nothing is said.</param>
internal sealed record DeclaredFormat(string? Format, string? Charset);

/// <summary>The forms that files come in, and how they are told apart: by media type, else by the name of the file, else by the first bytes.</summary>
internal static class FileFormats
{
    public const string Csv = "csv", Ndjson = "ndjson", Xlsx = "xlsx";

    private const string Expected = "expected CSV (text/csv), JSON lines (application/x-ndjson) or a workbook (application/vnd.openxmlformats-officedocument.spreadsheetml.sheet)";

    /// <param name="mediaType">The header as it was sent; null when there is none.</param>
    /// <param name="fileName">Of a part of a form, or of a file; null when there is none.</param>
    /// <exception cref="InputFileException">415 when it is none that is read.</exception>
    public static DeclaredFormat Declared(string? mediaType, string? fileName)
    {
        if (string.IsNullOrWhiteSpace(mediaType))
        {
            return new DeclaredFormat(ByName(fileName), null);
        }

        if (!MediaTypeHeaderValue.TryParse(mediaType, out var parsed))
        {
            throw Unsupported(mediaType, "");
        }

        var charset = HeaderUtilities.RemoveQuotes(parsed.Charset).Value;
        return parsed.MediaType.Value!.ToLowerInvariant() switch
        {
            "text/csv" or "application/csv" or "text/tab-separated-values" => new DeclaredFormat(Csv, charset),
            "text/plain" => new DeclaredFormat(ByName(fileName) ?? Csv, charset),
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonlines" => new DeclaredFormat(Ndjson, charset),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => new DeclaredFormat(Xlsx, null),
            // Browsers on machines with a spreadsheet program name every file of cells so, CSV too
            "application/vnd.ms-excel" or "application/octet-stream" => new DeclaredFormat(ByName(fileName), charset),
            "application/json" => throw Unsupported(mediaType, "; one JSON object per line is application/x-ndjson"),
            _ => throw Unsupported(mediaType, ""),
        };
    }

    /// <summary>By the first bytes: a zip archive is taken for a workbook, a first brace or bracket for JSON, other text for a table.</summary>
    public static string Of(ReadOnlySpan<byte> start) =>
        FileSignatures.IsZip(start) ? Xlsx
        : FileSignatures.TrimmedStart(start) is [(byte)'{' or (byte)'[', ..] ? Ndjson
        : Csv;

    private static string? ByName(string? fileName) => Path.GetExtension(fileName)?.ToLowerInvariant() switch
    {
        ".csv" or ".tsv" or ".tab" or ".txt" => Csv,
        ".ndjson" or ".jsonl" => Ndjson,
        ".xlsx" => Xlsx,
        _ => null,
    };

    private static InputFileException Unsupported(string mediaType, string hint) =>
        new($"Content-Type: found '{Found.Short(mediaType)}', {Expected}{hint}.", 415, "unsupportedFormat");
}
