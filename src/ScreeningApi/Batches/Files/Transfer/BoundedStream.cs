namespace ScreeningApi.Batches.Files.Transfer;

/// <summary>Passes a stream on up to a number of bytes; what comes after that is too much.</summary>
internal sealed class BoundedStream(Stream body, long maxBytes) : AsyncReadStream
{
    private long _bytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        _bytes += count;
        return _bytes <= maxBytes ? count : throw TooLarge(maxBytes);
    }

    public static InputFileException TooLarge(long maxBytes) => new($"Found more than {maxBytes} bytes, expected at most that many.", 413, "tooLarge");
}
