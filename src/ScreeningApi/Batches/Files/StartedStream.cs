using System.Buffers;

namespace ScreeningApi.Batches.Files;

/// <summary>A stream whose first bytes were looked at before it is read. What is read later goes straight to the reader's own buffer.</summary>
internal sealed class StartedStream : AsyncReadStream
{
    private const int FirstRoom = 1 << 16;

    private readonly Stream _rest;
    private byte[] _start;
    private int _read;

    private StartedStream(Stream rest, byte[] start, int length, bool isWhole) => (_rest, _start, StartLength, IsWhole) = (rest, start, length, isWhole);

    /// <summary>The first bytes, until the stream itself is read beyond them.</summary>
    public ReadOnlySpan<byte> Start => _start.AsSpan(0, StartLength);

    public int StartLength { get; }

    /// <summary>Nothing comes after the start.</summary>
    public bool IsWhole { get; }

    /// <summary>Reads up to this many bytes ahead. The stream is the new one's from then on.</summary>
    public static async ValueTask<StartedStream> StartAsync(Stream stream, int sampleBytes, CancellationToken cancellation)
    {
        var start = ArrayPool<byte>.Shared.Rent(Math.Min(FirstRoom, sampleBytes));
        try
        {
            var length = 0;
            while (length < sampleBytes)
            {
                if (length == start.Length)
                {
                    start = Grown(start, Math.Min(start.Length * 2, sampleBytes));
                }

                var count = await stream.ReadAsync(start.AsMemory(length, Math.Min(start.Length, sampleBytes) - length), cancellation);
                if (count == 0)
                {
                    return new StartedStream(stream, start, length, isWhole: true);
                }

                length += count;
            }

            return new StartedStream(stream, start, length, isWhole: false);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(start);
            throw;
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var left = StartLength - _read;
        if (left > 0)
        {
            var count = Math.Min(left, buffer.Length);
            _start.AsMemory(_read, count).CopyTo(buffer);
            _read += count;
            return new ValueTask<int>(count);
        }

        Release();
        return IsWhole ? new ValueTask<int>(0) : _rest.ReadAsync(buffer, cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        Release();
        await _rest.DisposeAsync();
        await base.DisposeAsync();
    }

    private static byte[] Grown(byte[] start, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(length);
        start.CopyTo(larger.AsSpan());
        ArrayPool<byte>.Shared.Return(start);
        return larger;
    }

    private void Release()
    {
        if (_start.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_start);
            _start = [];
        }
    }
}
