using ScreeningApi.Batches.Files;

namespace ScreeningApi.Tests.Faults;

/// <summary>A file that comes as slowly as a client on a thin line sends it.</summary>
internal sealed class PacedStream(byte[] file, TimeSpan duration, Task lastPiece) : AsyncReadStream
{
    private const int Pieces = 40;

    private int _at;

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
}
