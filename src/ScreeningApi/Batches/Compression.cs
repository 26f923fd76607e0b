using ZstdSharp;

namespace ScreeningApi.Batches;

/// <summary>Compresses what is stored of a chunk: customs texts come to an eighth, and the time is less than what writing them whole would take.</summary>
internal static class Compression
{
    private const int Level = 1;

    /// <summary>No chunk comes near it; what claims to be larger is damaged.</summary>
    private const int MaxBytes = 512 << 20;

    [ThreadStatic]
    private static Compressor? _compressor;

    [ThreadStatic]
    private static Decompressor? _decompressor;

    public static byte[] Compress(ReadOnlySpan<byte> bytes) => (_compressor ??= NewCompressor()).Wrap(bytes).ToArray();

    /// <summary>With a checksum, so that what is damaged is never screened as something else.</summary>
    private static Compressor NewCompressor()
    {
        var compressor = new Compressor(Level);
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return compressor;
    }

    /// <summary>Throws <see cref="InvalidDataException"/> when the bytes are none that were compressed here.</summary>
    public static byte[] Decompress(byte[] bytes)
    {
        try
        {
            return (_decompressor ??= new Decompressor()).Unwrap(bytes, MaxBytes).ToArray();
        }
        catch (ZstdException fault)
        {
            throw new InvalidDataException("The stored bytes are damaged.", fault);
        }
    }
}
