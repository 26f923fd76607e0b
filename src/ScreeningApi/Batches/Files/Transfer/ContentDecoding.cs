using System.IO.Compression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace ScreeningApi.Batches.Files.Transfer;

/// <summary>Takes the compression of the transfer off a body, within limits.</summary>
internal static class ContentDecoding
{
    /// <summary>Windows of at most 8 MiB, as RFC 9659 has it for content in transfer: what a decoder must hold in memory.</summary>
    private const int MaxZstdWindowLog = 23;

    /// <summary>The body stays open when the decoded stream is disposed.</summary>
    /// <param name="contentEncoding">The header as it was sent; null or empty when there is none.</param>
    /// <param name="maxBytes">Of what comes out.</param>
    /// <exception cref="InputFileException">At once, when the encoding is not known (415); while reading, when too much comes out (413) or the content is damaged (400).</exception>
    public static Stream Decode(Stream body, string? contentEncoding, long maxBytes)
    {
        var name = contentEncoding?.Trim().ToLowerInvariant() ?? "";
        if (name is "" or "identity")
        {
            return new BoundedStream(body, maxBytes);
        }

        var source = new CompressedSource(body);
        Stream decoder = name switch
        {
            "gzip" or "x-gzip" => new GZipStream(source, CompressionMode.Decompress, leaveOpen: true),
            "br" => new BrotliStream(source, CompressionMode.Decompress, leaveOpen: true),
            "zstd" => NewZstd(source),
            _ => throw new InputFileException($"Content-Encoding: found '{Found.Short(contentEncoding!)}', expected one of gzip, br, zstd, or none.", 415, "unsupportedEncoding"),
        };
        return new DecodedStream(decoder, source, name, maxBytes);
    }

    private static DecompressionStream NewZstd(Stream source)
    {
        var decoder = new DecompressionStream(source);
        decoder.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxZstdWindowLog);
        return decoder;
    }
}
