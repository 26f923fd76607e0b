using System.Buffers;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace ScreeningApi.Screenings;

/// <summary>
/// A result as it is stored: a byte with the number of a dictionary, then a Zstandard frame (RFC 8878) with a checksum. Most of a result is
/// said in others as well, so typical ones are the dictionary: what remains is small, and soon made. The database would take longer over the
/// same text (jsonb, pglz), and write more of it to its log. A dictionary is for ever, as rows name it: a better one gets the next number.
/// </summary>
internal static class PackedResult
{
    private const byte Current = 1;
    private const int Level = 1;

    /// <summary>No result comes near it; what claims to be larger is damaged.</summary>
    private const int MaxBytes = 512 << 20;

    private static readonly byte[] Dictionary = ReadDictionary(Current);

    [ThreadStatic]
    private static Compressor? _compressor;

    [ThreadStatic]
    private static Decompressor? _decompressor;

    public static byte[] Pack(ReadOnlySpan<byte> json)
    {
        var room = ArrayPool<byte>.Shared.Rent(1 + Compressor.GetCompressBound(json.Length));
        try
        {
            room[0] = Current;
            return room.AsSpan(0, 1 + (_compressor ??= NewCompressor()).Wrap(json, room.AsSpan(1))).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    /// <summary>Throws <see cref="InvalidDataException"/> when the bytes are none that were packed here.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        // Nothing would be unpacked to nothing.
        if (packed is not [Current, _, ..])
        {
            throw new InvalidDataException($"The stored result has {packed.Length} bytes and names dictionary {(packed.IsEmpty ? "none" : packed[0])}, expected {Current}.");
        }

        try
        {
            return (_decompressor ??= NewDecompressor()).Unwrap(packed[1..], MaxBytes).ToArray();
        }
        catch (Exception fault) when (fault is ZstdException or ArgumentException)
        {
            throw new InvalidDataException("The stored result is damaged.", fault);
        }
    }

    private static Compressor NewCompressor()
    {
        var compressor = new Compressor(Level);
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        compressor.LoadDictionary(Dictionary);
        return compressor;
    }

    private static Decompressor NewDecompressor()
    {
        var decompressor = new Decompressor();
        decompressor.LoadDictionary(Dictionary);
        return decompressor;
    }

    private static byte[] ReadDictionary(byte number)
    {
        using var stream = typeof(PackedResult).Assembly.GetManifestResourceStream($"ScreeningApi.Screenings.Dictionaries.{number}.jsonl")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
