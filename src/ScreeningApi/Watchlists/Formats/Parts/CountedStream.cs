using System.IO.Hashing;

namespace ScreeningApi.Watchlists.Formats.Parts;

/// <summary>Stops at the bound of a part, and at its end compares it with what its archive says of it.</summary>
internal sealed class CountedStream(string name, Stream content, ArchivedFile? archived) : ReadOnlyStream
{
    private readonly Crc32 _crc = new();
    private long _count;

    public override int Read(Span<byte> buffer)
    {
        var read = content.Read(buffer);
        _count += read;
        if (_count > FormatBounds.PartBytes)
        {
            throw new WatchlistFormatException(name, "more bytes", $"at most {FormatBounds.PartBytes}");
        }

        if (archived is not null)
        {
            _crc.Append(buffer[..read]);
            CheckEnd(archived, isEnd: read == 0 && buffer.Length > 0);
        }

        return read;
    }

    /// <summary>What was unpacked is ours to close; the part itself is the caller's.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && archived is not null)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private void CheckEnd(ArchivedFile expected, bool isEnd)
    {
        if (isEnd && (_count != expected.Length || _crc.GetCurrentHashAsUInt32() != expected.Crc32))
        {
            throw new WatchlistFormatException(name, $"{_count} bytes that are not those that were packed", $"{expected.Length} bytes with the checksum in the archive");
        }
    }
}
