namespace ScreeningApi.Batches.Files.Transfer;

/// <summary>
/// The compressed bytes on their way to a decoder. A decoder stops where its format ends and says nothing of what follows; so that this
/// can be seen, the last bytes of the source are handed out one by one: a decoder that needs them all comes to the end, one that has
/// finished before leaves some.
/// </summary>
internal sealed class CompressedSource(Stream body) : AsyncReadStream
{
    private const int HeldBack = 32;

    private readonly byte[] _buffer = new byte[(1 << 16) + HeldBack];
    private int _start;
    private int _end;
    private bool _hasEnded;

    /// <summary>Compressed bytes that the decoder took.</summary>
    public long Taken { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await FillAsync(cancellationToken);
        var left = _end - _start;
        var count = Math.Min(buffer.Length, _hasEnded && left <= HeldBack ? Math.Min(left, 1) : left - HeldBack);
        _buffer.AsMemory(_start, count).CopyTo(buffer);
        _start += count;
        Taken += count;
        return count;
    }

    /// <summary>Whether there are bytes that the decoder did not take.</summary>
    public async ValueTask<bool> HasLeftAsync(CancellationToken cancellation)
    {
        await FillAsync(cancellation);
        return _end > _start;
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        while (!_hasEnded && _end - _start <= HeldBack)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var count = await body.ReadAsync(_buffer.AsMemory(_end), cancellation);
            _hasEnded = count == 0;
            _end += count;
        }
    }
}
