using System.Text;

namespace ScreeningApi.Batches.Files.Encodings;

/// <summary>A text that is read as UTF-8, whatever it was sent in.</summary>
/// <param name="Stream">May start with the mark of UTF-8.</param>
internal sealed record Utf8Text(StartedStream Stream, TextEncoding Encoding)
{
    /// <summary>UTF-8 passes through untouched; anything else is transcoded as it is read.</summary>
    public static async ValueTask<Utf8Text> OpenAsync(StartedStream file, string? charset, FileLimits limits, CancellationToken cancellation)
    {
        var encoding = EncodingDetection.Find(file.Start, file.IsWhole, charset);
        if (encoding.Transcoder is not { } transcoder)
        {
            return new Utf8Text(file, encoding);
        }

        var transcoded = System.Text.Encoding.CreateTranscodingStream(file, transcoder, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return new Utf8Text(await StartedStream.StartAsync(transcoded, limits.SampleBytes, cancellation), encoding);
    }
}
