using System.Security.Cryptography;
using ScreeningApi.Batches.Files;

namespace ScreeningApi.Batches;

/// <summary>Passes a file on and keeps the SHA-256 of what has passed.</summary>
internal sealed class HashedStream(Stream body) : AsyncReadStream
{
    private const int DrainBytes = 1 << 16;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[]? _whole;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        if (_whole is null && (read > 0 || !buffer.IsEmpty))
        {
            _hash.AppendData(buffer.Span[..read]);
            _whole = read == 0 ? _hash.GetHashAndReset() : null;
        }

        return read;
    }

    /// <summary>Reads what nobody has read and gives the hash of the whole; of a stream that was read to its end also when it is closed.</summary>
    public async Task<byte[]> FinishAsync(CancellationToken cancellation)
    {
        var buffer = new byte[DrainBytes];
        while (_whole is null && await ReadAsync(buffer, cancellation) > 0)
        {
            // Only the hash is wanted.
        }

        return _whole!;
    }

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }
}
