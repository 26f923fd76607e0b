using ScreeningApi.Batches.Files.Csv;
using ScreeningApi.Batches.Files.Encodings;
using ScreeningApi.Batches.Files.Ndjson;
using ScreeningApi.Batches.Files.Xlsx;

namespace ScreeningApi.Batches.Files;

/// <summary>Opens a file of rows in any form that is read.</summary>
internal static class FileOpener
{
    /// <summary>Looks at the start of the file and gives the reader of its rows, which closes the stream when it is disposed; so does a failure to open.</summary>
    /// <param name="declared">See <see cref="FileFormats.Declared"/>.</param>
    /// <exception cref="InputFileException">When the file cannot be read at all; see <see cref="InputFileException.Status"/>.</exception>
    public static async ValueTask<RowReader> OpenAsync(Stream body, DeclaredFormat declared, FileLimits limits, CancellationToken cancellation)
    {
        var file = await StartedStream.StartAsync(body, limits.SampleBytes, cancellation);
        try
        {
            var format = declared.Format ?? FileFormats.Of(file.Start);
            if (format == FileFormats.Xlsx)
            {
                FileSignatures.CheckIsZip(file.Start);
                return await XlsxRowReader.OpenAsync(file, limits, cancellation);
            }

            FileSignatures.CheckIsText(file.Start, format);
            var text = await Utf8Text.OpenAsync(file, declared.Charset, limits, cancellation);
            return format == FileFormats.Ndjson ? NdjsonRowReader.Open(text, limits) : await CsvRowReader.OpenAsync(text, limits, cancellation);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
