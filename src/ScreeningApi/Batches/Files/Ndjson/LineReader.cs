using System.Buffers;
using ScreeningApi.Batches.Files.Encodings;

namespace ScreeningApi.Batches.Files.Ndjson;

/// <summary>Reads lines one after the other; never holds more than one that is within the limit and what was read with it.</summary>
internal sealed class LineReader(Stream stream, FileLimits limits) : IAsyncDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
    private int _start;
    private int _scanned;
    private int _end;
    private int _lineEnd;
    private bool _hasEnded;

    /// <summary>Of the line that was read last; the first is 1.</summary>
    public int Number { get; private set; }

    /// <summary>The line without its end, until the next is read.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_start, _lineEnd - _start);

    /// <summary>False at the end.</summary>
    /// <exception cref="InputFileException">413 at a line that is too long.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        _start = Math.Min(_lineEnd + (Number > 0 ? 1 : 0), _end);
        _scanned = _start;
        while (true)
        {
            var found = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
            if (found >= 0 || _hasEnded)
            {
                return SetLine(found >= 0 ? _scanned + found : _end);
            }

            _scanned = _end;
            await FillAsync(cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            (_buffer, _start, _lineEnd) = ([], 0, 0);
        }

        await stream.DisposeAsync();
    }

    private bool SetLine(int end)
    {
        if (_start == _end)
        {
            _lineEnd = _end;
            return false;
        }

        Number = limits.CheckRow(Number + 1L);
        _lineEnd = end;
        if (Number == 1)
        {
            _start += EncodingDetection.MarkLength(Line);
        }

        return end - _start <= FileLimits.MaxRowBytes ? true : throw FileLimits.RowTooLong(Number);
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        var kept = _end - _start;
        if (kept > FileLimits.MaxRowBytes + 3)
        {
            throw FileLimits.RowTooLong(Number + 1);
        }

        if (_end == _buffer.Length)
        {
            var target = kept > _buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(_buffer.Length * 2) : _buffer;
            _buffer.AsSpan(_start, kept).CopyTo(target);
            if (target != _buffer)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = target;
            }

            (_start, _scanned, _end) = (0, kept, kept);
        }

        var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _hasEnded = count == 0;
        _end += count;
    }
}
