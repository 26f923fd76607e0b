using System.Buffers;
using ZstdSharp;

namespace ScreeningApi.Batches;

/// <summary>Compresses what is stored of a chunk, with a checksum, at the level that costs least time.</summary>
internal static class Compression
{
    private const int Level = 1;

    /// <summary>No chunk comes near it; what claims to be larger is damaged.</summary>
    private const int MaxBytes = 512 << 20;

    [ThreadStatic]
    private static Compressor? _compressor;

    [ThreadStatic]
    private static Decompressor? _decompressor;

    public static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        var room = ArrayPool<byte>.Shared.Rent(Compressor.GetCompressBound(bytes.Length));
        try
        {
            return room.AsSpan(0, (_compressor ??= NewCompressor()).Wrap(bytes, room)).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    /// <summary>With a checksum, so that what is damaged is never screened as something else.</summary>
    private static Compressor NewCompressor()
    {
        var compressor = new Compressor(Level);
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return compressor;
    }

    /// <summary>Throws <see cref="InvalidDataException"/> when the bytes are none that were compressed here.</summary>
    public static PooledBytes Decompress(ReadOnlySpan<byte> bytes)
    {
        byte[]? room = null;
        try
        {
            var length = Decompressor.GetDecompressedSize(bytes);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(length, (ulong)MaxBytes, nameof(bytes));
            room = ArrayPool<byte>.Shared.Rent((int)length);
            return new PooledBytes(room, (_decompressor ??= new Decompressor()).Unwrap(bytes, room.AsSpan(0, (int)length)));
        }
        catch (Exception fault) when (fault is ZstdException or ArgumentException)
        {
            ArrayPool<byte>.Shared.Return(room ?? []);
            throw new InvalidDataException("The stored bytes are damaged.", fault);
        }
    }
}
