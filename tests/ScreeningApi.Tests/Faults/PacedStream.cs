namespace ScreeningApi.Tests.Faults;

/// <summary>A file that comes as slowly as a client on a thin line sends it.</summary>
internal sealed class PacedStream(byte[] file, TimeSpan duration, Task lastPiece) : Stream
{
    private const int Pieces = 40;

    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var taken = Math.Min(buffer.Length, file.Length - _at);
        if (duration > TimeSpan.Zero)
        {
            taken = Math.Min(taken, file.Length / Pieces + 1);
            await Task.Delay(duration * ((double)taken / file.Length), cancellationToken);
        }

        if (taken > 0 && _at + taken == file.Length)
        {
            await lastPiece.WaitAsync(cancellationToken);
        }

        file.AsSpan(_at, taken).CopyTo(buffer.Span);
        _at += taken;
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
