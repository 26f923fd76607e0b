using System.Text;

namespace ScreeningApi.Tests.Watchlists.Formats;

/// <summary>A file that is made while it is read.</summary>
internal sealed class PiecesStream(IEnumerable<string> pieces) : Stream
{
    private readonly IEnumerator<string> _pieces = pieces.GetEnumerator();
    private ReadOnlyMemory<byte> _piece;

    public long Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (_piece.IsEmpty)
        {
            if (!_pieces.MoveNext())
            {
                return 0;
            }

            _piece = Encoding.UTF8.GetBytes(_pieces.Current);
        }

        var count = Math.Min(buffer.Length, _piece.Length);
        _piece.Span[..count].CopyTo(buffer);
        _piece = _piece[count..];
        Given += count;
        return count;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _pieces.Dispose();
        base.Dispose(disposing);
    }
}
