using ZstdSharp;

namespace ScreeningApi.Batches.Files.Transfer;

/// <summary>
/// What a decoder makes of compressed bytes, as long as it is neither too much at all nor too much for what went in: a few compressed
/// bytes can be made to become terabytes.
/// </summary>
internal sealed class DecodedStream(Stream decoder, CompressedSource source, string encoding, long maxBytes) : AsyncReadStream
{
    private long _bytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await DecodeAsync(buffer, cancellationToken);
        _bytes += count;
        DecompressionBound.Check(_bytes, source.Taken, DecompressionBound.FreeBytes);
        if (_bytes > maxBytes)
        {
            throw BoundedStream.TooLarge(maxBytes);
        }

        return count > 0 || buffer.IsEmpty || !await source.HasLeftAsync(cancellationToken) ? count
            : throw Damaged($"bytes after the end of the {encoding} content, expected none");
    }

    public override async ValueTask DisposeAsync()
    {
        await decoder.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Decoders tell of damage in several ways; what the body itself throws passes through.</summary>
    private async ValueTask<int> DecodeAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await decoder.ReadAsync(buffer, cancellation);
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException or EndOfStreamException or ZstdException)
        {
            throw Damaged($"damaged or cut {encoding} content after {_bytes} bytes of text, expected content as its Content-Encoding says");
        }
    }

    private static InputFileException Damaged(string what) => new($"Found {what}.", 400, "damagedContent");
}
