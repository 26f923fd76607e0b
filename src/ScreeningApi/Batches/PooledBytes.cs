using System.Buffers;

namespace ScreeningApi.Batches;

/// <summary>Bytes that are needed for a moment. So large a piece from the heap for every chunk would keep the collector busy.</summary>
internal readonly struct PooledBytes(byte[] array, int length) : IDisposable
{
    public ReadOnlySpan<byte> Span => array.AsSpan(0, length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(array);
}
