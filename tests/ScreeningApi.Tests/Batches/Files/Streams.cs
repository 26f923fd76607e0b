using System.Text;
using ScreeningApi.Batches.Files;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>A start, and then one byte again and again.</summary>
internal sealed class EndlessStream(string start, byte filler, long length) : AsyncReadStream
{
    private readonly byte[] _start = Encoding.UTF8.GetBytes(start);

    public long Given { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var count = (int)Math.Min(buffer.Length, Given < _start.Length ? _start.Length - Given : length - Given);
        if (Given < _start.Length)
        {
            _start.AsMemory((int)Given, count).CopyTo(buffer);
        }
        else
        {
            buffer.Span[..count].Fill(filler);
        }

        Given += count;
        return ValueTask.FromResult(count);
    }
}

/// <summary>A start, and then one piece again and again; for parsers that do not wait.</summary>
internal sealed class RepeatingStream(string start, string piece, int pieces) : Stream
{
    private byte[] _now = Encoding.UTF8.GetBytes(start);
    private readonly byte[] _piece = Encoding.UTF8.GetBytes(piece);
    private int _at;
    private int _left = pieces;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var written = 0;
        while (written < buffer.Length && (_at < _now.Length || _left-- > 0))
        {
            (_now, _at) = _at < _now.Length ? (_now, _at) : (_piece, 0);
            var count = Math.Min(buffer.Length - written, _now.Length - _at);
            _now.AsSpan(_at, count).CopyTo(buffer[written..]);
            _at += count;
            written += count;
        }

        return written;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Gives one byte at a time, and none of them at once.</summary>
internal sealed class TrickleStream(byte[] bytes) : AsyncReadStream
{
    private int _given;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (_given == bytes.Length || buffer.IsEmpty)
        {
            return 0;
        }

        buffer.Span[0] = bytes[_given++];
        return 1;
    }
}
