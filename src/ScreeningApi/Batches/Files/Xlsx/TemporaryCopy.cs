using ScreeningApi.Batches.Files.Transfer;

namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>An archive is read from its end, a body from its start: so it is written to a file first, which is gone when it is closed.</summary>
internal static class TemporaryCopy
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static async ValueTask<FileStream> OfAsync(Stream body, long maxBytes, CancellationToken cancellation)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"workbook-{Path.GetRandomFileName()}"), options);
        try
        {
            await new BoundedStream(body, maxBytes).CopyToAsync(file, cancellation);
            await file.FlushAsync(cancellation);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
